import { Code, ConnectError, type CallOptions, type Client } from "@connectrpc/connect";
import { onTestFinished } from "vitest";
import type { ChatServer } from "../../../gen/web/chat_pb.js";
import { openChannels } from "../../kit/channels.ts";
import { fail, same } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import { until } from "../../kit/wait.ts";
import { asText, type Asked, countSent, type Protocol, type Site } from "./site.ts";

export function describeError(error: unknown): string {
  if (error instanceof ConnectError) {
    return `${Code[error.code]} "${error.rawMessage}"`;
  }
  return String(error);
}

/** What else may be why no call arrives, where nothing has been thrown. */
function ofTheConnection(): string {
  return say(
    "If you give the call metadata, headers of the browser's connection (`connection`, `content-length`) must not be in it: gRPC cannot send them, and says nothing. `metadataOf(context)`, as it was in the starter, leaves them out.",
    "呼び出しにメタデータを渡しているなら、ブラウザーとの接続のヘッダー（`connection` や `content-length`）を入れないでください。gRPC はそれを送れず、何も言わずに止まります。スターターの `metadataOf(context)` は、それを除きます。",
  );
}

/** Accuses the learner's function of a method of the chat's: `sendNote` of `SendNote`. */
export function inMethod(method: Method): { in: string } {
  return { in: method === "SendNote" ? "sendNote" : "chatStream" };
}

const IN_SEND_NOTE = inMethod("SendNote");
const IN_CHAT_STREAM = inMethod("ChatStream");

export type Method = "SendNote" | "ChatStream";

/** A SendNote of a browser's. */
export class Sending {
  settled = false;
  error: unknown;
  headers = new Headers();
  trailers = new Headers();
  readonly #closing = new AbortController();
  readonly #client: Client<typeof ChatServer>;
  readonly #sentBefore: number;

  constructor(
    client: Client<typeof ChatServer>,
    note = { name: "alice", message: "hi" },
    options: CallOptions = {},
  ) {
    this.#client = client;
    this.#sentBefore = countSent(client);
    client
      .sendNote(note, {
        signal: this.#closing.signal,
        onHeader: (headers) => (this.headers = headers),
        onTrailer: (trailers) => (this.trailers = trailers),
        ...options,
      })
      .then(
        () => (this.settled = true),
        (error: unknown) => Object.assign(this, { settled: true, error }),
      );
    onTestFinished(() => this.closeTab());
  }

  closeTab() {
    this.#closing.abort();
  }

  /** Waits until it has been answered, well or badly. */
  async answered(): Promise<this> {
    await until(
      () => this.settled,
      () =>
        countSent(this.#client) > this.#sentBefore
          ? say(
              "SendNote does not answer: the server has been asked, and the gateway must pass its answer on.",
              "SendNote が応答しません。サーバーは呼ばれています。その応答を、ゲートウェイが伝えなければなりません。",
            )
          : say(
              `SendNote does not answer, and the server has not been asked. Call \`stub.sendNote\`. ${ofTheConnection()}`,
              `SendNote が応答せず、サーバーも呼ばれていません。\`stub.sendNote\` を呼んでください。${ofTheConnection()}`,
            ),
      IN_SEND_NOTE,
    );
    return this;
  }

  async succeeds(over: Protocol) {
    await this.answered();
    if (this.error === undefined) return;
    const { code, rawMessage } = ConnectError.from(this.error);
    const advice =
      code === Code.DeadlineExceeded
        ? say(
            " A deadline is a point in time: `Date.now()` and the milliseconds that are left.",
            "期限は長さではなく時刻です（`Date.now()` に残りのミリ秒を足したもの）。",
          )
        : rawMessage.includes("RST_STREAM")
          ? say(` ${ofTheConnection()}`, ofTheConnection())
          : "";
    fail(
      say(
        `SendNote over ${over} failed with ${describeError(this.error)}, for a note that the server accepts.${advice}`,
        `${over} での SendNote が ${describeError(this.error)} で失敗しました。サーバーが受け付けるはずのノートです。${advice}`,
      ),
      IN_SEND_NOTE,
    );
  }
}

/** A ChatStream of a browser's. */
export class Tab {
  readonly heard: string[] = [];
  ended = false;
  error: unknown;
  headers = new Headers();
  trailers = new Headers();
  readonly #closing = new AbortController();

  constructor(client: Client<typeof ChatServer>, options: CallOptions = {}) {
    void this.#read(client, options);
    onTestFinished(() => this.close());
  }

  async #read(client: Client<typeof ChatServer>, options: CallOptions) {
    try {
      const stream = client.chatStream(
        {},
        {
          signal: this.#closing.signal,
          onHeader: (headers) => (this.headers = headers),
          onTrailer: (trailers) => (this.trailers = trailers),
          ...options,
        },
      );
      for await (const note of stream) this.heard.push(asText(note));
    } catch (error) {
      this.error = error;
    }
    this.ended = true;
  }

  close() {
    this.#closing.abort();
  }

