// HTTP/2 in one page: a connection is a row of frames, each with nine bytes before its payload.
//
//   +-----------------+--------+--------+-------------------+
//   | length, 3 bytes |  type  |  flags | stream, 4 bytes   |
//   +-----------------+--------+--------+-------------------+
//
// That is all there is to it: many calls share one connection because each frame says whose it is.

import { KeptBytes } from "./kept-bytes.ts";

/** A frame of HTTP/2. */
export interface Frame {
  /** The nine bytes as they were sent. */
  header: Uint8Array;
  type: number;
  flags: number;
  stream: number;
  /** Of the payload as the frame says it. */
  length: number;
  /** Shorter than `length` where that is more than is kept. */
  payload: Uint8Array;
}

const HEADER_BYTES = 9;
/** The longest payload that is kept. Who wants more than 16 KiB in a frame has to ask for it. */
const MOST_PAYLOAD = 1024 * 1024;

/** Cuts what one side sends into frames, however it arrives in chunks. */
export class FrameReader {
  readonly #header = new Uint8Array(HEADER_BYTES);
  #headerFilled = 0;
  readonly #payload = new KeptBytes();

  /** @returns the frames that are complete now */
  push(chunk: Uint8Array): Frame[] {
    const frames: Frame[] = [];
    let at = 0;
    while (at < chunk.length) {
      if (this.#headerFilled < HEADER_BYTES) {
        const part = chunk.subarray(at, at + HEADER_BYTES - this.#headerFilled);
        this.#header.set(part, this.#headerFilled);
        this.#headerFilled += part.length;
        at += part.length;
      } else {
        const part = chunk.subarray(at, at + this.#length - this.#payload.filled);
        this.#payload.add(part, MOST_PAYLOAD);
        at += part.length;
      }
      if (this.#headerFilled === HEADER_BYTES && this.#payload.filled === this.#length) {
        frames.push(this.#take());
      }
    }
    return frames;
  }

  get #length(): number {
    const [a = 0, b = 0, c = 0] = this.#header;
    return (a << 16) | (b << 8) | c;
  }

  #take(): Frame {
    const view = new DataView(this.#header.buffer);
    const frame = {
      header: this.#header.slice(),
      type: view.getUint8(3),
      flags: view.getUint8(4),
      // The first bit is reserved.
      stream: view.getUint32(5) & 0x7fff_ffff,
      length: this.#length,
      payload: this.#payload.take(),
    };
    this.#headerFilled = 0;
    return frame;
  }
}
