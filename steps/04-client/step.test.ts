import { getEventListeners } from "node:events";
import {
  connect,
  createServer,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from "node:net";
import {
  credentials,
  Metadata,
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceError,
} from "@grpc/grpc-js";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  onTestFinished,
  test,
  vi,
} from "vitest";
import { ChatServerClient, ChatServerService } from "../../gen/chat_grpc_pb.js";
import { Empty, Note } from "../../gen/chat_pb.js";
import { createChatService } from "../../solutions/03-server/server.ts";
import { fail, same } from "../kit/check.ts";
import { say, task } from "../kit/say.ts";
import { createChatClient, explain, type ChatClient, type ChatNote } from "./client.ts";

const DEFAULT_DEADLINE_MS = 5000;

// The longest wait for something that must come, in milliseconds. The first time
// it runs out it shrinks: by then the step has failed, and a learner is waiting.
let patience = 2000;

/** Waits until `ready`, or fails with the sentence. */
async function until(ready: () => boolean, sentence: () => string) {
  const end = performance.now() + patience;
  while (!ready()) {
    noCrash();
    if (performance.now() > end) {
      patience = 300;
      fail(sentence());
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

type SendNote = (call: ServerUnaryCall<Note, Empty>, callback: sendUnaryData<Empty>) => void;
type ChatStream = (call: ServerWritableStream<Empty, Note>) => void;

/**
 * A chat server of the test's own, the reference one unless it is told to misbehave.
 * Clients reach it through a line that the test can watch, and cut.
 */
class Site {
  /** The notes that were sent to it, and the time it had to answer each. */
  readonly received: { note: string; msLeft: number }[] = [];
  /** One for each call of ChatStream. */
  readonly streams: { closed: boolean; msLeft: number }[] = [];
  address = "";
  readonly #server = new Server();
  readonly #sockets = new Set<Socket>();
  #line: TcpServer | undefined;
  #stub: ChatServerClient | undefined;

  static async open(misbehaviour: { sendNote?: SendNote; chatStream?: ChatStream } = {}) {
    const site = new Site();
    const service = { ...createChatService(), ...misbehaviour };
    site.#server.addService(ChatServerService, {
      sendNote: (call: ServerUnaryCall<Note, Empty>, callback: sendUnaryData<Empty>) => {
        const msLeft = Number(call.getDeadline()) - Date.now();
        site.received.push({ note: asText(call.request.toObject()), msLeft });
        service.sendNote(call, callback);
      },
      chatStream: (call: ServerWritableStream<Empty, Note>) => {
        const msLeft = Number(call.getDeadline()) - Date.now();
        const stream = { closed: false, msLeft };
        site.streams.push(stream);
        call.once("close", () => (stream.closed = true));
        service.chatStream(call);
      },
    });
    await site.#listen();
    return site;
  }

  /** A client of the learner's, closed after the test. */
  client(): ChatClient {
    return newClient(this.address);
  }

  /** Sends a note without the learner's client. */
  tell(name: string, message: string): Promise<ServiceError | undefined> {
    return new Promise((resolve) => {
      this.#stub?.sendNote(new Note().setName(name).setMessage(message), (error) =>
        resolve(error ?? undefined),
      );
    });
  }

  /** Breaks all connections, as when a cable is pulled. */
  cut() {
    for (const socket of this.#sockets) socket.destroy();
  }

  async #listen() {
    const port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    const line = createServer((near) => {
      const far = connect(port, "127.0.0.1");
      near.pipe(far).pipe(near);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on("error", () => {});
        socket.on("close", () => this.#sockets.delete(socket));
      }
    });
    this.#line = line;
    await new Promise<void>((resolve) => line.listen(0, "127.0.0.1", resolve));
    this.address = `127.0.0.1:${(line.address() as AddressInfo).port}`;
    const stub = new ChatServerClient(`127.0.0.1:${port}`, credentials.createInsecure());
    this.#stub = stub;
    onTestFinished(() => {
      stub.close();
      this.#server.forceShutdown();
      this.#line?.close();
      this.cut();
    });
  }
}

