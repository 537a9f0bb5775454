import { status } from "@grpc/grpc-js";
import type { IChatServerServer } from "../../gen/chat_grpc_pb.js";

/** The longest name, in bytes of UTF-8: bytes mean the same in every language that has a client. */
export const MAX_NAME_BYTES = 64;

/** The longest message, in bytes of UTF-8. */
export const MAX_MESSAGE_BYTES = 4096;

/** A server that listens. */
export interface RunningServer {
  /** The TCP port that it listens on. */
  port: number;
  /** Ends the open streams and stops listening. Resolves when both are done, within a second. */
  close(): Promise<void>;
}

/**
 * Makes the handlers of a chat: what a client may ask of the server.
 *
 * @returns handlers for `Server.addService`, with the state of one chat of their own
 */
export function createChatService(): IChatServerServer {
  return {
    sendNote(_call, callback) {
      // TODO: task 1. Answer with an Empty, or refuse the note with INVALID_ARGUMENT.
      // TODO: task 2. Send the note to every subscriber.
      callback({ code: status.UNIMPLEMENTED, details: "TODO: write sendNote" });
    },

    chatStream(call) {
      // TODO: task 2. Remember the stream `call`, so that sendNote can write to it.
      // TODO: task 3. First write the notes so far.
      // TODO: task 4. Forget the stream when its client has gone.
      call.emit("error", { code: status.UNIMPLEMENTED, details: "TODO: write chatStream" });
    },
  };
}

/**
 * Starts a server with a new chat.
 *
 * @param address host and port, as in "127.0.0.1:50051"; port 0 takes any free one
 * @returns the server, once it listens
 * @throws (rejects) if the address cannot be bound, for example because it is in use
 */
export function serve(address: string): Promise<RunningServer> {
  // TODO: task 5. Mount a chat service on a grpc-js Server and bind it to the address.
  return Promise.reject(new Error(`TODO: write serve (asked for ${address})`));
}
