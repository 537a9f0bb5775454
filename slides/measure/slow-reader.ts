// What does a slow reader cost? Notes queue in the server when what write() returns is not heeded.
import { setImmediate } from "node:timers/promises";
import {
  credentials,
  Server,
  ServerCredentials,
  type ClientReadableStream,
  type ServerWritableStream,
} from "@grpc/grpc-js";
import { loadChat, type PlainNote } from "./contract.ts";
import { printTable } from "./table.ts";

const NOTES = 10_000;
const NOTE: PlainNote = { name: "alice", message: "Shall we have lunch at the usual place today?" };

/** Sends notes to a client that reads one and no more; tells what is queued in the server. */
async function measure(name: string, heedful: boolean): Promise<(string | number)[]> {
  const Chat = loadChat();
  const server = new Server();
  const row = new Promise<(string | number)[]>((resolve) => {
    const ChatStream = async (call: ServerWritableStream<object, PlainNote>) => {
      let sent = 0;
      for (let note = 0; note < NOTES; note += 1) {
        // Time for the network: what it takes is not queued.
        await setImmediate();
        if (heedful && call.writableNeedDrain) continue;
        call.write(NOTE);
        sent += 1;
      }
      resolve([name, sent, call.writableLength]);
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
  const result = await row;
  client.close();
  server.forceShutdown();
  return result;
}

printTable([
  [`${NOTES} notes, one read`, "written", "queued in the server"],
  await measure("write and hope", false),
  await measure("wait while it needs a drain", true),
]);
process.exit(0);
