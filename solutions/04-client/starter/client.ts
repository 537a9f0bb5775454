/** How long `sendNote` waits for its answer unless it is told otherwise, in milliseconds. */
export const DEFAULT_DEADLINE_MS = 5000;

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
  // TODO: task 1. Make one stub for the address, and use it for all calls.
  return {
    sendNote(_note, _options) {
      // TODO: task 1. Send the note, with a deadline of its own.
      return Promise.reject(new Error(`TODO: write sendNote (for ${address})`));
    },

    async *subscribe(_options) {
      // TODO: task 2. Open the stream, and yield its notes as plain objects.
      // TODO: task 3. Cancel the call however the loop ends, and when the signal aborts.
      yield* [];
      throw new Error("TODO: write subscribe");
    },

    close() {
      // TODO: task 3. End the subscriptions and close the stub.
      throw new Error("TODO: write close");
    },
  };
}

/**
 * Turns the error of a call into a sentence for a person.
 *
 * @param error what `sendNote` or the loop over `subscribe` threw
 * @param address the server's address, for the sentence
 */
export function explain(error: unknown, address: string): string {
  // TODO: task 4. One sentence for each status code that a user can do something about.
  throw new Error(`TODO: write explain (for ${address})`, { cause: error });
}