/** A client of the learner's for the address, closed after the test. */
function newClient(address: string): ChatClient {
  const client = createChatClient(address);
  onTestFinished(async () => {
    try {
      client.close();
    } catch {
      // One test is about `close`. The others are not.
    }
    await aTurn();
  });
  return client;
}

/** The address of a server that is not there: a port that was bound, and is free again. */
async function deadAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}

/** How a promise of the learner's ended, once it has. */
class Outcome {
  settled = false;
  error: unknown;
  failed = false;
  readonly ms: () => number;

  constructor(run: () => PromiseLike<unknown>) {
    const begin = performance.now();
    let end = 0;
    this.ms = () => Math.round(end - begin);
    const settle = (failed: boolean, error?: unknown) => {
      end = performance.now();
      Object.assign(this, { settled: true, failed, error });
    };
    (async () => run())().then(
      () => settle(false),
      (error: unknown) => settle(true, error),
    );
  }
}

/** A `for await` loop over the learner's `subscribe`. */
class Loop extends Outcome {
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
    await until(
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
    await until(
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

/** A note as one text. Only what a `ChatNote` has shows in it. */
function asText(note: ChatNote): string {
  return `${note?.name}: ${note?.message}`;
}

function describeError(error: unknown): string {
  return error instanceof Error ? `"${error.message}"` : String(error);
}

function sameCode(error: unknown, code: status, who: string) {
  const actual = (error as Partial<ServiceError> | undefined)?.code;
  if (actual === code) return;
  const named = typeof actual === "number" ? (status[actual] ?? actual) : describeError(error);
  fail(
    say(
      `${who} must fail with the ServiceError whose \`code\` is ${status[code]}, and failed with ${named}.`,
      `${who}は \`code\` が ${status[code]} の ServiceError で失敗しなければなりませんが、${named} で失敗しました。`,
    ),
  );
}

/** Waits until a promise of `sendNote` is settled. */
async function settled(sending: Outcome, sentence: () => string) {
  await until(() => sending.settled, sentence);
  if (sending.failed && typeof (sending.error as ServiceError)?.code !== "number") {
    fail(
      say(
        `\`sendNote\` failed with ${describeError(sending.error)}, which is not the ServiceError of a call.`,
        `\`sendNote\` が ${describeError(sending.error)} で失敗しました。これは呼び出しの ServiceError ではありません。`,
      ),
    );
  }
}

/** Waits until the server's side of the first stream has closed. */
async function serverSeesTheEnd(site: Site, after: string) {
  await until(
    () => site.streams[0]?.closed === true,
    () =>
      say(
        `after ${after}, the server still has the stream open: leaving the loop does not end a call. Cancel it (\`call.cancel()\`) in a \`finally\`.`,
        `${after}あとも、サーバー側ではストリームが開いたままです。ループを抜けても呼び出しは終わりません。\`finally\` で \`call.cancel()\` を呼んでください。`,
      ),
  );
}

/** The real error of a real call that fails, made without the learner's client. */
function errorOf(address: string, deadlineMs = 2000): Promise<ServiceError> {
  const stub = new ChatServerClient(address, credentials.createInsecure());
  onTestFinished(() => stub.close());
  return new Promise((resolve, reject) => {
    const deadline = Date.now() + deadlineMs;
    stub.sendNote(new Note(), new Metadata(), { deadline }, (error) =>
      error ? resolve(error) : reject(new Error("the call has not failed")),
    );
  });
}

/** What `explain` says. */
function said(error: unknown, address: string): string {
  try {
    return String(explain(error, address));
  } catch (thrown) {
    return fail(
      say(
        `\`explain\` threw ${describeError(thrown)} for ${describeError(error)}: it must give a sentence for whatever was thrown.`,
        `\`explain\` が ${describeError(error)} に対して ${describeError(thrown)} を投げました。何が投げられても文を返さなければなりません。`,
      ),
    );
  }
}

/** Fails unless the sentence that `explain` gives has `part` in it. */
function holds(sentence: string, part: string, what: string, of: string) {
  if (sentence.includes(part)) return;
  fail(
    say(
      `what \`explain\` says of ${of} does not hold ${what}.`,
      `「${of}」のときに \`explain\` が返す文に、${what}がありません。`,
    ),
    { expected: part, actual: sentence },
  );
}

// What would end a process must fail a test. vitest's own listeners only note it.
const crashes: unknown[] = [];
const onCrash = (error: unknown) => void crashes.push(error);
const vitests = new Map(
  (["uncaughtException", "unhandledRejection"] as const).map((event) => [
    event,
    process.listeners(event as "uncaughtException"),
  ]),
);
beforeAll(() => {
  for (const event of vitests.keys()) process.removeAllListeners(event).on(event, onCrash);
});
afterAll(() => {
  for (const [event, listeners] of vitests) {
    process.removeListener(event, onCrash);
    for (const listener of listeners) process.on(event, listener);
  }
});
beforeEach(() => void crashes.splice(0));

/** Fails if something has happened that would have ended the process. */
function noCrash() {
  const [crash] = crashes;
  if (crash === undefined) return;
  fail(
    say(
      `this would have ended the process: ${describeError(crash)}. An 'error' event that nobody listens to, or a rejection that nobody handles, does. A stream that you cancel emits 'error', so it needs a listener.`,
      `これではプロセスが終了してしまいます：${describeError(crash)}。誰も聞いていない 'error' イベントや、誰も処理しない reject があるとそうなります。キャンセルしたストリームは 'error' を出すので、リスナーが必要です。`,
    ),
  );
}

const aBreak = say("`break`", "`break` の");
const aClose = say("`close()`", "`close()` の");
const numbered = (count: number) => Array.from({ length: count }, (_, i) => `note ${i + 1}`);
const aTurn = () => new Promise((resolve) => setImmediate(resolve));
const newNote = (message: string) => new Note().setName("alice").setMessage(message);

describe(task(1, "Send a note, with a deadline", "デッドラインを付けてノートを送る"), () => {
  test(
    say(
      "sendNote brings name and message to the server",
      "sendNote は name と message をサーバーに届ける",
    ),
    async () => {
      const site = await Site.open();
      const given = { name: "alice", message: " hi,\nall " };
      const sending = new Outcome(() => site.client().sendNote(given));
      await settled(sending, () =>
        say(
          "the promise of `sendNote` is still pending: resolve it in the callback of the stub's `sendNote`.",
          "`sendNote` の Promise が未解決のままです。スタブの `sendNote` のコールバックの中で解決してください。",
        ),
      );
      if (sending.failed) {
        const tooLate = (sending.error as ServiceError).code === status.DEADLINE_EXCEEDED;
        const hint = tooLate
          ? say(
              " A deadline is a point in time: `Date.now() + deadlineMs`.",
              "デッドラインは長さではなく時刻です（`Date.now() + deadlineMs`）。",
            )
          : "";
        fail(
          say(
            `\`sendNote\` rejected with ${describeError(sending.error)}, though the server is there.${hint}`,
            `サーバーは動いているのに、\`sendNote\` が ${describeError(sending.error)} で失敗しました。${hint}`,
          ),
        );
      }
      await until(
        () => site.received.length > 0,
        () =>
          say(
            "`sendNote` resolved, and the server has had no note: call the stub's `sendNote`.",
            "`sendNote` は解決しましたが、サーバーにノートが届いていません。スタブの `sendNote` を呼んでください。",
          ),
      );
      same(
        site.received.map(({ note }) => note),
        [asText(given)],
        say(
          "the server must have this one note, and has another.",
          "サーバーに届いたノートが、送ったものと違います。",
        ),
      );
    },
  );

  test(
    say(
      "sendNote resolves when the server has answered",
      "sendNote はサーバーの応答のあとに解決する",
    ),
    async () => {
      let answer: (() => void) | undefined;
      const site = await Site.open({
        sendNote: (_call, callback) => (answer = () => callback(null, new Empty())),
      });
      const sending = new Outcome(() => site.client().sendNote({ name: "alice", message: "hi" }));
      await until(
        () => answer !== undefined || sending.failed,
        () => say("`sendNote` makes no call.", "`sendNote` が呼び出しを行いません。"),
      );
      if (sending.settled) {
        fail(
          say(
            `\`sendNote\` has ${sending.failed ? `rejected with ${describeError(sending.error)}` : "resolved"} before the server answered: settle the promise in the callback.`,
            `サーバーが応答する前に \`sendNote\` が${sending.failed ? ` ${describeError(sending.error)} で失敗しました` : "解決しました"}。Promise はコールバックの中で解決してください。`,
          ),
        );
      }
      answer?.();
      await settled(sending, () =>
        say(
          "the promise of `sendNote` is still pending after the server's answer.",
          "サーバーが応答しても、`sendNote` の Promise が未解決のままです。",
        ),
      );
    },
  );

  test(
    say(
      "sendNote rejects with the error of a note that is refused",
      "sendNote は、拒否されたノートのエラーで reject する",
    ),
    async () => {
      const site = await Site.open();
      const sending = new Outcome(() => site.client().sendNote({ name: "", message: "hi" }));
      await settled(sending, () =>
        say(
          "the promise of `sendNote` is still pending, though the server has refused the note.",
          "サーバーがノートを拒否したのに、`sendNote` の Promise が未解決のままです。",
        ),
      );
      if (!sending.failed) {
        fail(
          say(
            "`sendNote` resolved, though the server refused the note: reject with the error that the callback gets.",
            "サーバーがノートを拒否したのに `sendNote` が解決しました。コールバックが受け取る error で reject してください。",
          ),
        );
      }
      sameCode(sending.error, status.INVALID_ARGUMENT, say("`sendNote`", "`sendNote` "));
    },
  );

  test(
    say(
      "sendNote rejects with UNAVAILABLE where there is no server",
      "サーバーがなければ、sendNote は UNAVAILABLE で reject する",
    ),
    async () => {
      const client = newClient(await deadAddress());
      const sending = new Outcome(() => client.sendNote({ name: "alice", message: "hi" }));
      await settled(sending, () =>
        say(
          "the promise of `sendNote` is still pending, though nothing listens at the address.",
          "そのアドレスでは何も待ち受けていないのに、`sendNote` の Promise が未解決のままです。",
        ),
      );
      sameCode(sending.error, status.UNAVAILABLE, say("`sendNote`", "`sendNote` "));
    },
  );

  test(
    say(
      "sendNote gives up after deadlineMs with DEADLINE_EXCEEDED",
      "sendNote は deadlineMs が過ぎると DEADLINE_EXCEEDED であきらめる",
    ),
    async () => {
      const site = await Site.open({ sendNote: () => {} });
      const client = site.client();
      const sending = new Outcome(() =>
        client.sendNote({ name: "alice", message: "hi" }, { deadlineMs: 150 }),
      );
      await settled(sending, () =>
        say(
          "`sendNote` with `deadlineMs: 150` is still pending: give the call a `deadline`, in milliseconds.",
          "`deadlineMs: 150` を渡した `sendNote` が未解決のままです。呼び出しに `deadline` をミリ秒で渡してください。",
        ),
      );
      sameCode(sending.error, status.DEADLINE_EXCEEDED, say("`sendNote`", "`sendNote` "));
      if (sending.ms() < 100) {
        fail(
          say(
            `\`sendNote\` with \`deadlineMs: 150\` gave up after ${sending.ms()} ms: a deadline is a point in time, \`Date.now() + deadlineMs\`.`,
            `\`deadlineMs: 150\` を渡した \`sendNote\` が ${sending.ms()} ミリ秒であきらめました。デッドラインは時刻です（\`Date.now() + deadlineMs\`）。`,
          ),
        );
      }
      const hopeless = new Outcome(() =>
        client.sendNote({ name: "alice", message: "hi" }, { deadlineMs: 0 }),
      );
      await settled(hopeless, () =>
        say(
          "`sendNote` with `deadlineMs: 0` is still pending: 0 is a number like any other, and the default is for a caller who names none.",
          "`deadlineMs: 0` を渡した `sendNote` が未解決のままです。0 も指定された値です。既定値は、指定がないときだけ使います。",
        ),
      );
      sameCode(hopeless.error, status.DEADLINE_EXCEEDED, say("`sendNote`", "`sendNote` "));
    },
  );

  test(
    say(
      "the server is told the deadline, 5000 ms unless another is given",
      "デッドラインはサーバーに伝わる（指定がなければ 5000 ミリ秒）",
    ),
    async () => {
      const site = await Site.open();
      const client = site.client();
      const wanted = [DEFAULT_DEADLINE_MS, 20_000, DEFAULT_DEADLINE_MS];
      for (const [i, deadlineMs] of wanted.entries()) {
        const options = deadlineMs === DEFAULT_DEADLINE_MS ? undefined : { deadlineMs };
        await toldDeadline(site, client, i, options, deadlineMs);
      }
      await toldDeadline(site, client, wanted.length, {}, DEFAULT_DEADLINE_MS);
    },
  );

  test(
    say("each call has a deadline of its own", "デッドラインは呼び出しごとに決まる"),
    async () => {
      const site = await Site.open();
      const client = site.client();
      await toldDeadline(site, client, 0, undefined, DEFAULT_DEADLINE_MS);
      // A minute later. Only the clock on the wall is moved: timers go on as they are.
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
      onTestFinished(() => void vi.useRealTimers());
      await toldDeadline(site, client, 1, undefined, DEFAULT_DEADLINE_MS);
    },
  );
});

/** Sends the `i`-th note to the site, and compares the time that the server was given. */
async function toldDeadline(
  site: Site,
  client: ChatClient,
  i: number,
  options: { deadlineMs?: number } | undefined,
  deadlineMs: number,
) {
  const sending = new Outcome(() => client.sendNote({ name: "alice", message: "hi" }, options));
  const text = JSON.stringify(options);
  const given = options
    ? say(`, with the options \`${text}\``, `（オプションは \`${text}\`）`)
    : say(", without options", "（オプションなし）");
  await settled(sending, () =>
    say(
      "the promise of `sendNote` is still pending.",
      "`sendNote` の Promise が未解決のままです。",
    ),
  );
  if (sending.failed) {
    fail(
      say(
        `call ${i + 1} of \`sendNote\`${given}, failed with ${describeError(sending.error)}: work out the deadline anew in each call.`,
        `\`sendNote\` の ${i + 1} 回目の呼び出し${given}が ${describeError(sending.error)} で失敗しました。デッドラインは呼び出しのたびに計算してください。`,
      ),
    );
  }
  const msLeft = site.received[i]?.msLeft ?? Number.NaN;
  if (msLeft === Infinity) {
    fail(
      say(
        "the server was told no deadline: pass `{ deadline }` to the stub's `sendNote`. A timer in the client is not a deadline.",
        "サーバーにデッドラインが伝わっていません。スタブの `sendNote` に `{ deadline }` を渡してください。クライアント側のタイマーはデッドラインではありません。",
      ),
    );
  }
  // A second of room: the time that the call takes on a busy machine counts.
  if (!(msLeft > deadlineMs - 1000 && msLeft <= deadlineMs + 100)) {
    fail(
      say(
        `call ${i + 1} of \`sendNote\`${given}, should have ${deadlineMs} ms, and the server saw ${Math.round(msLeft)} ms left.`,
        `\`sendNote\` の ${i + 1} 回目の呼び出し${given}のデッドラインは ${deadlineMs} ミリ秒後のはずですが、サーバーが見た残り時間は ${Math.round(msLeft)} ミリ秒でした。`,
      ),
    );
  }
}

describe(task(2, "Subscribe with `for await`", "`for await` で購読する"), () => {
  test(
    say(
      "the loop gives the notes as plain objects, and ends when the server ends the stream",
      "ループはノートをただのオブジェクトとして渡し、サーバーがストリームを終えると終わる",
    ),
    async () => {
      // Notes may be equal: to say the same again is not to say it once.
      const sent = [...numbered(3), "note 3", "note 1", " with\nspace around "];
      const site = await Site.open({
        chatStream(call) {
          for (const message of sent) call.write(newNote(message));
          call.end();
        },
      });
      const loop = new Loop(site.client());
      await loop.hears(sent.map((message) => `alice: ${message}`));
      await loop.ends(say("the server has ended the stream", "サーバーがストリームを終えた"));
      loop.didNotThrow();
    },
  );

  test(
    say(
      "a note comes out of the loop as soon as it is sent",
      "ノートは送られるとすぐにループから出てくる",
    ),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "before");
      const loop = new Loop(site.client());
      await loop.hears(["alice: before"]);
      await site.tell("bob", "after");
      await loop.hears(["alice: before", "bob: after"]);
      const msLeft = site.streams[0]?.msLeft ?? Number.NaN;
      if (msLeft !== Infinity) {
        fail(
          say(
            `the stream has a deadline, ${Math.round(msLeft)} ms after it began: it is meant to last, so call \`chatStream\` without one.`,
            `ストリームに ${Math.round(msLeft)} ミリ秒後のデッドラインが付いています。ストリームは長く続くものなので、\`chatStream\` はデッドラインなしで呼んでください。`,
          ),
        );
      }
    },
  );

  test(
    say(
      "a loop whose body takes its time misses nothing",
      "ループの中で時間がかかっても、ノートを取りこぼさない",
    ),
    async () => {
      const site = await Site.open();
      const sent = numbered(100);
      for (const message of sent.slice(0, 50)) await site.tell("alice", message);
      const loop = new Loop(site.client(), undefined, aTurn);
      for (const message of sent.slice(50)) await site.tell("alice", message);
      await loop.hears(sent.map((message) => `alice: ${message}`));
    },
  );

  test(
    say(
      "two loops at once each get every note",
      "同時に二つのループを回しても、それぞれに全部届く",
    ),
    async () => {
      const site = await Site.open();
      const client = site.client();
      await site.tell("alice", "before");
      const loops = [new Loop(client), new Loop(client)];
      for (const loop of loops) await loop.hears(["alice: before"]);
      await site.tell("alice", "after");
      for (const loop of loops) await loop.hears(["alice: before", "alice: after"]);
    },
  );

  test(
    say(
      "a call that the server refuses throws its status code",
      "サーバーが拒否すると、そのステータスコードが投げられる",
    ),
    async () => {
      const site = await Site.open({
        chatStream: (call) =>
          void call.emit("error", { code: status.UNAUTHENTICATED, details: "who are you?" }),
      });
      const loop = new Loop(site.client());
      const refusal = say("the server refused the call", "サーバーが呼び出しを拒否した");
      await loop.throws(status.UNAUTHENTICATED, refusal);
    },
  );

  test(
    say("a connection that breaks throws UNAVAILABLE", "接続が切れると UNAVAILABLE が投げられる"),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "hi");
      const loop = new Loop(site.client());
      await loop.hears(["alice: hi"]);
      site.cut();
      await loop.throws(status.UNAVAILABLE, say("the connection broke", "接続が切れた"));
    },
  );
});

