import { Server, ServerCredentials, type ServerWritableStream } from "@grpc/grpc-js";
import { onTestFinished } from "vitest";
import { ChatServerService, type IChatServerServer } from "../../../gen/chat_grpc_pb.js";
import { Empty, type Note } from "../../../gen/chat_pb.js";
import { fail } from "../../kit/check.ts";
import { AT_ONCE_MS, Background } from "../../kit/background.ts";
import { say } from "../../kit/say.ts";
import { until } from "../../kit/wait.ts";
import { createChatService } from "../server.ts";
import { Person, type Subscriber, type Witness } from "./person.ts";

/** What the test's own server sees of one stream. It holds no reference to the stream itself. */
interface Seen {
  stream: WeakRef<ServerWritableStream<Empty, Note>>;
  closed: boolean;
  /** Calls of `write` after the stream had closed. */
  lateWrites: number;
}

type Answer = Parameters<Parameters<IChatServerServer["sendNote"]>[1]>;

/** A server of the test's own, with the learner's service on it, watched from outside. */
export class Chat implements Witness {
  /** The chats of this file so far. */
  static readonly all: Chat[] = [];

  readonly seen: Seen[] = [];
  /** The notes that were sent to it, and those among them that it refused: "name: message". */
  readonly sent = new Set<string>();
  readonly refused = new Set<string>();
  /** How often `sendNote` was called. */
  received = 0;
  /** What the handlers have set off and is still under way. */
  readonly background = new Background();
  #trouble: (() => never) | undefined;
  readonly #service: IChatServerServer;
  readonly #server = new Server();
  #port = 0;

  private constructor(isWatched: boolean) {
    if (isWatched) this.background.watch();
    this.#service = this.background.run(createChatService);
  }

  /** @param options.isWatched whether to watch what the service does in the background */
  static async open({ isWatched = false } = {}): Promise<Chat> {
    const chat = new Chat(isWatched);
    Chat.all.push(chat);
    await chat.#listen();
    onTestFinished(() => chat.#server.forceShutdown());
    return chat;
  }

  get port(): number {
    return this.#port;
  }

  check(): void {
    this.#trouble?.();
  }

  person(name: string): Person {
    return new Person(name, `127.0.0.1:${this.port}`, this);
  }

  /** Subscribes, and waits until the handler has been called for each. */
  async subscribe(...people: Person[]): Promise<Subscriber[]> {
    const want = this.seen.length + people.length;
    const subscribers = people.map((person) => person.subscribe());
    await until(
      () => this.seen.length >= want || subscribers.some(({ end }) => end),
      () =>
        say(
          "`chatStream` was not called, though clients have subscribed.",
          "クライアントが購読したのに `chatStream` が呼ばれません。",
        ),
      { check: () => this.check(), in: "chatStream" },
    );
    return subscribers;
  }

  async #listen(): Promise<void> {
    const service = this.#service;
    const missing = (["sendNote", "chatStream"] as const).find(
      (name) => typeof service?.[name] !== "function",
    );
    if (missing) {
      fail(
        say(
          `\`createChatService()\` returns no handler \`${missing}\`: return an object with \`sendNote\` and \`chatStream\`.`,
          `\`createChatService()\` の戻り値にハンドラー \`${missing}\` がありません。\`sendNote\` と \`chatStream\` を持つオブジェクトを返してください。`,
        ),
        { in: "createChatService" },
      );
    }
    const watched: IChatServerServer = {
      sendNote: (call, callback) => {
        this.received += 1;
        let answers = 0;
        this.#guard("sendNote", () =>
          service.sendNote(call, (...answer) => {
            answers += 1;
            const { waited } = this.background;
            if (answers > 1) this.#troubled(answeredTwice);
            else if (waited > AT_ONCE_MS) this.#troubled(() => answeredLate(waited));
            else if (!isAnswer(answer)) this.#troubled(() => answeredWrongly(answer));
            else callback(...answer);
          }),
        );
      },
      chatStream: (call) => {
        const seen: Seen = { stream: new WeakRef(call), closed: false, lateWrites: 0 };
        this.seen.push(seen);
        const write = call.write as (...args: unknown[]) => boolean;
        call.write = (...args: unknown[]) => {
          if (seen.closed) seen.lateWrites += 1;
          return write.apply(call, args);
        };
        call.once("close", () => (seen.closed = true));
        this.#guard("chatStream", () => service.chatStream(call));
      },
    };
    this.#server.addService(ChatServerService, watched);
    this.#port = await new Promise((resolve, reject) => {
      this.#server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      );
    });
  }

  /** Keeps the first thing that goes wrong in a handler, for the test to fail with. */
  #troubled(trouble: () => never): void {
    this.#trouble ??= trouble;
  }

  /** Notes what a handler returns where that was meant as its answer. */
  #returned(name: string, value: unknown): void {
    const isGenerator = typeof (value as Generator | undefined)?.next === "function";
    if (isGenerator || value instanceof Empty)
      this.#troubled(() => returnedAnswer(name, isGenerator));
  }

  /** Runs a handler, and notes what it throws, at once or later. */
  #guard(name: "sendNote" | "chatStream", run: () => unknown): void {
    const thrown = (error: unknown) => this.#troubled(() => threw(name, error));
    try {
      const result = this.background.run(run);
      if (result instanceof Promise) result.then((value) => this.#returned(name, value), thrown);
      else this.#returned(name, result);
    } catch (error) {
      thrown(error);
      throw error;
    }
  }
}

