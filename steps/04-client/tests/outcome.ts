import { status, type ServiceError } from "@grpc/grpc-js";
import { fail } from "../../kit/check.ts";
import { isToDo, notWritten } from "../../kit/not-written.ts";
import { say } from "../../kit/say.ts";
import type { ChatClient, ChatNote } from "../client.ts";
import { untilReady } from "./crashes.ts";

/** How something of the learner's ended that takes its time, once it has. */
export class Outcome {
  settled = false;
  failed = false;
  error: unknown;
  /** What the learner's function returned. */
  returned: unknown;

  constructor(run: () => unknown) {
    const settle = (failed: boolean, error?: unknown) =>
      void Object.assign(this, { settled: true, failed, error });
    (async () => (this.returned = run()))().then(
      () => settle(false),
      (error: unknown) => settle(true, error),
    );
  }
}

const stillPending = () =>
  say(
    "the promise of `sendNote` is still pending: settle it in the callback of the stub's `sendNote`.",
    "`sendNote` の Promise が未解決のままです。スタブの `sendNote` のコールバックの中で resolve か reject をしてください。",
  );

/** A note that is being sent by the learner's client. */
export class Sending extends Outcome {
  constructor(
    client: ChatClient,
    note: ChatNote = { name: "alice", message: "hi" },
    options?: { deadlineMs?: number },
  ) {
    super(() => client.sendNote(note, options));
  }

  /**
   * Waits until the promise is settled.
   *
   * @param sentence what is wrong if it never is
   */
  async settles(sentence = stillPending) {
    await untilReady(() => this.settled, "sendNote", sentence);
    if (this.failed && this.error instanceof Error && isToDo(this.error.message))
      fail(notWritten("sendNote", this.error.message), { in: "sendNote" });
    const isPromise = typeof (this.returned as Promise<void> | undefined)?.then === "function";
    if (this.failed || isPromise) return;
    if (typeof (this.returned as Generator | undefined)?.next === "function") {
      fail(
        say(
          "`sendNote` is a generator, and it has one answer: write it without `*` and `yield`, and return a promise.",
          "`sendNote` がジェネレーターになっています。応答は1つなので、`*` と `yield` を使わず、Promise を返してください。",
        ),
        { in: "sendNote" },
      );
    }
    fail(
      say(
        `\`sendNote\` must return a promise, and returned ${String(this.returned)}: is there a \`return\` before \`new Promise(…)\`?`,
        `\`sendNote\` は Promise を返さなければなりませんが、${String(this.returned)} を返しました。\`new Promise(…)\` の前に \`return\` がありますか？`,
      ),
      { in: "sendNote" },
    );
  }

  /** Fails if its client's channel is closed, where nobody has closed that client. */
  wasNotShutDown() {
    const isShut = (this.error as Error | undefined)?.message === "Channel has been shut down";
    if (!isShut) return;
    fail(
      say(
        "the channel of a client is shut down, and nobody has closed this client: make a stub for each client in `createChatClient`, and close it in `close` alone.",
        "このクライアントは閉じていないのに、そのチャネルが閉じられています。スタブはクライアントごとに `createChatClient` の中で作り、`close` でだけ閉じてください。",
      ),
      { in: "createChatClient" },
    );
  }

  /** Waits until the promise has resolved. */
  async succeeds() {
    await this.settles();
    if (!this.failed) return;
    fail(
      say(
        `\`sendNote\` failed with ${named(this.error)}, though the server is there.`,
        `サーバーは動いているのに、\`sendNote\` が ${named(this.error)} で失敗しました。`,
      ),
      { in: "sendNote", cause: this.error },
    );
  }

  /** Waits until the promise has rejected with the `ServiceError` of the call. */
  async rejects(code: status, sentences: { pending?: string; resolved: string }) {
    await this.settles(() => sentences.pending ?? stillPending());
    if (!this.failed) fail(sentences.resolved, { in: "sendNote" });
    isServiceError(this.error, code, "sendNote", say("`sendNote`", "`sendNote` "));
  }
}

/** A thrown thing in words. */
export function named(thrown: unknown): string {
  if (typeof thrown === "object" && thrown !== null && !(thrown instanceof Error)) {
    return say("an object that is no `Error`", "`Error` ではないオブジェクト");
  }
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.name === "Error" ? `"${thrown.message}"` : `"${thrown.name}: ${thrown.message}"`;
}

/** Fails unless what was thrown is the error of a call that ended with the code. */
export function isServiceError(thrown: unknown, code: status, accused: string, who: string) {
  const { code: actual, details } = (thrown ?? {}) as Partial<ServiceError>;
  const isOfCall =
    thrown instanceof Error && typeof actual === "number" && typeof details === "string";
  if (isOfCall && actual === code) return;
  const name = isOfCall ? (status[actual] ?? String(actual)) : undefined;
  const came = name ? say(`${name} ("${details}")`, `${name}（"${details}"）`) : named(thrown);
  fail(
    say(
      `${who} must fail with the error of the call as it is, whose \`code\` is ${status[code]}, and failed with ${came}.`,
      `${who}は、呼び出しのエラー（\`code\` は ${status[code]}）そのもので失敗しなければなりませんが、${came} で失敗しました。`,
    ),
    { in: accused, cause: isOfCall ? undefined : thrown },
  );
}
