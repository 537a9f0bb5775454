import { Agent, createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import {
  credentials,
  Server,
  ServerCredentials,
  type handleUnaryCall,
  type requestCallback,
} from "@grpc/grpc-js";
import { loadChat, type PlainNote } from "./contract.ts";

/** Something that sends notes to a server. */
export interface Sender {
  send(note: PlainNote): Promise<void>;
  close(): void;
}

/** A server that takes notes, and its clients. */
export interface Target {
  port: number;
  /** Each way in which a client can send notes to a port, by its name. */
  clients: Record<string, (port: number) => Sender>;
  stop(): void;
}

/** SendNote over gRPC, with grpc-js. */
export async function grpcTarget(): Promise<Target> {
  const Chat = loadChat();
  const server = new Server();
  const SendNote: handleUnaryCall<PlainNote, object> = (_call, reply) => reply(null, {});
  server.addService(Chat.service, { SendNote });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return { port, clients: { "gRPC, grpc-js": grpcSender }, stop: () => server.forceShutdown() };
}

function grpcSender(port: number): Sender {
  const client = new (loadChat())(`127.0.0.1:${port}`, credentials.createInsecure());
  return {
    send: (note) =>
      new Promise((resolve, reject) => {
        const done: requestCallback<object> = (error) => (error ? reject(error) : resolve());
        client.SendNote!(note, done);
      }),
    close: () => client.close(),
  };
}

/** The same as JSON over HTTP/1.1, with what Node brings. */
export async function jsonTarget(): Promise<Target> {
  const server = createServer(async (incoming, response) => {
    let body = "";
    for await (const chunk of incoming) body += chunk;
    JSON.parse(body);
    response.setHeader("content-type", "application/json").end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    clients: { "JSON, node:http": httpSender, "JSON, fetch": fetchSender },
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

const HEADERS = { "content-type": "application/json" };

function httpSender(port: number): Sender {
  const agent = new Agent({ keepAlive: true });
  const options = { agent, host: "127.0.0.1", port, path: "/notes", method: "POST" };
  return {
    send: (note) =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify(note);
        const length = Buffer.byteLength(body);
        const headers = { ...HEADERS, "content-length": length };
        const call = request({ ...options, headers }, async (response) => {
          let answer = "";
          for await (const chunk of response) answer += chunk;
          JSON.parse(answer);
          resolve();
        });
        call.on("error", reject).end(body);
      }),
    close: () => agent.destroy(),
  };
}

function fetchSender(port: number): Sender {
  return {
    async send(note) {
      const body = JSON.stringify(note);
      const url = `http://127.0.0.1:${port}/notes`;
      await (await fetch(url, { method: "POST", headers: HEADERS, body })).json();
    },
    close: () => {},
  };
}
