import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  Code,
  createClient,
  type Client,
  type ConnectRouter,
  type HandlerContext,
} from "@connectrpc/connect";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-web";
import {
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
} from "@grpc/grpc-js";
import { onTestFinished } from "vitest";
import { ChatServerService } from "../../../gen/chat_grpc_pb.js";
import { Note, type Empty } from "../../../gen/chat_pb.js";
import { ChatServer } from "../../../gen/web/chat_pb.js";
import { createChatService } from "../../../solutions/03-server/server.ts";
import { knowGoneBrowser } from "../../kit/gone-browser.ts";
import { say } from "../../kit/say.ts";
import { within } from "../../kit/wait.ts";
import { createGateway, type Gateway } from "../gateway.ts";
import { watched } from "./methods.ts";

type SendNote = (call: ServerUnaryCall<Note, Empty>, callback: sendUnaryData<Empty>) => void;
type ChatStream = (call: ServerWritableStream<Empty, Note>) => void;

/** What the server was asked, as it saw it. */
export interface Asked {
  note: string;
  /** How long it had to answer; Infinity where nobody said. */
  msLeft: number;
  metadata: Record<string, unknown>;
  ended: boolean;
}

/**
 * A whole site: a gRPC server of the test's own (the reference one unless it is told to misbehave),
 * the learner's gateway in front of it, and browsers that call the gateway.
 */
export class Site {
  readonly sent: Asked[] = [];
  readonly streams: Asked[] = [];
  readonly #http: HttpServer;
  readonly #gateway: Gateway;
  url = "";
  /** The address of the server behind the gateway. */
  readonly server: string;
  /** Has the server take a note that came to it by another way than the gateway. */
  take: (note: { name: string; message: string }) => void = () => {};
  /** What the gateway was given with each call; it may be collected when the call is over. */
  readonly given: WeakRef<object>[];

  private constructor(
    server: string,
    gateway: Gateway,
    http: HttpServer,
    given: WeakRef<object>[],
  ) {
    this.server = server;
    this.#gateway = gateway;
    this.#http = http;
    this.given = given;
  }

  static async open(misbehaviour: { sendNote?: SendNote; chatStream?: ChatStream } = {}) {
    const server = new Server();
    const service = { ...createChatService(), ...misbehaviour };
    const seen: [Asked[], Asked[]] = [[], []];
    server.addService(ChatServerService, {
      sendNote: (call: ServerUnaryCall<Note, Empty>, callback: sendUnaryData<Empty>) => {
        seen[0].push(watch(call));
        service.sendNote(call, callback);
      },
      chatStream: (call: ServerWritableStream<Empty, Note>) => {
        seen[1].push(watch(call));
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
    const take: Site["take"] = ({ name, message }) =>
      service.sendNote({ request: noteOf(name, message) } as never, () => {});
    Object.assign(site, { sent: seen[0], streams: seen[1], take });
    return site;
  }

  /** The learner's gateway alone. */
  static async inFrontOf(address: string) {
    const gateway = createGateway(address);
    const given: WeakRef<object>[] = [];
    const keep = ({ signal, requestHeader }: HandlerContext, message: object) => {
      for (const each of [signal, requestHeader, message]) given.push(new WeakRef(each));
    };
    const routes = (router: ConnectRouter) => gateway.routes(watched(router, keep));
    const answer = connectNodeAdapter({ routes });
    const http = createServer((request, response) => {
      knowGoneBrowser(response);
      answer(request, response);
    });
    const site = new Site(address, gateway, http, given);
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

  closeGateway(): void {
    this.#gateway.close();
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  /** A browser's client, over one of the protocols of the web. */
  browser(protocol: Protocol = "gRPC-Web"): Client<typeof ChatServer> {
    const make = protocol === "Connect" ? createConnectTransport : createGrpcWebTransport;
    const client = createClient(ChatServer, make({ baseUrl: this.url }));
    clients.set(client, () => this.sent.length);
    return client;
  }

  /** What curl does. */
  async json(note: unknown, headers: Record<string, string> = {}) {
    const answer = fetch(`${this.url}/chat.ChatServer/SendNote`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(note),
    });
    const response = await within(
      answer,
      say(
        "SendNote does not answer a note that is sent as plain JSON.",
        "プレーンな JSON で送ったノートに、SendNote が応答しません。",
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

const clients = new WeakMap<Client<typeof ChatServer>, () => number>();

/** How many notes the server behind a browser's gateway has been given. */
export function countSent(client: Client<typeof ChatServer>): number {
  return clients.get(client)?.() ?? 0;
}

export type Protocol = "gRPC-Web" | "Connect";
export const PROTOCOLS: Protocol[] = ["gRPC-Web", "Connect"];

/** The sixteen codes of what fails. */
export const CODES = Object.values(Code).filter((code): code is Code => typeof code === "number");

/** What a server says of a failure: long, with what trimming, decoding or cutting would change. */
export const BECAUSE = ` because: あ %41 &amp;\n${"and so on, ".repeat(30)}`;

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

export function noteOf(name: string, message: string): Note {
  return new Note().setName(name).setMessage(message);
}

export function asText({ name, message }: { name: string; message: string }): string {
  return `${name}: ${message}`;
}
