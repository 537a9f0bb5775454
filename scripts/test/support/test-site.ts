import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Server, ServerCredentials, type ServerWritableStream } from "@grpc/grpc-js";
import { referenceTree } from "../../judging/runnable.ts";
import type { Parts } from "../../web/site.ts";

export { finishedParts } from "../../web/finished.ts";

/** Sends a note as curl does. */
export function postNote(url: string, note: unknown, headers: Record<string, string> = {}) {
  return fetch(new URL("/chat.ChatServer/SendNote", url), {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(note),
  });
}

/** A server of the test's own, whose stream brings notes of its own as fast as they are read. */
export async function pouring(
  count: number,
  textOf: (index: number) => string,
  onTaken: (reader: number, count: number) => void = () => {},
): Promise<Parts["serve"]> {
  const tree = await referenceTree();
  const load = (file: string) => import(pathToFileURL(join(tree, "gen", file)).href);
  const [{ ChatServerService }, { Note }] = [
    await load("chat_grpc_pb.js"),
    await load("chat_pb.js"),
  ];
  let readers = 0;
  const chatStream = (call: ServerWritableStream<unknown, unknown>) => {
    const reader = readers;
    readers += 1;
    let taken = 0;
    const more = () => {
      while (taken < count && !call.writableNeedDrain) {
        call.write(new Note().setName("a").setMessage(textOf(taken)));
        onTaken(reader, (taken += 1));
      }
    };
    call.on("drain", more);
    more();
  };
  return async () => {
    const server = new Server();
    server.addService(ChatServerService, { sendNote: () => {}, chatStream });
    const bind = promisify(server.bindAsync.bind(server));
    const port = await bind("127.0.0.1:0", ServerCredentials.createInsecure());
    return { port, close: async () => server.forceShutdown() };
  };
}
