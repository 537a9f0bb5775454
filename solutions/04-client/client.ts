import { credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { ChatServerClient } from "../../gen/chat_grpc_pb.js";
import { Empty, Note } from "../../gen/chat_pb.js";

/** How long `sendNote` waits for its answer unless it is told otherwise, in milliseconds. */
export const DEFAULT_DEADLINE_MS = 5000;

/**
 * While a server is away, gRPC tries to connect ever more rarely, after two minutes at most: who waits
 * for a server to come back would wait long after it has. Here it tries every two seconds.
 */
const RECOVERY = { "grpc.max_reconnect_backoff_ms": 2000 };

/** A note as a plain object. */
export interface ChatNote {
  name: string;
  message: string;
}

/** A client of one chat server. */
export interface ChatClient {
  /**
   * Sends a note.
   *
   * @param options.deadlineMs how long it may take, in milliseconds ({@link DEFAULT_DEADLINE_MS})
   * @returns a promise that resolves when the server has accepted the note
   * @throws (rejects) the `ServiceError` of the call: INVALID_ARGUMENT for a note that
   *   the server refuses, DEADLINE_EXCEEDED, UNAVAILABLE where there is no server, …
   */
  sendNote(note: ChatNote, options?: { deadlineMs?: number }): Promise<void>;

  /**
   * Subscribes to the chat: the notes so far, then each new one.
   *
   * The call starts with the loop. It ends with the loop too, whether by `break`, by an
   * error or by the signal; the server hears of it. Aborting, and `close`, end the loop
   * quietly and at once: notes that have arrived and were not read are dropped.
   *
   * @param options.signal ends the loop when it is aborted
   * @throws (in the loop) the `ServiceError` with which the server, or the network, ended the call
   */
  subscribe(options?: { signal?: AbortSignal }): AsyncIterable<ChatNote>;

  /** Ends all subscriptions and closes the connection, so that the process can end. */
  close(): void;
}

/**
 * Makes a client. It connects with its first call, unencrypted.
 *
 * @param address host and port of the server, as in "127.0.0.1:50051"
 */
export function createChatClient(address: string): ChatClient {
  const stub = new ChatServerClient(address, credentials.createInsecure(), RECOVERY);
  const subscriptions = new Set<() => void>();

  return {
    sendNote(note, { deadlineMs = DEFAULT_DEADLINE_MS } = {}) {
      // A deadline is a point in time, so each call has its own.
      const deadline = Date.now() + deadlineMs;
      return new Promise((resolve, reject) => {
        stub.sendNote(asMessage(note), new Metadata(), { deadline }, (error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    },

    async *subscribe({ signal } = {}) {
      if (signal?.aborted) return;
      const call = stub.chatStream(new Empty());
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
        // Leaving a `for await` loop does not end a call of grpc-js.
        stop();
      }
    },

    close() {
      for (const stop of subscriptions) stop();
      stub.close();
    },
  };
}

/**
 * A note as the message that travels.
 *
 * @throws Error for half an emoji, as `slice` leaves it: it has no UTF-8, and strict readers would
 *   stop at such a note
 */
function asMessage({ name, message }: ChatNote): Note {
  if (!name.isWellFormed() || !message.isWellFormed()) {
    throw new Error("The note has half a character in it.");
  }
  return new Note().setName(name).setMessage(message);
}

/**
 * Turns the error of a call into a sentence for a person.
 *
 * @param error what `sendNote` or the loop over `subscribe` threw
 * @param address the server's address, for the sentence
 */
export function explain(error: unknown, address: string): string {
  if (!isServiceError(error)) return error instanceof Error ? error.message : String(error);
  switch (error.code) {
    case status.UNAVAILABLE:
      return `There is no server at ${address}: start one with \`npm run server\`.`;
    case status.DEADLINE_EXCEEDED:
      return `The server at ${address} did not answer in time.`;
    case status.INVALID_ARGUMENT:
      return `The server refused the note: ${error.details}.`;
    default:
      return `The server at ${address} answered ${status[error.code]}: ${error.details}.`;
  }
}

/**
 * Whether it is the error of a call. Others have a `code` as well: that of ECONNREFUSED is a string,
 * that of an AbortError a number. `details` is what only the error of a call has.
 */
function isServiceError(error: unknown): error is ServiceError {
  return (
    error instanceof Error &&
    "details" in error &&
    "code" in error &&
    typeof error.code === "number"
  );
}
