// Does HTTP/2 send headers once? The bytes of each call's headers, as HPACK packs them.
import { pathToFileURL } from "node:url";
import { credentials, Server, ServerCredentials, type sendUnaryData } from "@grpc/grpc-js";
import { Session } from "../../scripts/inspect/session.ts";
import { startProxy } from "../../scripts/inspect/proxy.ts";
import { loadChat } from "./contract.ts";
import { printTable } from "./table.ts";

const CALLS = 4;
const HOST = "127.0.0.1";

/** What the headers of calls take on one connection, in bytes. */
export interface HeaderBytes {
  /** As lines of text, which HTTP/1.1 would send with each. */
  text: number;
  /** As they were sent, call by call. */
  sent: number[];
}

/** Sends the same note several times over one connection, and reads along. */
export async function measureHeaders(): Promise<HeaderBytes> {
  const Chat = loadChat();
  const server = new Server();
  const SendNote = (_call: unknown, callback: sendUnaryData<object>) => callback(null, {});
  server.addService(Chat.service, { SendNote });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${HOST}:0`, ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  const session = new Session();
  const proxy = await startProxy({ host: HOST, port: 0 }, { host: HOST, port }, session);
  const client = new Chat(`${HOST}:${proxy.port}`, credentials.createInsecure());
  for (let call = 0; call < CALLS; call += 1) {
    await new Promise<void>((resolve, reject) => {
      client.SendNote!({ name: "alice", message: "hi" }, (error: Error | null) =>
        error ? reject(error) : resolve(),
      );
    });
  }
  client.close();
  proxy.close();
  server.forceShutdown();
  const blocks = session.events.flatMap((event) =>
    event.kind === "frame" && event.from === "client" && event.headers ? [event.headers] : [],
  );
  return { text: blocks[0]!.plainBytes, sent: blocks.map(({ bytes }) => bytes) };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { text, sent } = await measureHeaders();
  printTable([
    ["Headers of a call", "bytes"],
    ["as text", text],
    ...sent.map((bytes, index) => [`call ${index + 1}`, bytes]),
  ]);
}