  /** Waits for notes, and for nothing else. */
  async hears(want: string[]) {
    await until(
      () => this.ended || this.heard.length >= want.length,
      () =>
        say(
          `ChatStream has brought the browser ${this.heard.length} of ${want.length} notes; ${JSON.stringify(want[this.heard.length]?.slice(0, 80))} is missing, which the server has sent.`,
          `ChatStream でブラウザーに届いたのは${want.length}件のうち${this.heard.length}件です。サーバーが送った ${JSON.stringify(want[this.heard.length]?.slice(0, 80))} が届きません。`,
        ),
      IN_CHAT_STREAM,
    );
    if (this.heard.length < want.length) this.#endedEarly();
    same(
      this.heard,
      want,
      say(
        "ChatStream must bring each note of the server's once, in order.",
        "ChatStream は、サーバーのノートを1件ずつ順番どおりに届けなければなりません。",
      ),
      IN_CHAT_STREAM,
    );
  }

  #endedEarly(): never {
    const how = this.error === undefined ? "OK" : describeError(this.error);
    fail(
      say(
        `ChatStream ended with ${how}, and the server's stream is still open.`,
        `ChatStream が ${how} で終わりました。サーバーのストリームはまだ開いています。`,
      ),
      IN_CHAT_STREAM,
    );
  }

  /** Waits until the server has the call. */
  async reaches(streams: Asked[], count = 1) {
    await until(
      () => this.ended || streams.length >= count,
      () =>
        say(
          `ChatStream of the browser does not open a ChatStream at the server. ${ofTheConnection()}`,
          `ブラウザーが ChatStream を呼んでも、サーバーの ChatStream が呼ばれません。${ofTheConnection()}`,
        ),
      IN_CHAT_STREAM,
    );
    if (streams.length < count) this.#endedEarly();
  }

  async ends() {
    await until(
      () => this.ended,
      () =>
        say(
          "ChatStream of the browser stays open, and the server has ended its stream.",
          "サーバーがストリームを終えたのに、ブラウザーの ChatStream が開いたままです。",
        ),
      IN_CHAT_STREAM,
    );
  }
}

/**
 * Fails unless a call has ended with the server's code and text.
 *
 * @param over the protocol that it went over, where several are tried
 */
export function sameCode(
  error: unknown,
  code: Code,
  text: string | undefined,
  method: Method,
  over?: Protocol,
) {
  const who = over ? say(`${method} (${over})`, `${method}（${over}）`) : say(method, `${method} `);
  const actual = error === undefined ? "OK" : describeError(error);
  if (!(error instanceof ConnectError) || error.code !== code) {
    fail(
      say(
        `${who} must fail with the server's code, ${Code[code]}, and ended with ${actual}.`,
        `${who}は、サーバーのコード ${Code[code]} で失敗しなければなりませんが、${actual} で終わりました。`,
      ),
      inMethod(method),
    );
  }
  if (text !== undefined) {
    same(
      error.rawMessage,
      text,
      say(
        `${who} fails with the right code, and must bring the server's own text (\`details\`)${text ? "" : ", also where that is empty"}.`,
        `${who}のコードは正しいですが、サーバーの説明（\`details\`）も${text ? "" : "、空のときでも"}そのまま届けなければなりません。`,
      ),
      inMethod(method),
    );
  }
}

/**
 * Fails unless the gateway has one channel to the server.
 *
 * @param accused the function that is to be mended otherwise
 */
export async function hasOneChannel(site: Site, accused: string) {
  const { server } = site;
  same(
    await openChannels(server),
    1,
    say(
      `All calls must share one channel to the server at ${server}: make the stub once, in \`createGateway\`, and not for each call, stream or caller.`,
      `サーバー（${server}）へのチャネルは1つで、すべての呼び出しがそれを使わなければなりません。スタブは、呼び出し、ストリーム、呼び出した人ごとにではなく、\`createGateway\` で1回だけ作ってください。`,
    ),
    { in: accused },
  );
}

/** Waits until the server has been asked. */
export async function reached(asked: Asked[], sending: Sending, count = 1) {
  await until(
    () => asked.length >= count || sending.error !== undefined,
    () =>
      say(
        "SendNote of the browser does not call SendNote of the server.",
        "ブラウザーが SendNote を呼んでも、サーバーの SendNote が呼ばれません。",
      ),
    IN_SEND_NOTE,
  );
  if (asked.length < count) {
    const how = sending.error === undefined ? "OK" : describeError(sending.error);
    fail(
      say(
        `SendNote ended with ${how} before the server was asked.`,
        `サーバーに届く前に、SendNote が ${how} で終わりました。`,
      ),
      IN_SEND_NOTE,
    );
  }
}

/**
 * Waits until calls are over at the server.
 *
 * @param asked one of them, or all
 * @param what the method that was called
 * @param after what has happened, in words
 */
export async function endsAtTheServer(
  asked: Asked | { all: Asked[] } | undefined,
  what: Method,
  after: string,
) {
  const calls = asked && "all" in asked ? () => asked.all : () => [asked];
  // At once: what looks at the signal now and then, or cancels a while later, is too late.
  const ms = 500;
  await until(
    () => calls().every((call) => call?.ended === true),
    () =>
      say(
        `${after}, and its ${what} still goes on at the server. Call \`call.cancel()\` when \`context.signal\` aborts, and at once if it is aborted already.`,
        `${after}あとも、サーバーでは ${what} が続いています。\`context.signal\` が中止されたら \`call.cancel()\` を呼び、すでに中止されていたら、すぐに呼んでください。`,
      ),
    { ms, ...inMethod(what) },
  );
}
