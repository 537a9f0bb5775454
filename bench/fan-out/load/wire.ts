import type { Socket } from "node:net";
import type { Listener } from "./listener.ts";

/** A note as a plain object. */
export interface PlainNote {
  name: string;
  message: string;
}

/** How to take part in a chat over a plain socket. All of it is synchronous but the answer. */
export interface Wire {
  /** The bytes that a subscriber receives for a note, without the transport's framing. */
  received(note: PlainNote): Buffer;
  /**
   * Makes the socket a subscriber.
   *
   * @returns what takes the bytes that come
   */
  listen(socket: Socket, listener: Listener): (chunk: Buffer) => void;
  /** Makes the socket a sender. */
  sender(socket: Socket): Sender;
}

/** Sends notes, and takes what is answered. */
export interface Sender {
  send(note: PlainNote): void;
  take(chunk: Buffer): void;
}
