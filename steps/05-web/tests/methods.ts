import {
  ConnectError,
  type ConnectRouter,
  type HandlerContext,
  type ServiceImpl,
} from "@connectrpc/connect";
import type { ChatServer } from "../../../gen/web/chat_pb.js";
import { seenInTest } from "../../kit/check.ts";
import { isToDo, notWritten } from "../../kit/not-written.ts";
import { say } from "../../kit/say.ts";
import { lookAtFilters } from "./filters.ts";

type Methods = Partial<ServiceImpl<typeof ChatServer>>;
type Name = "sendNote" | "chatStream";

/**
 * A router that sees how the gateway's methods answer. What they do wrong reaches no browser: Connect
 * makes "internal error" of it.
 *
 * @param onCall is told of each call's context, and of the message that it came with
 */
export function watched(
  router: ConnectRouter,
  onCall: (context: HandlerContext, message: object) => void,
): ConnectRouter {
  seenInTest().look = lookAtFilters;
  const look = new Look();
  return new Proxy(router, {
    get(target, name, receiver) {
      if (name !== "service") return Reflect.get(target, name, receiver);
      return (service: typeof ChatServer, methods: Methods) => {
        const { sendNote, chatStream } = methods;
        return target.service(service, {
          ...methods,
          ...(sendNote && {
            sendNote: (note, context) => {
              onCall(context, note);
              return look.atOne(() => sendNote.call(methods, note, context), context);
            },
          }),
          ...(chatStream && {
            chatStream: (empty, context) => {
              onCall(context, empty);
              return look.atMany(() => chatStream.call(methods, empty, context), context);
            },
          }),
        });
      };
    },
  });
}

/** Looks at what a method gives its caller, and changes nothing of it. */
class Look {
  private readonly seen = seenInTest();

  atOne<Answer>(call: () => Answer, context: HandlerContext): Answer {
    const answer = this.calling("sendNote", call);
    if (hasMethod(answer, "next")) {
      this.seen.note(
        say(
          "`sendNote` is a generator, and SendNote has one answer: nobody runs a generator for it. Write it without `*` and `yield`, and return a promise.",
          "`sendNote` がジェネレーターになっています。SendNote の応答は1つなので、ジェネレーターは実行されません。`*` と `yield` を使わず、Promise を返してください。",
        ),
        { in: "sendNote" },
      );
    } else if (answer === undefined) this.seen.note(nothing("sendNote"), { in: "sendNote" });
    else if (hasMethod(answer, "then")) {
      const settled = () => this.atHeaders("sendNote", context);
      (answer as PromiseLike<unknown>).then(settled, (error) => {
        settled();
        this.atError("sendNote", error);
      });
    }
    return answer;
  }

  atMany<Answer>(call: () => Answer, context: HandlerContext): Answer {
    const answer = this.calling("chatStream", call);
    if (hasMethod(answer, "then")) {
      this.seen.note(
        say(
          "`chatStream` returns a promise, and ChatStream has many answers: write `async *chatStream`, with a `*`, and `yield` each note.",
          "`chatStream` が Promise を返しています。ChatStream の応答はいくつもあるので、`*` を付けて `async *chatStream` と書き、ノートを1件ずつ `yield` してください。",
        ),
        { in: "chatStream" },
      );
    } else if (answer === undefined) this.seen.note(nothing("chatStream"), { in: "chatStream" });
    else if (hasMethod(answer, "next") && !hasMethod(answer, Symbol.asyncIterator)) {
      this.seen.note(
        say(
          "`chatStream` is a generator that cannot wait: write `async *chatStream`, and take the notes with `for await`.",
          "`chatStream` が、待つことのできないジェネレーターになっています。`async *chatStream` と書き、`for await` でノートを受け取ってください。",
        ),
        { in: "chatStream" },
      );
    } else if (hasMethod(answer, "next")) {
      const { next } = answer as AsyncGenerator;
      const watchedNext = (...args: [] | [unknown]) => {
        const result = next.apply(answer as AsyncGenerator, args);
        Promise.resolve(result).then(
          () => this.atHeaders("chatStream", context),
          (error) => this.atError("chatStream", error),
        );
        return result;
      };
      Object.assign(answer as AsyncGenerator, { next: watchedNext });
    }
    return answer;
  }

  private calling<Answer>(name: Name, call: () => Answer): Answer {
    try {
      return call();
    } catch (error) {
      this.atError(name, error);
      throw error;
    }
  }

  private atError(name: Name, error: unknown): void {
    if (error instanceof ConnectError && isToDo(error.rawMessage))
      this.seen.note(notWritten(name, error.rawMessage), { in: name });
    else if (error instanceof ConnectError) {
      const type = error.metadata.get("content-type");
      if (type === null) return;
      this.seen.note(
        say(
          `The ConnectError of \`${name}\` carries the metadata of the other connection, \`content-type: ${type}\` among it, so the browser sees another error. Make it of \`details\` and \`code\` alone.`,
          `\`${name}\` の ConnectError に、もう一方の接続のメタデータが付いています（\`content-type: ${type}\` など）。そのため、ブラウザーには別のエラーが届きます。\`details\` と \`code\` だけで作ってください。`,
        ),
        { in: name, cause: error },
      );
    } else if (error instanceof Error && REFUSED_BY_GRPC.test(error.message)) {
      this.seen.note(
        say(
          `gRPC refuses the metadata that \`${name}\` gives the call: ${error.message}. \`metadataOf(context)\`, as it was in the starter, makes metadata that can be sent.`,
          `\`${name}\` が呼び出しに渡したメタデータを、gRPC が受け付けません（${error.message}）。スターターの \`metadataOf(context)\` なら、送れるメタデータを作ります。`,
        ),
        { in: name, cause: error },
      );
    } else if (SLIPS.some((slip) => error instanceof slip)) {
      const { message } = error as Error;
      const sentence = say(
        `\`${name}\` throws: ${message}`,
        `\`${name}\` が例外を投げました：${message}`,
      );
      this.seen.note(sentence, { in: name, cause: error });
    }
  }

  private atHeaders(name: Name, { responseHeader, responseTrailer }: HandlerContext): void {
    const odd = [responseHeader, responseTrailer]
      .map((headers) => headers.get("content-type") ?? "")
      .find((type) => /^application\/grpc(?!-web)/.test(type));
    if (odd === undefined) return;
    // Where it is `copy` that does so, that says more.
    lookAtFilters();
    this.seen.note(
      say(
        `\`${name}\` gives the browser the server's \`content-type: ${odd}\`, which is that of the other connection. Pass metadata on with \`copy\`, as it was in the starter: it leaves such headers out.`,
        `\`${name}\` が、もう一方の接続のものである \`content-type: ${odd}\` をブラウザーに渡しています。メタデータは、そのようなヘッダーを除くスターターの \`copy\` で渡してください。`,
      ),
      { in: name },
    );
  }
}

/** What grpc-js says of metadata that it does not take. */
const REFUSED_BY_GRPC = /^(?:Metadata |keys that end with '-bin'|Incorrect arguments)/;
const SLIPS = [ReferenceError, TypeError, RangeError];

function nothing(name: Name): string {
  return say(
    `\`${name}\` returns nothing: is a \`return\` missing?`,
    `\`${name}\` が何も返していません。\`return\` を忘れていませんか？`,
  );
}

function hasMethod(value: unknown, name: string | symbol): boolean {
  return typeof (value as Record<string | symbol, unknown> | undefined)?.[name] === "function";
}
