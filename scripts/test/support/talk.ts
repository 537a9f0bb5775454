import { createRequire } from "node:module";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as grpc from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";
import type { ServiceContract } from "../../inspect/calls.ts";
import { readContract } from "../../inspect/contract.ts";

const PROTO = `
syntax = "proto3";
package talk;
message Line { string text = 1; int32 number = 2; repeated int64 marks = 3; }
service Talk {
  rpc Say (Line) returns (Line);
  rpc Hear (Line) returns (stream Line);
  rpc Tell (stream Line) returns (Line);
  rpc Chat (stream Line) returns (stream Line);
  rpc Refuse (Line) returns (Line);
}
`;

export interface Line {
  text: string;
  number?: number;
  marks?: string[];
}

/** What one end of a call has sent and received. */
export interface Lines {
  sent: Line[];
  received: Line[];
}

/** A service with all four kinds of calls. */
export interface Talk {
  contract: ServiceContract;
  /** What the server saw of the call that was last. */
  server: Lines;
  port: number;
  makeClient(port: number, options?: grpc.ClientOptions): any;
  shutDown(): Promise<void>;
  close(): void;
}

/** Starts a server of grpc-js that answers each line with the same in capitals. */
export async function startTalk(options: grpc.ServerOptions = {}): Promise<Talk> {
  const folder = mkdtempSync(join(tmpdir(), "talk トーク "));
  writeFileSync(join(folder, "talk.proto"), PROTO);
  const contract = await readContract(folder);
  const loaded = loadSync(join(folder, "talk.proto"), { longs: String, defaults: true });
  rmSync(folder, { recursive: true });
  const { Talk } = (grpc.loadPackageDefinition(loaded) as any).talk;

  const seen: Lines = { sent: [], received: [] };
  const hear = (line: Line) => (seen.received.push(line), line);
  const answer = (line: Line): Line => {
    const said = { ...line, text: line.text.toUpperCase() };
    seen.sent.push(said);
    return said;
  };
  const server = new grpc.Server(options);
  server.addService(Talk.service, {
    Say: (call: any, callback: any) => callback(null, answer(hear(call.request))),
    Hear: (call: any) => {
      const line = hear(call.request);
      for (let number = 1; number <= line.number!; number += 1) {
        call.write(answer({ ...line, number }));
      }
      // Without a text it goes on until the client has enough.
      if (line.text !== "endless") call.end();
    },
    Tell: (call: any, callback: any) => {
      const lines: Line[] = [];
      call.on("data", (line: Line) => lines.push(hear(line)));
      call.on("end", () => callback(null, answer({ ...lines.at(-1)!, number: lines.length })));
    },
    Chat: (call: any) => {
      call.on("data", (line: Line) => call.write(answer(hear(line))));
      call.on("end", () => call.end());
    },
    Refuse: (call: any, callback: any) => {
      hear(call.request);
      callback({ code: grpc.status.FAILED_PRECONDITION, details: "いまは だめ: 100 %" });
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return {
    contract,
    server: seen,
    port,
    makeClient: (at, clientOptions = {}) =>
      new Talk(`127.0.0.1:${at}`, grpc.credentials.createInsecure(), clientOptions),
    shutDown: () => new Promise((resolve) => server.tryShutdown(() => resolve())),
    close: () => server.forceShutdown(),
  };
}

/** hpack.js, which the tests pack headers with as well. */
export const hpack = createRequire(import.meta.url)("hpack.js");