describe(task(3, "Stop cleanly", "きれいに終える"), () => {
  afterEach(noCrash);

  test(say("break ends the call", "break で呼び出しが終わる"), async () => {
    const site = await Site.open();
    await site.tell("alice", "hi");
    const { signal } = new AbortController();
    const loop = new Loop(site.client(), signal, () => "break");
    await loop.ends(aBreak);
    await loop.hears(["alice: hi"]);
    await serverSeesTheEnd(site, aBreak);
    await until(
      () => getEventListeners(signal, "abort").length === 0,
      () =>
        say(
          "after `break`, your listener is still on the signal, which may live much longer than the loop: take it off in the `finally`, with `removeEventListener`.",
          "`break` のあとも、シグナルにリスナーが残っています。シグナルはループよりずっと長生きかもしれません。`finally` の中で `removeEventListener` を呼んで外してください。",
        ),
    );
  });

  test(
    say(
      "an error thrown in the loop ends the call, and comes out of the loop",
      "ループの中で投げたエラーは呼び出しを終わらせ、そのまま外に出る",
    ),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "hi");
      const mine = new Error("thrown by the body of the loop");
      const loop = new Loop(site.client(), undefined, () => {
        throw mine;
      });
      const after = say("an error in the body of the loop", "ループの中でエラーを投げた");
      await loop.ends(after);
      if (loop.error !== mine) {
        fail(
          say(
            `the loop's own error did not come out of it, but ${loop.failed ? describeError(loop.error) : "nothing"}.`,
            `ループの中で投げたエラーが外に出ず、${loop.failed ? `${describeError(loop.error)} が出ました` : "何も出ませんでした"}。`,
          ),
        );
      }
      await serverSeesTheEnd(site, after);
    },
  );

  test(
    say(
      "aborting ends a loop that waits, quietly, and its call",
      "中止すると、待っているループが静かに終わり、呼び出しも終わる",
    ),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "hi");
      const controller = new AbortController();
      const loop = new Loop(site.client(), controller.signal);
      await loop.hears(["alice: hi"]);
      controller.abort();
      const after = say("the signal was aborted", "シグナルが中止された");
      await loop.ends(after);
      loop.didNotThrow(after);
      await serverSeesTheEnd(site, after);
    },
  );

  test(
    say(
      "aborting drops the notes that have arrived and were not read",
      "中止すると、届いていてもまだ読んでいないノートは捨てられる",
    ),
    async () => {
      const site = await Site.open();
      for (const message of numbered(10)) await site.tell("alice", message);
      const controller = new AbortController();
      const client = site.client();
      const loop = new Loop(client, controller.signal, async () => {
        // There and back on the same connection: by then the others have arrived.
        await client.sendNote({ name: "alice", message: "the last" });
        controller.abort();
      });
      const after = say("the signal was aborted", "シグナルが中止された");
      await loop.ends(after);
      loop.didNotThrow(after);
      same(
        loop.heard,
        ["alice: note 1"],
        say(
          "the loop went on after the signal was aborted, with notes that had arrived before: look at the signal before each note that you yield.",
          "シグナルが中止されたあとも、それまでに届いていたノートでループが続きました。ノートを yield する前に毎回シグナルを確かめてください。",
        ),
      );
    },
  );

  test(
    say(
      "a signal that is already aborted makes no call",
      "はじめから中止されているシグナルでは呼び出しをしない",
    ),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "hi");
      const client = site.client();
      const loop = new Loop(client, AbortSignal.abort());
      const after = say("it began with an aborted signal", "中止済みのシグナルで始めた");
      await loop.ends(after);
      loop.didNotThrow(after);
      same(
        loop.heard,
        [],
        say(
          "the loop gave a note, though its signal was aborted before it began: look at `signal.aborted` first.",
          "はじめから中止されているのに、ループがノートを渡しました。まず `signal.aborted` を確かめてください。",
        ),
      );
      // A later call that must arrive: by then an earlier one would have.
      const later = new Loop(client);
      await later.hears(["alice: hi"]);
      same(
        site.streams.length,
        1,
        say(
          "`subscribe` called the server, though its signal was aborted before it began: look at `signal.aborted` first.",
          "はじめから中止されているのに、`subscribe` がサーバーを呼び出しました。まず `signal.aborted` を確かめてください。",
        ),
      );
    },
  );

  test(
    say(
      "a stream that the server cancels throws CANCELLED",
      "サーバーがキャンセルしたストリームは CANCELLED を投げる",
    ),
    async () => {
      const site = await Site.open({
        chatStream: (call) =>
          void call.emit("error", { code: status.CANCELLED, details: "cancelled by the server" }),
      });
      const loop = new Loop(site.client(), new AbortController().signal);
      await loop.throws(
        status.CANCELLED,
        say("the server cancelled it", "サーバーがキャンセルした"),
      );
    },
  );

  test(
    say(
      "close ends the loops, and the client with them",
      "close はループもクライアントも終わらせる",
    ),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "hi");
      const client = site.client();
      const loop = new Loop(client);
      await loop.hears(["alice: hi"]);
      client.close();
      await loop.ends(aClose);
      loop.didNotThrow(aClose);
      await serverSeesTheEnd(site, aClose);
      const later = new Outcome(() => client.sendNote({ name: "alice", message: "too late" }));
      await until(
        () => later.settled,
        () =>
          say(
            "a `sendNote` after `close()` is still pending.",
            "`close()` のあとの `sendNote` が未解決のままです。",
          ),
      );
      if (!later.failed) {
        fail(
          say(
            "`sendNote` still works after `close()`: close the stub, whose channel holds the connection.",
            "`close()` のあとも `sendNote` が動きます。スタブを閉じてください。接続はスタブのチャネルが持っています。",
          ),
        );
      }
    },
  );
});

