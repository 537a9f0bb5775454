/*
 * Mistake: the note is kept and passed on before it is looked at: it is refused, and everyone has it.
 * Caught by: a refused note reaches no one
 * Says: check first, write after
 */
import { Server, ServerCredentials, status, type ServerWritableStream } from "@grpc/grpc-js";
import { ChatServerService, type IChatServerServer } from "../../gen/chat_grpc_pb.js";
import { Empty, type Note } from "../../gen/chat_pb.js";

export const MAX_NAME_BYTES = 64;
export const MAX_MESSAGE_BYTES = 4096;

export interface RunningServer {
  port: number;
  close(): Promise<void>;
}

function isValid(note: Note): boolean {
  const name = Buffer.byteLength(note.getName());
  const message = Buffer.byteLength(note.getMessage());
  return name > 0 && name <= MAX_NAME_BYTES && message > 0 && message <= MAX_MESSAGE_BYTES;
}

export function createChatService(): IChatServerServer {
  const notes: Note[] = [];
  const streams = new Set<ServerWritableStream<Empty, Note>>();

  return {
    sendNote(call, callback) {
      notes.push(call.request);
      for (const stream of streams) stream.write(call.request);
      if (!isValid(call.request)) {
        callback({
          code: status.INVALID_ARGUMENT,
          details: "name or message is empty or too long",
        });
        return;
      }
      callback(null, new Empty());
    },

    chatStream(call) {
      for (const note of notes) call.write(note);
      streams.add(call);
      call.on("close", () => streams.delete(call));
    },
  };
}

export function serve(address: string): Promise<RunningServer> {
  const server = new Server();
  server.addService(ChatServerService, createChatService());
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
      if (error) {
        reject(error);
        return;
      }
      resolve({ port, close: async () => server.forceShutdown() });
    });
  });
}
