/*
 * Mistake: the duration is passed as the deadline: a moment in 1970.
 * Caught by: sendNote brings name and message to the server
 * Says: A deadline is a point in time: `Date.now() + deadlineMs`
 */
import { credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ChatServerClient } from "../../gen/chat_grpc_pb.js";
import { Empty, Note } from "../../gen/chat_pb.js";

export const DEFAULT_DEADLINE_MS = 5000;

export interface ChatNote {
  name: string;
  message: string;
}

export interface ChatClient {
  sendNote(note: ChatNote, options?: { deadlineMs?: number }): Promise<void>;
  subscribe(options?: { signal?: AbortSignal }): AsyncIterable<ChatNote>;
  close(): void;
}

export function createChatClient(address: string): ChatClient {
  const stub = new ChatServerClient(address, credentials.createInsecure());
  const subscriptions = new Set<() => void>();

  return {
    sendNote({ name, message }, { deadlineMs = DEFAULT_DEADLINE_MS } = {}) {
      const note = new Note().setName(name).setMessage(message);
      return new Promise((resolve, reject) => {
        stub.sendNote(note, new Metadata(), { deadline: deadlineMs }, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    },

    async *subscribe({ signal } = {}) {
      if (signal?.aborted) return;
      const call = stub.chatStream(new Empty());
      call.on("error", () => {});
      let stopped = false;
      const stop = () => {
        stopped = true;
        call.cancel();
      };
      signal?.addEventListener("abort", stop);
      subscriptions.add(stop);
      try {
        for await (const note of call as AsyncIterable<Note>) {
          if (stopped) return;
          yield { name: note.getName(), message: note.getMessage() };
        }
      } catch (error) {
        if (!stopped) throw error;
      } finally {
        signal?.removeEventListener("abort", stop);
        subscriptions.delete(stop);
        stop();
      }
    },

    close() {
      for (const stop of subscriptions) stop();
      stub.close();
    },
  };
}

export function explain(error: unknown, address: string): string {
  if (!isServiceError(error)) return error instanceof Error ? error.message : String(error);
  switch (error.code) {
    case status.UNAVAILABLE:
      return `No server at ${address}: start one with \`npm run server\`.`;
    case status.DEADLINE_EXCEEDED:
      return `${address} took too long to answer.`;
    case status.INVALID_ARGUMENT:
      return error.details;
    default:
      return `${status[error.code]}: ${error.details}`;
  }
}

function isServiceError(error: unknown): error is ServiceError {
  return (
    error instanceof Error &&
    "details" in error &&
    "code" in error &&
    typeof error.code === "number"
  );
}