describe(task(4, "Say it in a sentence", "エラーを文にする"), () => {
  test(
    say(
      "UNAVAILABLE: the address, and the command that starts a server",
      "UNAVAILABLE：アドレスと、サーバーを起動するコマンド",
    ),
    async () => {
      const address = await deadAddress();
      const sentence = said(await errorOf(address), address);
      holds(sentence, address, say("the address", "アドレス"), "UNAVAILABLE");
      holds(sentence, "npm run server", say("the command", "コマンド"), "UNAVAILABLE");
    },
  );

  test(
    say(
      "DEADLINE_EXCEEDED: the address, and no advice to start a server that is there",
      "DEADLINE_EXCEEDED：アドレス（動いているサーバーを起動しろとは言わない）",
    ),
    async () => {
      const site = await Site.open({ sendNote: () => {} });
      const sentence = said(await errorOf(site.address, 100), site.address);
      holds(sentence, site.address, say("the address", "アドレス"), "DEADLINE_EXCEEDED");
      if (sentence.includes("npm run server")) {
        fail(
          say(
            "`explain` says to start a server, but DEADLINE_EXCEEDED means that there is one, and that it was too slow.",
            "`explain` はサーバーを起動するように言っていますが、DEADLINE_EXCEEDED はサーバーの応答が遅いという意味です。",
          ),
        );
      }
    },
  );

  test(
    say("INVALID_ARGUMENT: the server's own words", "INVALID_ARGUMENT：サーバー自身の説明"),
    async () => {
      const details = "a name has at most 64 bytes";
      const site = await Site.open({
        sendNote: (_call, callback) => callback({ code: status.INVALID_ARGUMENT, details }),
      });
      const sentence = said(await errorOf(site.address), site.address);
      const words = say("the server's `details`", "サーバーの `details` ");
      holds(sentence, details, words, "INVALID_ARGUMENT");
    },
  );

  test(
    say("other status codes: the code's name", "そのほかのステータスコード：コードの名前"),
    async () => {
      for (const code of [status.UNAUTHENTICATED, status.RESOURCE_EXHAUSTED, status.INTERNAL]) {
        const site = await Site.open({
          sendNote: (_call, callback) => callback({ code, details: "something happened" }),
        });
        const sentence = said(await errorOf(site.address), site.address);
        const name = status[code];
        holds(
          sentence,
          name,
          say(`its name (\`status[code]\`)`, "その名前（`status[code]`）"),
          name,
        );
      }
    },
  );

  test(
    say("an error that is not of gRPC: its own message", "gRPC のものでないエラー：そのメッセージ"),
    async () => {
      const message = say("the loop's own error", "ループの中のエラー");
      const what = say("an error that is not of gRPC", "gRPC のものでないエラー");
      const words = say("its message", "そのメッセージ");
      holds(said(new Error(message), "127.0.0.1:50051"), message, words, what);
      // Errors of Node have a `code` as well, and it is a string.
      const [host, port] = (await deadAddress()).split(":");
      const refused = await new Promise<Error>((resolve) =>
        connect(Number(port), host).on("error", resolve),
      );
      holds(said(refused, "127.0.0.1:50051"), refused.message, words, what);
      const text = say("a string that was thrown", "投げられた文字列");
      holds(said(text, "127.0.0.1:50051"), text, words, text);
      // What an aborted signal throws has a `code` that is a number, but not one of gRPC.
      const { reason } = AbortSignal.abort() as { reason: DOMException };
      holds(said(reason, "127.0.0.1:50051"), reason.message, words, `${reason.name}`);
      // So has the error of a command that exits with 1, which is no CANCELLED.
      const exit = Object.assign(new Error("Command failed: false"), { code: 1 });
      holds(said(exit, "127.0.0.1:50051"), exit.message, words, exit.message);
      const itself = say("the thing itself as text", "それ自身を文字列にしたもの");
      for (const nothing of [undefined, null]) {
        holds(said(nothing, "127.0.0.1:50051"), `${nothing}`, itself, `${nothing}`);
      }
    },
  );
});
