import { createServer, type Server as HttpServer } from "node:http";
import { connect, createServer as createTcpServer, type AddressInfo } from "node:net";
import {
  type CallOptions,
  type Client,
  Code,
  ConnectError,
  createClient,
} from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-web";
import {
  Metadata,
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
} from "@grpc/grpc-js";
import { describe, onTestFinished, test } from "vitest";
import { ChatServerService } from "../../gen/chat_grpc_pb.js";
import { Empty, Note } from "../../gen/chat_pb.js";
import { ChatServer } from "../../gen/web/chat_pb.js";
import { createChatService } from "../../solutions/03-server/server.ts";
import { fail, same } from "../kit/check.ts";
import { say, task } from "../kit/say.ts";
import { createGateway } from "./gateway.ts";

type SendNote = (call: ServerUnaryCall<Note, Empty>, callback: sendUnaryData<Empty>) => void;
type ChatStream = (call: ServerWritableStream<Empty, Note>) => void;

/** What the server was asked, as it saw it. */
interface Asked {
  note: string;
  /** How long it had to answer; Infinity where nobody said. */
  msLeft: number;
  metadata: Record<string, unknown>;
  ended: boolean;
}

// The longest wait for something that must come, in milliseconds. The first time
// it runs out it shrinks: by then the step has failed, and a learner is waiting.
let patience = 2000;

