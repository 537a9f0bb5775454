import type { status } from "@grpc/grpc-js";
import { CheckError, fail, same } from "../../kit/check.ts";
import { isToDo, notWritten } from "../../kit/not-written.ts";
import { say } from "../../kit/say.ts";
import type { ChatClient, ChatNote } from "../client.ts";
import { noCrash, untilReady } from "./crashes.ts";
import { isServiceError, named, Outcome } from "./outcome.ts";
import { asText, type Site } from "./site.ts";

const ACCUSED = { in: "subscribe" };

/** A `for await` loop over the learner's `subscribe`. */
export class Loop extends Outcome {
  readonly heard: string[];
  /** What the loop was given, kept beyond its turn. */
  readonly kept: ChatNote[];

  /**
   * @param notes what `subscribe` gave, or a client to ask for it
   * @param signal what to ask with
   * @param body what the loop does with each note; "break" leaves the loop
   */
  constructor(
    notes: AsyncIterable<ChatNote> | ChatClient,
    signal?: AbortSignal,
    body?: (note: ChatNote) => unknown,
  ) {
    const heard: string[] = [];
    const kept: ChatNote[] = [];
    super(async () => {
      const source = "subscribe" in notes ? subscribe(notes, signal) : notes;
      for await (const note of source) {
        heard.push(asText(note));
        kept.push(note);
        if ((await body?.(note)) === "break") break;
      }
    });
    this.heard = heard;
    this.kept = kept;
  }

  /** Waits until the loop has had all of `want`, and fails if it has had anything else. */
  async hears(want: string[]) {
    const missing = () => want.find((note, i) => note !== this.heard[i])?.slice(0, 80);
    await untilReady(
      () => this.settled || this.heard.length >= want.length,
      ACCUSED.in,
      () =>
        say(
          `the loop over \`subscribe\` has had ${this.heard.length} of ${want.length} notes, and waits for ${JSON.stringify(missing())}, which the server has sent.`,
          `\`subscribe\` のループが受け取ったのは${want.length}件のうち${this.heard.length}件です。サーバーが送った ${JSON.stringify(missing())} が来ません。`,
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
      ACCUSED,
    );
  }

  /** Waits until the loop has ended. */
  async ends(after: string, accused = ACCUSED.in) {
    await untilReady(
      () => this.settled,
      accused,
      () =>
        say(
          `the loop over \`subscribe\` does not end after ${after}.`,
          `${after}あとも、\`subscribe\` のループが終わりません。`,
        ),
    );
    // What ends it may also have thrown, in a turn of its own.
    await new Promise((resolve) => setImmediate(resolve));
    noCrash();
  }

  /** Waits until the loop has ended as if nothing were wrong. */
  async endsQuietly(after: string, accused = ACCUSED.in) {
    await this.ends(after, accused);
    this.didNotThrow(after);
  }

  didNotThrow(after = "") {
    if (!this.failed) return;
    if (this.error instanceof CheckError) throw this.error;
    if (this.error instanceof Error && isToDo(this.error.message))
      fail(notWritten(ACCUSED.in, this.error.message), ACCUSED);
    const what = named(this.error);
    const sentence = after
      ? say(
          `the loop over \`subscribe\` threw ${what} after ${after}: what we end ourselves must end quietly.`,
          `${after}あとに、\`subscribe\` のループが ${what} を投げました。自分で終わらせたときは、静かに終わらなければなりません。`,
        )
      : say(
          `the loop over \`subscribe\` threw ${what}.`,
          `\`subscribe\` のループが ${what} を投げました。`,
        );
    fail(sentence, { ...ACCUSED, cause: this.error });
  }

  /** Waits until the loop has thrown the error of the call. */
  async throws(code: status, when: string) {
    await this.ends(when);
    if (this.error instanceof CheckError) throw this.error;
    if (!this.failed) {
      fail(
        say(
          `the loop over \`subscribe\` ended as if all were well after ${when}: the error of the call must come out of the loop.`,
          `${when}あと、\`subscribe\` のループが何事もなかったかのように終わりました。呼び出しのエラーはループから投げられなければなりません。`,
        ),
        ACCUSED,
      );
    }
    const who = say(
      `the loop over \`subscribe\`, after ${when},`,
      `${when}あと、\`subscribe\` のループ`,
    );
    isServiceError(this.error, code, ACCUSED.in, who);
  }
}

/** What the learner's `subscribe` gives. */
export function subscribe(client: ChatClient, signal?: AbortSignal): AsyncIterable<ChatNote> {
  const notes: unknown = client.subscribe(signal && { signal });
  const isIterable = typeof notes === "object" && notes !== null && Symbol.asyncIterator in notes;
  if (isIterable) return notes as AsyncIterable<ChatNote>;
  return fail(
    say(
      `\`for await\` cannot read what \`subscribe\` returned (${String(notes)}): make it an async generator, \`async *subscribe\`, with \`yield\` in it.`,
      `\`subscribe\` が返したもの（${String(notes)}）は \`for await\` で読めません。\`async *subscribe\` という非同期ジェネレーターにして、中で \`yield\` してください。`,
    ),
    ACCUSED,
  );
}

/** Waits until the server's side of a site's first stream has closed. */
export async function serverSeesTheEnd(site: Site, after: string, accused = ACCUSED.in) {
  await untilReady(
    () => site.streams[0]?.closed === true,
    accused,
    () =>
      say(
        `after ${after}, the server still has the stream open: leaving the loop does not end a call. Cancel it (\`call.cancel()\`) in a \`finally\`.`,
        `${after}あとも、サーバー側ではストリームが開いたままです。ループを抜けても呼び出しは終わりません。\`finally\` で \`call.cancel()\` を呼んでください。`,
      ),
  );
}
