import { credentials, Metadata, status, type ServiceError } from "@grpc/grpc-js";
import { onTestFinished } from "vitest";
import { ChatServerClient } from "../../../gen/chat_grpc_pb.js";
import { Empty, Note } from "../../../gen/chat_pb.js";
import { fail } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import { until } from "../../kit/wait.ts";
import { quoted } from "./texts.ts";

/** The method, as it stands in a request. */
export const CHAT_STREAM = "/chat.ChatServer/ChatStream";

/** A text with half of 😀 in it: the three bytes that stand for the half are no UTF-8. */
const HALVES = {
  name: Buffer.from([0x68, 0xed, 0xa0, 0xbd]), // "h" and the first half.
  message: Buffer.from([0x68, 0xed, 0xb8, 0x80, 0x69]), // The second half, between "h" and "i".
};

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
  async send(message: string, name = this.name): Promise<ServiceError | undefined> {
    const bytes = new Note().setName(name).setMessage(message).serializeBinary();
    const [error] = await this.#sendAll([{ bytes, note: `${name}: ${message}` }]);
    return error;
  }

  /** Sends a note in which one of the texts has half an emoji in it. */
  async sendHalf(of: "name" | "message"): Promise<ServiceError | undefined> {
    const field = (number: number, value: Buffer) => [(number << 3) | 2, value.length, ...value];
    const [name, message] = [Buffer.from(this.name), Buffer.from("hi")];
    const bytes = Uint8Array.from([
      ...field(1, of === "name" ? HALVES.name : name),
      ...field(2, of === "message" ? HALVES.message : message),
    ]);
    const read = Note.deserializeBinary(bytes);
    const note = `${read.getName()}: ${read.getMessage()}`;
    const [error] = await this.#sendAll([{ bytes, note }]);
    return error;
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

  /** Sends notes without waiting for one before the next, and gives their answers. */
  async #sendAll(
    notes: { bytes: Uint8Array; note: string }[],
  ): Promise<(ServiceError | undefined)[]> {
    const errors: (ServiceError | undefined)[] = [];
    let answered = 0;
    for (const [i, { bytes, note }] of notes.entries()) {
      this.#witness?.sent.add(note);
      this.client.makeUnaryRequest(
        "/chat.ChatServer/SendNote",
        (request: Uint8Array) => Buffer.from(request),
        Empty.deserializeBinary,
        bytes,
        new Metadata(),
        {},
        (error) => {
          errors[i] = error ?? undefined;
          answered += 1;
        },
      );
    }
    await until(
      () => answered === notes.length,
      () =>
        say(
          "`sendNote` does not answer: call `callback(null, new Empty())` for each note that it accepts.",
          "`sendNote` が応答を返しません。受け付けたノートごとに `callback(null, new Empty())` を呼んでください。",
        ),
      { check: () => this.#witness?.check(), in: "sendNote" },
    );
    this.#witness?.check();
    if (errors.some((error) => error?.code === status.UNIMPLEMENTED)) this.#isUnwritten();
    for (const [i, { note }] of notes.entries()) if (errors[i]) this.#witness?.refused.add(note);
    return errors;
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
    await this.tellAll([message], name);
  }

  /** Sends short notes, one right after the other, all of which have to be accepted. Long ones may overtake. */
  async tellAll(messages: string[], name = this.name): Promise<void> {
    const notes = messages.map((message) => ({
      bytes: new Note().setName(name).setMessage(message).serializeBinary(),
      note: `${name}: ${message}`,
    }));
    const errors = await this.#sendAll(notes);
    const refused = errors.findIndex((each) => each);
    const [error, message] = [errors[refused], messages[refused] ?? ""];
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
