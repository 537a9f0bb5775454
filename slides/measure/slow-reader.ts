// What does a slow reader cost? Notes queue in the server when what write() returns is not heeded.
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import {
  credentials,
  Server,
  ServerCredentials,
  type ClientReadableStream,
  type ServerWritableStream,
} from "@grpc/grpc-js";
import { loadChat, type PlainNote } from "./contract.ts";
import { printTable } from "./table.ts";

/** How many notes the server has for it. */
export const NOTES = 10_000;
const NOTE: PlainNote = { name: "alice", message: "Shall we have lunch at the usual place today?" };

/** What a server has written to a client that reads one note and no more, and what of it is queued there. */
export interface Backlog {
  written: number;
  queued: number;
}

/** @param heedful whether the server waits where `write` asks it to */
export async function measureSlowReader(heedful: boolean): Promise<Backlog> {
  const Chat = loadChat();
  const server = new Server();
  const backlog = new Promise<Backlog>((resolve) => {
    const ChatStream = async (call: ServerWritableStream<object, PlainNote>) => {
      let sent = 0;
      for (let note = 0; note < NOTES; note += 1) {
        // Time for the network: what it takes is not queued.
        await setImmediate();
        if (heedful && call.writableNeedDrain) continue;
        call.write(NOTE);
        sent += 1;
      }
      resolve({ written: sent, queued: call.writableLength });
    };
    server.addService(Chat.service, { ChatStream });
  });
  const port = await new Promise<number>((resolve) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (_error, bound) =>
      resolve(bound),
    );
  });
  const client = new Chat(`127.0.0.1:${port}`, credentials.createInsecure());
  const call: ClientReadableStream<PlainNote> = client.ChatStream!({});
  call.once("data", () => call.pause()).on("error", () => {});
  const result = await backlog;
  client.close();
  server.forceShutdown();
  return result;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const rows = { "write and hope": false, "wait while it needs a drain": true };
  const table: (string | number)[][] = [];
  for (const [name, heedful] of Object.entries(rows)) {
    const { written, queued } = await measureSlowReader(heedful);
    table.push([name, written, queued]);
  }
  printTable([[`${NOTES} notes, one read`, "written", "queued in the server"], ...table]);
  process.exit(0);
}