/** What grpc-js has no use for: other libraries take answers so. */
function returnedAnswer(name: string, isGenerator: boolean): never {
  const [en, ja] = isGenerator
    ? [
        `\`${name}\` is a generator, which grpc-js does not run: write it without \`*\` and \`yield\`, and `,
        `\`${name}\` がジェネレーターになっています。grpc-js はジェネレーターを実行しません。\`*\` と \`yield\` を使わず、`,
      ]
    : [
        `\`${name}\` returns its answer, which grpc-js does not look at: `,
        `\`${name}\` が応答を return していますが、grpc-js は戻り値を見ません。`,
      ];
  const way =
    name === "sendNote"
      ? say(
          "answer with `callback(null, new Empty())`.",
          "`callback(null, new Empty())` で応答してください。",
        )
      : say(
          "send each note with `call.write(note)`.",
          "ノートは `call.write(note)` で送ってください。",
        );
  fail(say(en, ja) + way, { in: name });
}

/** Whether an answer is an error and nothing else, or an Empty. */
function isAnswer([error, empty]: Answer): boolean {
  return error && !(error instanceof Empty) ? true : !error && empty instanceof Empty;
}

function answeredWrongly([error, answer]: Answer): never {
  const name = (value: unknown) => (value as object | undefined)?.constructor?.name ?? `${value}`;
  const given = answer === undefined ? name(error) : `${name(error)}, ${name(answer)}`;
  fail(
    say(
      `\`sendNote\` called \`callback(${given})\`: accept a note with \`callback(null, new Empty())\`.`,
      `\`sendNote\` が \`callback(${given})\` を呼びました。ノートを受け付けるときは \`callback(null, new Empty())\` を呼んでください。`,
    ),
    { in: "sendNote" },
  );
}

function answeredLate(ms: number): never {
  fail(
    say(
      `\`sendNote\` answers only when a timer of ${ms} ms has gone off: there is nothing to wait for, so answer at once.`,
      `\`sendNote\` が、${ms}ミリ秒のタイマーのあとで応答しています。待つものは何もないので、すぐに応答してください。`,
    ),
    { in: "sendNote" },
  );
}

function answeredTwice(): never {
  fail(
    say(
      "`sendNote` called `callback` a second time for one note: `return` after the first.",
      "`sendNote` が1つのノートに対して `callback` を2回呼びました。1回呼んだら `return` してください。",
    ),
    { in: "sendNote" },
  );
}

function threw(name: string, error: unknown): never {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const answer =
    name === "sendNote"
      ? say(
          ' Answer with `callback({ code: status.…, details: "…" })`, or mend the error.',
          '`callback({ code: status.…, details: "…" })` で応答するか、エラーの原因を直してください。',
        )
      : say(" Mend the error.", "エラーの原因を直してください。");
  fail(
    say(
      `\`${name}\` threw "${what}": a throw is no answer.${answer}`,
      `\`${name}\` が "${what}" を投げました。例外は応答になりません。${answer}`,
    ),
    { in: name, cause: error },
  );
}

/** For waits on events that grpc-js itself raises. */
export function closeNeverCame(): string {
  return say(
    "A stream's 'close' event has not come, though its client has gone.",
    "クライアントが去ったのに、ストリームの 'close' イベントが来ません。",
  );
}