/** Waits until `ready`, or fails with the sentence. */
async function until(ready: () => boolean, sentence: () => string) {
  const end = performance.now() + patience;
  while (!ready()) {
    if (performance.now() > end) {
      patience = 300;
      fail(sentence());
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/**
 * A whole site: a gRPC server of the test's own (the reference one unless it is told to misbehave),
 * the learner's gateway in front of it, and browsers that call the gateway.
 */
class Site {
  readonly sent: Asked[] = [];
  readonly streams: Asked[] = [];
  readonly #http: HttpServer;
  url = "";

  private constructor(http: HttpServer) {
    this.#http = http;
  }

  static async open(misbehaviour: { sendNote?: SendNote; chatStream?: ChatStream } = {}) {
    const server = new Server();
    const service = { ...createChatService(), ...misbehaviour };
    const asked: [Asked[], Asked[]] = [[], []];
    server.addService(ChatServerService, {
      sendNote: (call: ServerUnaryCall<Note, Empty>, callback: sendUnaryData<Empty>) => {
        asked[0].push(watch(call));
        service.sendNote(call, callback);
      },
      chatStream: (call: ServerWritableStream<Empty, Note>) => {
        asked[1].push(watch(call));
        service.chatStream(call);
      },
    });
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    onTestFinished(() => server.forceShutdown());
    const site = await Site.inFrontOf(`127.0.0.1:${port}`);
    [site.sent.length, site.streams.length] = [0, 0];
    Object.assign(site, { sent: asked[0], streams: asked[1] });
    return site;
  }

  /** The learner's gateway alone. */
  static async inFrontOf(address: string) {
    const gateway = createGateway(address);
    const http = createServer(connectNodeAdapter({ routes: (router) => gateway.routes(router) }));
    const site = new Site(http);
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    site.url = `http://127.0.0.1:${site.port}`;
    onTestFinished(async () => {
      http.closeAllConnections();
      http.close();
      gateway.close();
      await new Promise((resolve) => setImmediate(resolve));
    });
    return site;
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  /** A browser's client, over one of the protocols of the web. */
  browser(protocol: Protocol = "gRPC-Web"): Client<typeof ChatServer> {
    const make = protocol === "Connect" ? createConnectTransport : createGrpcWebTransport;
    return createClient(ChatServer, make({ baseUrl: this.url }));
  }

  /** What curl does. */
  async json(note: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${this.url}/chat.ChatServer/SendNote`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(note),
      signal: AbortSignal.timeout(patience),
    }).catch(() =>
      fail(
        say(
          "SendNote does not answer a note that is sent as plain JSON.",
          "プレーンな JSON で送ったノートに、SendNote が応答しません。",
        ),
      ),
    );
    const text = await response.text();
    const type = response.headers.get("content-type") ?? "";
    return {
      status: response.status,
      body: type.includes("json") ? JSON.parse(text) : text,
      headers: response.headers,
    };
  }
}

type Protocol = "gRPC-Web" | "Connect";
const PROTOCOLS: Protocol[] = ["gRPC-Web", "Connect"];

function watch(call: ServerUnaryCall<Note, Empty> | ServerWritableStream<Empty, Note>): Asked {
  const asked: Asked = {
    note: call.request instanceof Note ? asText(call.request.toObject()) : "",
    msLeft: Number(call.getDeadline()) - Date.now(),
    metadata: call.metadata.getMap(),
    ended: false,
  };
  call.on("cancelled", () => (asked.ended = true));
  call.on("close", () => (asked.ended = true));
  return asked;
}

function asText({ name, message }: { name: string; message: string }): string {
  return `${name}: ${message}`;
}

function describeError(error: unknown): string {
  if (error instanceof ConnectError) {
    return `${Code[error.code]} "${error.rawMessage}"`;
  }
  return String(error);
}

/** A SendNote of a browser's. */
class Sending {
  settled = false;
  error: unknown;
  headers = new Headers();
  trailers = new Headers();
  readonly #closing = new AbortController();

  constructor(
    client: Client<typeof ChatServer>,
    note = { name: "alice", message: "hi" },
    options: CallOptions = {},
  ) {
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
        say(
          "SendNote does not answer: the server has, and the gateway must pass that on.",
          "SendNote が応答しません。サーバーの応答を、ゲートウェイが伝えなければなりません。",
        ),
    );
    return this;
  }

  async succeeds(over: Protocol) {
    await this.answered();
    if (this.error !== undefined) {
      fail(
        say(
          `SendNote over ${over} failed with ${describeError(this.error)}, and the server has accepted the note.`,
          `${over} での SendNote が ${describeError(this.error)} で失敗しました。サーバーはノートを受け付けています。`,
        ),
      );
    }
  }
}

/** A ChatStream of a browser's. */
class Tab {
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
          `ChatStream has brought the browser ${this.heard.length} of ${want.length} notes; ${JSON.stringify(want[this.heard.length])} is missing, which the server has sent.`,
          `ChatStream でブラウザーに届いたのは ${want.length} 件のうち ${this.heard.length} 件です。サーバーが送った ${JSON.stringify(want[this.heard.length])} が届きません。`,
        ),
    );
    if (this.heard.length < want.length) this.#endedEarly();
    same(
      this.heard,
      want,
      say(
        "ChatStream must bring each note of the server's once, in order.",
        "ChatStream は、サーバーのノートを一件ずつ順番どおりに届けなければなりません。",
      ),
    );
  }

  #endedEarly(): never {
    const how = this.error === undefined ? "OK" : describeError(this.error);
    fail(
      say(
        `ChatStream ended with ${how}, and the server's stream is still open.`,
        `ChatStream が ${how} で終わりました。サーバーのストリームはまだ開いています。`,
      ),
    );
  }

  /** Waits until the server has the call. */
  async reaches(streams: Asked[], count = 1) {
    await until(
      () => this.ended || streams.length >= count,
      () =>
        say(
          "ChatStream of the browser does not open a ChatStream at the server.",
          "ブラウザーが ChatStream を呼んでも、サーバーの ChatStream が呼ばれません。",
        ),
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
    );
  }
}

function sameCode(error: unknown, code: Code, text: string | undefined, who: string) {
  const actual = error === undefined ? "OK" : describeError(error);
  if (!(error instanceof ConnectError) || error.code !== code) {
    fail(
      say(
        `${who} must fail with the server's code, ${Code[code]}, and ended with ${actual}.`,
        `${who}は、サーバーのコード ${Code[code]} で失敗しなければなりませんが、${actual} で終わりました。`,
      ),
    );
  }
  if (text !== undefined) {
    same(
      error.rawMessage,
      text,
      say(
        `${who} fails with the right code, and must bring the server's own text (\`details\`).`,
        `${who}のコードは正しいですが、サーバーの説明（\`details\`）もそのまま届けなければなりません。`,
      ),
    );
  }
}

/** Waits until the server has been asked. */
async function reached(asked: Asked[], sending: Sending) {
  await until(
    () => asked.length > 0 || sending.error !== undefined,
    () =>
      say(
        "SendNote of the browser does not call SendNote of the server.",
        "ブラウザーが SendNote を呼んでも、サーバーの SendNote が呼ばれません。",
      ),
  );
  if (asked.length === 0) {
    const how = sending.error === undefined ? "OK" : describeError(sending.error);
    fail(
      say(
        `SendNote ended with ${how} before the server was asked.`,
        `サーバーに届く前に、SendNote が ${how} で終わりました。`,
      ),
    );
  }
}

async function endsAtTheServer(asked: Asked | undefined, what: string, after: string) {
  await until(
    () => asked?.ended === true,
    () =>
      say(
        `${after}, and ${what} still goes on at the server. Call \`call.cancel()\` when \`context.signal\` aborts.`,
        `${after}あとも、サーバーでは ${what} が続いています。\`context.signal\` が abort されたら \`call.cancel()\` を呼んでください。`,
      ),
  );
}

describe(task(1, "Pass a note on", "ノートを取り次ぐ"), () => {
  test(
    say(
      "SendNote brings the note to the server, over gRPC-Web and Connect",
      "SendNote が、gRPC-Web でも Connect でもノートをサーバーに届ける",
    ),
    async () => {
      const site = await Site.open();
      for (const protocol of PROTOCOLS) {
        await new Sending(site.browser(protocol), {
          name: " ありす ",
          message: `${protocol}\n`,
        }).succeeds(protocol);
      }
      await until(
        () => site.sent.length >= PROTOCOLS.length,
        () =>
          say(
            "SendNote answers the browser, and the server has not been asked.",
            "SendNote はブラウザーに応答しましたが、サーバーは呼ばれていません。",
          ),
      );
      same(
        site.sent.map(({ note }) => note),
        PROTOCOLS.map((protocol) => ` ありす : ${protocol}\n`),
        say(
          "The server must get each note once, with the name and the message that the browser sent.",
          "サーバーには、ブラウザーが送った name と message のノートが、一件ずつ届かなければなりません。",
        ),
      );
    },
  );

  test(
    say("SendNote answers plain JSON with {}", "SendNote が、プレーンな JSON に {} と応答する"),
    async () => {
      const site = await Site.open();
      const { status, body } = await site.json({ name: "curl", message: "<b>&" });
      same(
        { status, body },
        { status: 200, body: {} },
        say(
          `A note as plain JSON must be answered with HTTP status 200 and {}, and was not: ${JSON.stringify(body)}`,
          `プレーンな JSON のノートには、HTTP ステータス 200 と {} で応答しなければなりません。実際：${JSON.stringify(body)}`,
        ),
      );
      await until(
        () => site.sent.length > 0,
        () =>
          say(
            "SendNote answers the JSON, and the server has not been asked.",
            "SendNote は JSON に応答しましたが、サーバーは呼ばれていません。",
          ),
      );
      same(
        site.sent.map(({ note }) => note),
        ["curl: <b>&"],
        say(
          "The server must get the note of the JSON.",
          "サーバーには、JSON のノートが届かなければなりません。",
        ),
      );
    },
  );

  test(
    say(
      "SendNote answers when the server has answered, not before",
      "SendNote は、サーバーが応答してから応答する",
    ),
    async () => {
      const waiting: sendUnaryData<Empty>[] = [];
      const site = await Site.open({ sendNote: (_, callback) => void waiting.push(callback) });
      const first = new Sending(site.browser());
      await reached(site.sent, first);
      // Another call there and back is time enough for an answer that is too early.
      await site.json({ name: "a", message: "b" }, { "connect-timeout-ms": "60" });
      if (first.settled) {
        fail(
          say(
            "SendNote has answered the browser, and the server has not answered yet: it might still refuse the note.",
            "サーバーがまだ応答していないのに、SendNote がブラウザーに応答しました。サーバーはノートを拒否するかもしれません。",
          ),
        );
      }
      for (const answer of waiting) answer(null, new Empty());
      await first.succeeds("gRPC-Web");
    },
  );
});

describe(task(2, "Pass an error on", "エラーを取り次ぐ"), () => {
  test(
    say(
      "a note that the server refuses fails with the server's code and text",
      "サーバーが拒否したノートは、サーバーのコードと説明で失敗する",
    ),
    async () => {
      const site = await Site.open();
      for (const protocol of PROTOCOLS) {
        const sending = await new Sending(site.browser(protocol), {
          name: "",
          message: "hi",
        }).answered();
        sameCode(sending.error, Code.InvalidArgument, "name is empty", `SendNote (${protocol})`);
      }
      const { status, body } = await site.json({ name: "alice" });
      same(
        { status, body },
        { status: 400, body: { code: "invalid_argument", message: "message is empty" } },
        say(
          "A refused note that came as plain JSON must be answered with HTTP status 400, the code and the text.",
          "プレーンな JSON で来たノートの拒否は、HTTP ステータス 400 とコードと説明で応答しなければなりません。",
        ),
      );
      same(
        site.sent.length,
        PROTOCOLS.length + 1,
        say(
          "The gateway refuses the note by itself, and the server was not asked: what a note may be is for the server alone to say.",
          "サーバーに尋ねずに、ゲートウェイがノートを拒否しています。どんなノートを受け付けるかを決めるのは、サーバーだけです。",
        ),
      );
    },
  );

  test(
    say(
      "each of the sixteen status codes comes through, over both protocols",
      "16 種類のステータスコードが、どちらのプロトコルでも届く",
    ),
    async () => {
      const site = await Site.open({
        sendNote: (call, callback) =>
          callback({ code: Number(call.request.getMessage()), details: "because: あ %" }),
      });
      const codes = Object.values(Code).filter((code): code is Code => typeof code === "number");
      for (const protocol of PROTOCOLS) {
        for (const code of codes) {
          const note = { name: "alice", message: String(code) };
          const { error } = await new Sending(site.browser(protocol), note).answered();
          sameCode(error, code, "because: あ %", `SendNote (${protocol})`);
        }
      }
    },
  );

  test(
    say("a server that is not there is Unavailable", "サーバーがなければ Unavailable になる"),
    async () => {
      const site = await Site.inFrontOf(await deadAddress());
      const sending = await new Sending(site.browser("Connect")).answered();
      sameCode(sending.error, Code.Unavailable, undefined, "SendNote");
      const tab = new Tab(site.browser("Connect"));
      await tab.ends();
      sameCode(tab.error, Code.Unavailable, undefined, "ChatStream");
    },
  );
});

/** The address of a server that is not there: a port that was bound, and is free again. */
async function deadAddress(): Promise<string> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `127.0.0.1:${port}`;
}

function noteOf(name: string, message: string): Note {
  return new Note().setName(name).setMessage(message);
}

describe(task(3, "Pass the stream on", "ストリームを取り次ぐ"), () => {
  test(
    say(
      "ChatStream brings the notes so far, and each new one as soon as it is sent",
      "ChatStream が、それまでのノートと、新しいノートをすぐに届ける",
    ),
    async () => {
      const site = await Site.open();
      await site.json({ name: "alice", message: "early" });
      const tabs = PROTOCOLS.map((protocol) => new Tab(site.browser(protocol)));
      for (const tab of tabs) await tab.hears(["alice: early"]);
      await site.json({ name: "ボブ", message: "now" });
      for (const tab of tabs) await tab.hears(["alice: early", "ボブ: now"]);
    },
  );

  test(
    say("each browser has a stream of its own", "ブラウザーごとに別のストリームがある"),
    async () => {
      const site = await Site.open();
      const first = new Tab(site.browser());
      await first.reaches(site.streams);
      await site.json({ name: "alice", message: "1" });
      await first.hears(["alice: 1"]);
      const second = new Tab(site.browser());
      await second.hears(["alice: 1"]);
      await site.json({ name: "alice", message: "2" });
      for (const tab of [first, second]) await tab.hears(["alice: 1", "alice: 2"]);
    },
  );

  test(
    say("ChatStream ends when the server ends it", "サーバーが終えると ChatStream も終わる"),
    async () => {
      const site = await Site.open({
        chatStream: (call) => {
          call.write(noteOf("alice", "bye"));
          call.end();
        },
      });
      const tab = new Tab(site.browser());
      await tab.ends();
      if (tab.error !== undefined) sameCode(tab.error, 0 as Code, undefined, "ChatStream");
      await tab.hears(["alice: bye"]);
    },
  );

  test(
    say(
      "an error of the server's ends ChatStream with its code and text",
      "サーバーのエラーで、ChatStream がそのコードと説明で終わる",
    ),
    async () => {
      const site = await Site.open({
        chatStream: (call) => {
          call.write(noteOf("alice", "hi"));
          call.emit("error", { code: Code.ResourceExhausted, details: "too many listeners" });
        },
      });
      for (const protocol of PROTOCOLS) {
        const tab = new Tab(site.browser(protocol));
        await tab.ends();
        sameCode(
          tab.error,
          Code.ResourceExhausted,
          "too many listeners",
          `ChatStream (${protocol})`,
        );
        await tab.hears(["alice: hi"]);
      }
    },
  );

  test(
    say(
      "a browser that reads slowly holds the server back",
      "ゆっくり読むブラウザーは、サーバーを待たせる",
    ),
    async () => {
      const TOO_MANY = 400;
      const note = noteOf("alice", "x".repeat(64 * 1024));
      const server = { taken: 0 };
      const site = await Site.open({
        chatStream: (call) => {
          const more = () => {
            while (server.taken < TOO_MANY && call.write(note)) server.taken += 1;
          };
          call.on("drain", more);
          more();
        },
      });
      const socket = connect(site.port, "127.0.0.1");
      onTestFinished(() => void socket.destroy());
      socket.on("error", () => {});
      const body = Buffer.alloc(5);
      socket.write(
        `POST /chat.ChatServer/ChatStream HTTP/1.1\r\nHost: ${site.url.slice(7)}\r\nContent-Type: application/grpc-web+proto\r\nContent-Length: ${body.length}\r\n\r\n`,
      );
      socket.write(body);
      // It reads the head of the answer, and then no more.
      const head = await new Promise<Buffer | undefined>((resolve) => {
        setTimeout(() => resolve(undefined), patience);
        socket.once("data", (chunk) => {
          socket.pause();
          resolve(chunk);
        });
      });
      if (!head?.includes("200 OK") || site.streams.length === 0) {
        const said = head?.toString().replace(/[^ -~]+/g, " ");
        fail(
          say(
            `ChatStream does not bring the server's notes: ${said}`,
            `ChatStream がサーバーのノートを届けません：${said}`,
          ),
        );
      }
      // Until nothing has moved for a while: on the way there is room for some notes, not for all.
      for (let before = -1; before !== server.taken;) {
        before = server.taken;
        await new Promise((resolve) => setTimeout(resolve, 500));
      }
      if (server.taken >= TOO_MANY) {
        fail(
          say(
            `The browser reads nothing, and the gateway has taken ${server.taken} notes of 64 kB from the server: they wait in its memory. Take the next note only when the last one is on its way.`,
            `ブラウザーが何も読んでいないのに、ゲートウェイはサーバーから 64 kB のノートを ${server.taken} 件も受け取り、メモリーにためています。次のノートは、前のノートを送り出してから受け取ってください。`,
          ),
        );
      }
    },
  );
});

describe(task(4, "Notice that a tab is closed", "タブが閉じたことに気づく"), () => {
  test(
    say(
      "closing a tab ends its stream at the server, although no note comes",
      "ノートが来なくても、タブを閉じるとサーバーのストリームが終わる",
    ),
    async () => {
      const site = await Site.open();
      for (const [index, protocol] of PROTOCOLS.entries()) {
        const tab = new Tab(site.browser(protocol));
        await tab.reaches(site.streams, index + 1);
        tab.close();
        await endsAtTheServer(
          site.streams[index],
          "its ChatStream",
          say("The tab is closed", "タブを閉じた"),
        );
      }
    },
  );

  test(
    say(
      "closing a tab in the middle of the notes ends its stream",
      "ノートが流れている途中でタブを閉じても、ストリームが終わる",
    ),
    async () => {
      const site = await Site.open();
      await site.json({ name: "alice", message: "hi" });
      const tab = new Tab(site.browser());
      await tab.hears(["alice: hi"]);
      tab.close();
      await endsAtTheServer(
        site.streams[0],
        "its ChatStream",
        say("The tab is closed", "タブを閉じた"),
      );
    },
  );

  test(
    say(
      "closing a tab ends a SendNote that waits for the server",
      "タブを閉じると、サーバーを待つ SendNote が終わる",
    ),
    async () => {
      const site = await Site.open({ sendNote: () => {} });
      const sending = new Sending(site.browser());
      await reached(site.sent, sending);
      sending.closeTab();
      await endsAtTheServer(site.sent[0], "its SendNote", say("The tab is closed", "タブを閉じた"));
    },
  );

  test(
    say(
      "closing one tab leaves the others as they are",
      "タブを一つ閉じても、ほかのタブはそのまま",
    ),
    async () => {
      const site = await Site.open();
      const [leaving, staying] = [new Tab(site.browser()), new Tab(site.browser())];
      await leaving.reaches(site.streams);
      await staying.reaches(site.streams, 2);
      leaving.close();
      await until(
        () => site.streams.some(({ ended }) => ended),
        () =>
          say(
            "The tab is closed, and its ChatStream still goes on at the server.",
            "タブを閉じても、サーバーの ChatStream が続いています。",
          ),
      );
      await site.json({ name: "alice", message: "still here?" });
      await staying.hears(["alice: still here?"]);
    },
  );
});

describe(task(5, "Pass on how long, and who", "期限とメタデータを取り次ぐ"), () => {
  test(
    say("the server is told how long the browser waits", "ブラウザーが待つ時間がサーバーに伝わる"),
    async () => {
      const site = await Site.open();
      for (const [index, protocol] of PROTOCOLS.entries()) {
        const options = { timeoutMs: 30_000 };
        const sending = new Sending(site.browser(protocol), undefined, options);
        await sending.succeeds(protocol);
        const tab = new Tab(site.browser(protocol), options);
        await tab.reaches(site.streams, index + 1);
        for (const [method, asked] of [
          ["SendNote", site.sent[index]],
          ["ChatStream", site.streams[index]],
        ] as const) {
          const msLeft = asked?.msLeft ?? Infinity;
          if (msLeft < 25_000 || msLeft > 30_100) {
            fail(
              say(
                `${method}: the browser waits 30 seconds, and the server has been told ${inSeconds(msLeft)}. Give the call the deadline \`Date.now() + context.timeoutMs()\`.`,
                `${method}：ブラウザーは30秒待ちますが、サーバーに伝わったのは${inSeconds(msLeft)}でした。呼び出しに、デッドライン \`Date.now() + context.timeoutMs()\` を付けてください。`,
              ),
            );
          }
        }
      }
    },
  );

  test(
    say(
      "where the browser names no limit, the server is told none",
      "ブラウザーが期限を付けなければ、サーバーにも付けない",
    ),
    async () => {
      const site = await Site.open();
      await new Sending(site.browser()).succeeds("gRPC-Web");
      const tab = new Tab(site.browser());
      await tab.reaches(site.streams);
      same(
        { SendNote: site.sent[0]?.msLeft, ChatStream: site.streams[0]?.msLeft },
        { SendNote: Infinity, ChatStream: Infinity },
        say(
          "The browser has named no time limit, so the server must be told none: a stream is meant to last.",
          "ブラウザーが期限を付けていないので、サーバーにも付けてはいけません。ストリームは長く続くものです。",
        ),
      );
    },
  );

  test(
    say(
      "when the browser's time is up, the reason is DeadlineExceeded",
      "ブラウザーの待つ時間が過ぎたら、理由は DeadlineExceeded",
    ),
    async () => {
      const site = await Site.open({ sendNote: () => {} });
      const late = await Promise.all(
        Array.from({ length: 8 }, () =>
          site.json({ name: "alice", message: "hi" }, { "connect-timeout-ms": "50" }),
        ),
      );
      for (const { status, body } of late) {
        same(
          { status, code: body?.code },
          { status: 504, code: "deadline_exceeded" },
          say(
            `The time that the browser gave is up, so the answer must be deadline_exceeded (HTTP status 504), and was ${JSON.stringify(body)}.`,
            `ブラウザーの待つ時間が過ぎたので、応答は deadline_exceeded（HTTP ステータス 504）でなければなりませんが、${JSON.stringify(body)} でした。`,
          ),
        );
      }
      const stream = await fetch(`${site.url}/chat.ChatServer/ChatStream`, {
        method: "POST",
        headers: { "content-type": "application/grpc-web+proto", "grpc-timeout": "50m" },
        body: new Uint8Array(5),
        signal: AbortSignal.timeout(patience),
      })
        .then((response) => response.text())
        .catch(String);
      const status = /grpc-status: *\d+/.exec(stream)?.[0] ?? stream;
      same(
        status,
        `grpc-status: ${Code.DeadlineExceeded}`,
        say(
          "The time that the browser gave for ChatStream is up, so its stream must end with DeadlineExceeded.",
          "ブラウザーが ChatStream に付けた時間が過ぎたので、ストリームは DeadlineExceeded で終わらなければなりません。",
        ),
      );
    },
  );

  test(
    say(
      "the chat's own headers reach the server, and those of the web's connection do not",
      "チャットのヘッダーはサーバーに届き、Web の接続のヘッダーは届かない",
    ),
    async () => {
      const site = await Site.open();
      const headers = { "chat-room": "kitchen", authorization: "Bearer 123", cookie: "a=b" };
      await new Sending(site.browser(), undefined, { headers }).succeeds("gRPC-Web");
      const tab = new Tab(site.browser(), { headers });
      await tab.reaches(site.streams);
      for (const [method, asked] of [
        ["SendNote", site.sent[0]],
        ["ChatStream", site.streams[0]],
      ] as const) {
        const { "chat-room": room, authorization, ...rest } = asked?.metadata ?? {};
        same(
          { "chat-room": room, authorization },
          { "chat-room": "kitchen", authorization: "Bearer 123" },
          say(
            `${method}: the browser's headers \`chat-room\` and \`authorization\` must reach the server as metadata. Give the call \`metadataOf(context)\`.`,
            `${method}：ブラウザーのヘッダー \`chat-room\` と \`authorization\` は、メタデータとしてサーバーに届かなければなりません。呼び出しに \`metadataOf(context)\` を渡してください。`,
          ),
        );
        const others = ["cookie", "content-length", "x-grpc-web", "accept", "host"].filter(
          (name) => name in rest,
        );
        same(
          others,
          [],
          say(
            `${method}: these headers are about the connection to the browser, and must not reach the server: ${others}`,
            `${method}：次のヘッダーはブラウザーとの接続のためのもので、サーバーに渡してはいけません：${others}`,
          ),
        );
      }
    },
  );

  test(
    say(
      "the server's metadata reaches the browser, before and after the messages",
      "サーバーのメタデータが、メッセージの前のものも後のものもブラウザーに届く",
    ),
    async () => {
      const [before, after] = [new Metadata(), new Metadata()];
      before.set("chat-server", "one");
      after.set("chat-notes", "7");
      const site = await Site.open({
        sendNote: (call, callback) => {
          call.sendMetadata(before);
          callback(null, new Empty(), after);
        },
        chatStream: (call) => {
          call.sendMetadata(before);
          call.write(noteOf("alice", "hi"));
          call.end(after);
        },
      });
      for (const protocol of PROTOCOLS) {
        const sending = await new Sending(site.browser(protocol)).answered();
        const tab = new Tab(site.browser(protocol));
        await tab.ends();
        for (const [method, { headers, trailers, error }] of [
          ["SendNote", sending],
          ["ChatStream", tab],
        ] as const) {
          same(
            { before: headers.get("chat-server"), after: trailers.get("chat-notes") },
            { before: "one", after: "7" },
            say(
              `${method} (${protocol}${error === undefined ? "" : `, ${describeError(error)}`}): what the server sends as metadata must reach the browser: \`copy\` that of the event 'metadata' to \`context.responseHeader\`, and that of 'status' to \`context.responseTrailer\`.`,
              `${method}（${protocol}${error === undefined ? "" : `、${describeError(error)}`}）：サーバーのメタデータは、ブラウザーに届かなければなりません。'metadata' イベントのものを \`context.responseHeader\` に、'status' のものを \`context.responseTrailer\` に \`copy\` してください。`,
            ),
          );
        }
      }
      const refusing = await Site.open({
        sendNote: (_, callback) =>
          callback({ code: Number(Code.PermissionDenied), details: "no", metadata: after }),
      });
      for (const protocol of PROTOCOLS) {
        const { error } = await new Sending(refusing.browser(protocol)).answered();
        sameCode(error, Code.PermissionDenied, "no", `SendNote (${protocol})`);
        same(
          (error as ConnectError).metadata.get("chat-notes"),
          "7",
          say(
            `SendNote (${protocol}): what the server sends as metadata with an error must reach the browser as well.`,
            `SendNote（${protocol}）：エラーに付いたサーバーのメタデータも、ブラウザーに届かなければなりません。`,
          ),
        );
      }
    },
  );
});

function inSeconds(ms: number): string {
  if (ms === Infinity) return say("no limit at all", "期限なし");
  return say(`${Math.round(ms / 1000)} s`, `${Math.round(ms / 1000)} 秒`);
}
