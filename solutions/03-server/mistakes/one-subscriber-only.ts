/*
 * Mistake: the newest stream replaces the one before: only one subscriber is remembered.
 * Caught by: a new note reaches every subscriber, the sender's own included
 * Says: has not sent "alice: good morning" to bob
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
  let stream: ServerWritableStream<Empty, Note> | undefined;

  return {
    sendNote(call, callback) {
      if (!isValid(call.request)) {
        callback({
          code: status.INVALID_ARGUMENT,
          details: "name or message is empty or too long",
        });
        return;
      }
      notes.push(call.request);
      stream?.write(call.request);
      callback(null, new Empty());
    },

    chatStream(call) {
      for (const note of notes) call.write(note);
      stream = call;
      call.on("close", () => (stream = undefined));
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
