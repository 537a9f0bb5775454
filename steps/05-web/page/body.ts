/** The five bytes before each message: a flag, and the length of what follows. */
export const PREFIX = 5;
const TRAILERS = 0x80;

/** Reads along with the body of an answer in gRPC-Web, and keeps what came last. */
export class Body {
  /** The last message, with its prefix. */
  message: Uint8Array | undefined;
  /** The trailers, as they came: text. */
  trailers = "";
  #pending = new Uint8Array();

  /** Some more of the body has come; it may end anywhere. */
  take(chunk: Uint8Array): void {
    const bytes = new Uint8Array(this.#pending.length + chunk.length);
    bytes.set(this.#pending);
    bytes.set(chunk, this.#pending.length);
    const view = new DataView(bytes.buffer);
    let at = 0;
    while (at + PREFIX <= bytes.length) {
      const end = at + PREFIX + view.getUint32(at + 1);
      if (end > bytes.length) break;
      if (bytes[at]! & TRAILERS) {
        this.trailers = new TextDecoder().decode(bytes.subarray(at + PREFIX, end));
      } else this.message = bytes.subarray(at, end);
      at = end;
    }
    this.#pending = bytes.subarray(at);
  }
}
