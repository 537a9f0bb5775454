import {
  connect,
  createServer,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from "node:net";
import { pipeline } from "node:stream";
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
import { onTestFinished } from "vitest";
import { ChatServerClient, ChatServerService } from "../../../gen/chat_grpc_pb.js";
import { Empty, Note } from "../../../gen/chat_pb.js";
import { createChatService } from "../../../solutions/03-server/server.ts";
import { createChatClient, type ChatClient, type ChatNote } from "../client.ts";

type SendNote = (call: ServerUnaryCall<Note, Empty>, callback: sendUnaryData<Empty>) => void;
export type ChatStream = (call: ServerWritableStream<Empty, Note>) => void;

/**
 * A chat server of the test's own, the reference one unless it is told to misbehave.
 * Clients reach it through a line that the test can watch, and cut.
 */
export class Site {
  /** The notes that were sent to it: when each came, and by when it was to be answered. */
  readonly received: { note: string; at: number; deadline: number }[] = [];
  /** One for each call of ChatStream. */
  readonly streams: { closed: boolean; msLeft: number }[] = [];
  address = "";
  readonly #server = new Server();
  readonly #near = new Set<Socket>();
  #line: TcpServer | undefined;
  #stub: ChatServerClient | undefined;

  static async open(misbehaviour: { sendNote?: SendNote; chatStream?: ChatStream } = {}) {
    const site = new Site();
    const service = { ...createChatService(), ...misbehaviour };
    site.#server.addService(ChatServerService, {
      sendNote: (call: ServerUnaryCall<Note, Empty>, callback: sendUnaryData<Empty>) => {
        const note = asText(call.request.toObject());
        site.received.push({ note, at: Date.now(), deadline: Number(call.getDeadline()) });
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
  tell(name: string, message: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#stub?.sendNote(new Note().setName(name).setMessage(message), (error) =>
        error ? reject(error) : resolve(),
      );
    });
  }

  /** Breaks all connections, as when a cable is pulled. */
  cut() {
    for (const socket of this.#near) socket.destroy();
  }

  async #listen() {
    const port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    const line = createServer((near) => {
      const far = connect(port, "127.0.0.1");
      this.#near.add(near);
      near.once("close", () => this.#near.delete(near));
      // Each ends with the other.
      pipeline(near, far, near, () => {});
    });
    this.#line = line;
    await new Promise<void>((resolve) => line.listen(0, "127.0.0.1", resolve));
    this.address = `127.0.0.1:${(line.address() as AddressInfo).port}`;
    // Else it would share the connection of a client that had this port before, as broken as it is.
    const options = { "grpc.use_local_subchannel_pool": 1 };
    const stub = new ChatServerClient(`127.0.0.1:${port}`, credentials.createInsecure(), options);
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
export function newClient(address: string): ChatClient {
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

/** Every status code that a call can fail with. */
export const CODES: status[] = Array.from({ length: status.UNAUTHENTICATED }, (_, i) => i + 1);

/** Fails the nth call with the nth of some codes, and with details and metadata that name it. */
export function refusing(codes = CODES) {
  let calls = 0;
  const error = () => {
    const code = codes[calls++] ?? status.UNKNOWN;
    const metadata = new Metadata();
    metadata.set("reason", `reason ${code}`);
    return { code, details: `details ${code}`, metadata };
  };
  const sendNote: SendNote = (_call, callback) => callback(error());
  const chatStream: ChatStream = (call) => void call.emit("error", error());
  return { sendNote, chatStream };
}

/** A note as one text. Only what a `ChatNote` has shows in it. */
export function asText(note: ChatNote): string {
  return `${note?.name}: ${note?.message}`;
}

/** The real error of a real call that fails, made without the learner's client. */
export function errorOf(address: string, deadlineMs = 2000): Promise<ServiceError> {
  const stub = new ChatServerClient(address, credentials.createInsecure());
  onTestFinished(() => stub.close());
  return new Promise((resolve, reject) => {
    const deadline = Date.now() + deadlineMs;
    stub.sendNote(new Note(), new Metadata(), { deadline }, (error) =>
      error ? resolve(error) : reject(new Error("the call has not failed")),
    );
  });
}

/** A note of alice's. */
export const newNote = (message: string) => new Note().setName("alice").setMessage(message);
/** Some messages that differ. */
export const numbered = (count: number) => Array.from({ length: count }, (_, i) => `note ${i + 1}`);
export const aTurn = () => new Promise((resolve) => setImmediate(resolve));
