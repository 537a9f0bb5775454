import { credentials, Metadata, status, type ServiceError } from "@grpc/grpc-js";
import { onTestFinished } from "vitest";
import { ChatServerClient } from "../../../gen/chat_grpc_pb.js";
import { Empty, Note } from "../../../gen/chat_pb.js";
import { fail } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import { until } from "../../kit/wait.ts";
import { quoted } from "./texts.ts";

/** The three bytes that stand for the first half of 😀 in what no longer is UTF-8. */
const HALF_AN_EMOJI = Buffer.from([0xed, 0xa0, 0xbd]);

/** A client that subscribes and keeps what it hears. */
export class Subscriber {
  /** What it has heard: "name: message". */
  readonly heard: string[] = [];
  /** How its stream ended, once it has. */
  end: { code: number; details: string } | undefined;
  readonly cancel: () => void;

  constructor(client: ChatServerClient) {
    const call = client.chatStream(new Empty());
    call.on("data", (note: Note) => this.heard.push(`${note.getName()}: ${note.getMessage()}`));
    call.on("error", (error: ServiceError) => (this.end = error));
    call.on("end", () => (this.end ??= { code: status.OK, details: "" }));
    this.cancel = () => call.cancel();
  }
}

/** Who is told of each note that is sent, and can say why none is answered. */
export interface Witness {
  sent: Set<string>;
  refused: Set<string>;
  /** Fails if a handler has misbehaved. */
  check(): void;
}

/** Somebody with a connection of their own. */
export class Person {
  readonly name: string;
  readonly client: ChatServerClient;
  readonly #witness: Witness | undefined;

  /** @param witness none for a server that the learner's `serve` has started */
  constructor(name: string, address: string, witness?: Witness) {
    this.name = name;
    // By default grpc-js lets clients of one address share a connection.
    const options = { "grpc.use_local_subchannel_pool": 1 };
    this.client = new ChatServerClient(address, credentials.createInsecure(), options);
    this.#witness = witness;
    onTestFinished(() => this.client.close());
  }

  subscribe(): Subscriber {
    const subscriber = new Subscriber(this.client);
    onTestFinished(subscriber.cancel);
    return subscriber;
  }

  /** Sends a note, and gives the answer: undefined for an Empty, else the error. */
  send(message: string, name = this.name): Promise<ServiceError | undefined> {
    const note = `${name}: ${message}`;
    const bytes = new Note().setName(name).setMessage(message).serializeBinary();
    return this.#sendBytes(bytes, note);
  }

  /** Sends a note in which half an emoji is all that one of the texts has: no UTF-8. */
  sendHalf(of: "name" | "message"): Promise<ServiceError | undefined> {
    const field = (number: number, value: Buffer) => [(number << 3) | 2, value.length, ...value];
    const [name, message] = [Buffer.from(this.name), Buffer.from("hi")];
    const bytes = Uint8Array.from([
      ...field(1, of === "name" ? HALF_AN_EMOJI : name),
      ...field(2, of === "message" ? HALF_AN_EMOJI : message),
    ]);
    const read = Note.deserializeBinary(bytes);
    return this.#sendBytes(bytes, `${read.getName()}: ${read.getMessage()}`);
  }

  /** Sends one note of each kind that has to be refused. */
  async sendRefused(): Promise<void> {
    await this.send("a note without a name", "");
    await this.send("");
    await this.send("m".repeat(4097));
    await this.send("a note with a long name", "n".repeat(65));
    await this.sendHalf("name");
    await this.sendHalf("message");
  }

  async #sendBytes(bytes: Uint8Array, note: string): Promise<ServiceError | undefined> {
    let answer: { error: ServiceError | undefined } | undefined;
    this.#witness?.sent.add(note);
    this.client.makeUnaryRequest(
      "/chat.ChatServer/SendNote",
      (request: Uint8Array) => Buffer.from(request),
      Empty.deserializeBinary,
      bytes,
      new Metadata(),
      {},
      (error) => (answer = { error: error ?? undefined }),
    );
    await until(
      () => answer !== undefined,
      () =>
        say(
          "`sendNote` does not answer: call `callback(null, new Empty())` for each note that it accepts.",
          "`sendNote` が応答を返しません。受け付けたノートごとに `callback(null, new Empty())` を呼んでください。",
        ),
      { check: () => this.#witness?.check(), in: "sendNote" },
    );
    this.#witness?.check();
    const error = answer?.error;
    if (error?.code === status.UNIMPLEMENTED) this.#isUnwritten();
    if (error) this.#witness?.refused.add(note);
    return error;
  }

  #isUnwritten(): never {
    if (this.#witness) {
      fail(
        say(
          "`SendNote` answers UNIMPLEMENTED: write its handler `sendNote`, task 1.",
          "`SendNote` が UNIMPLEMENTED を返します。ハンドラー `sendNote` を実装してください（課題1）。",
        ),
        { in: "sendNote" },
      );
    }
    fail(
      say(
        "On the server that `serve` starts, `SendNote` answers UNIMPLEMENTED: mount the service on it with `server.addService(ChatServerService, createChatService())`.",
        "`serve` で起動したサーバーの `SendNote` が UNIMPLEMENTED を返します。`server.addService(ChatServerService, createChatService())` でサービスを登録してください。",
      ),
      { in: "serve" },
    );
  }

  /** Sends a note that has to be accepted. */
  async tell(message: string, name = this.name): Promise<void> {
    const error = await this.send(message, name);
    if (!error) return;
    const size = `${Buffer.byteLength(name)} + ${Buffer.byteLength(message)}`;
    fail(
      say(
        `\`sendNote\` must accept this note (${quoted(`${name}: ${message}`)}; name + message are ${size} bytes), and answers ${status[error.code]} (${error.details}). ` +
          "Answer with `callback(null, new Empty())`.",
        `\`sendNote\` はこのノート（${quoted(`${name}: ${message}`)}、name と message を合わせて${size}バイト）を受け付けなければなりませんが、${status[error.code]}（${error.details}）を返しました。` +
          "`callback(null, new Empty())` で応答してください。",
      ),
      { in: "sendNote" },
    );
  }
}
