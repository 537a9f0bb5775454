/*
 * Mistake: sendNote is async and throws: an unhandled rejection, and the client waits for ever.
 * Caught by: an empty name is INVALID_ARGUMENT
 * Says: `sendNote` threw
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

async function validate(note: Note): Promise<void> {
  if (isValid(note)) return;
  throw Object.assign(new Error("empty or too long"), { code: status.INVALID_ARGUMENT });
}

export function createChatService(): IChatServerServer {
  const notes: Note[] = [];
  const streams = new Set<ServerWritableStream<Empty, Note>>();

  return {
    async sendNote(call, callback) {
      await validate(call.request);
      notes.push(call.request);
      for (const stream of streams) stream.write(call.request);
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
