/*
 * Mistake: each stream looks for new notes in a loop, as the talk's Python server does: a core at 100 %.
 * Caught by: an idle server with subscribers uses no CPU time
 * Says: of the time while nobody said anything
 */
import { Server, ServerCredentials, status } from "@grpc/grpc-js";
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
      callback(null, new Empty());
    },

    chatStream(call) {
      let next = 0;
      const look = () => {
        const note = notes[next];
        if (note) {
          call.write(note);
          next++;
        }
        if (!call.cancelled) setImmediate(look);
      };
      look();
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
