import type { status } from "@grpc/grpc-js";
import { fail, same } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import type { ChatClient, ChatNote } from "../client.ts";
import { untilReady } from "./crashes.ts";
import { describeError, Outcome, sameCode } from "./outcome.ts";
import { asText, type Site } from "./site.ts";

/** A `for await` loop over the learner's `subscribe`. */
export class Loop extends Outcome {
  readonly heard: string[];

  /** @param body what the loop does with each note; "break" leaves the loop */
  constructor(
    client: ChatClient,
    signal?: AbortSignal,
    body: (note: ChatNote) => unknown = () => {},
  ) {
    const heard: string[] = [];
    super(async () => {
      for await (const note of client.subscribe(signal ? { signal } : undefined)) {
        heard.push(asText(note));
        if ((await body(note)) === "break") break;
      }
    });
    this.heard = heard;
  }

  /** Waits until the loop has had all of `want`, and fails if it has had anything else. */
  async hears(want: string[]) {
    const missing = () => want.find((note, i) => note !== this.heard[i]);
    await untilReady(
      () => this.settled || this.heard.length >= want.length,
      () =>
        say(
          `the loop over \`subscribe\` has had ${this.heard.length} of ${want.length} notes, and waits for ${JSON.stringify(missing())}, which the server has sent.`,
          `\`subscribe\` のループが受け取ったのは ${want.length} 件のうち ${this.heard.length} 件です。サーバーが送った ${JSON.stringify(missing())} が来ません。`,
        ),
    );
    this.didNotThrow();
    same(
      this.heard,
      want,
      say(
        "the loop over `subscribe` must give every note that the server sends, as it is, in order, as `{ name, message }`.",
        "`subscribe` のループは、サーバーが送ったすべてのノートを、そのまま順番どおりに `{ name, message }` として渡さなければなりません。",
      ),
    );
  }

  /** Waits until the loop has ended. */
  async ends(after: string) {
    await untilReady(
      () => this.settled,
      () =>
        say(
          `the loop over \`subscribe\` does not end after ${after}.`,
          `${after}あとも、\`subscribe\` のループが終わりません。`,
        ),
    );
  }

  didNotThrow(after = "") {
    if (this.failed) {
      const what = describeError(this.error);
      fail(
        after
          ? say(
              `the loop over \`subscribe\` threw ${what} after ${after}: what we end ourselves must end quietly.`,
              `${after}あとに、\`subscribe\` のループが ${what} を投げました。自分で終わらせたときは、静かに終わらなければなりません。`,
            )
          : say(
              `the loop over \`subscribe\` threw ${what}.`,
              `\`subscribe\` のループが ${what} を投げました。`,
            ),
      );
    }
  }

  /** Waits until the loop has thrown an error with the status code. */
  async throws(code: status, when: string) {
    await this.ends(when);
    if (!this.failed) {
      fail(
        say(
          `the loop over \`subscribe\` ended as if all were well after ${when}: the error of the call must come out of the loop.`,
          `${when}あと、\`subscribe\` のループが何事もなかったかのように終わりました。呼び出しのエラーはループから投げられなければなりません。`,
        ),
      );
    }
    sameCode(
      this.error,
      code,
      say(`the loop over \`subscribe\`, after ${when},`, `${when}あと、\`subscribe\` のループ`),
    );
  }
}

/** Waits until the server's side of the first stream has closed. */
export async function serverSeesTheEnd(site: Site, after: string) {
  await untilReady(
    () => site.streams[0]?.closed === true,
    () =>
      say(
        `after ${after}, the server still has the stream open: leaving the loop does not end a call. Cancel it (\`call.cancel()\`) in a \`finally\`.`,
        `${after}あとも、サーバー側ではストリームが開いたままです。ループを抜けても呼び出しは終わりません。\`finally\` で \`call.cancel()\` を呼んでください。`,
      ),
  );
}
