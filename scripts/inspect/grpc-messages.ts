// gRPC in one page: before each message stand five bytes, a flag (1: compressed) and the length of
// what follows, four bytes, the highest first. HTTP/2 knows nothing of them: a message may lie in
// several frames, and a frame may hold several messages.
import { brotliDecompressSync, gunzipSync, inflateSync } from "node:zlib";
import type { WireMessage } from "./events.ts";
import { KeptBytes } from "./kept-bytes.ts";

const PREFIX_BYTES = 5;
const COMPRESSED = 0x01;
/** How much of a message is kept. */
const MOST_MESSAGE = 64 * 1024;
/** How much of one that is compressed is kept, and how large it may become. */
const MOST_PACKED = 256 * 1024;
const MOST_UNPACKED = 4 * 1024 * 1024;

const UNPACK: Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Buffer> =
  { gzip: gunzipSync, deflate: inflateSync, br: brotliDecompressSync };

/** Cuts the body of one side of a call into messages. */
export class MessageReader {
  readonly #prefix = new Uint8Array(PREFIX_BYTES);
  #prefixFilled = 0;
  readonly #message = new KeptBytes();

  /**
   * @param encoding what the header `grpc-encoding` says
   * @returns the messages that are complete now
   */
  push(data: Uint8Array, encoding = "identity"): WireMessage[] {
    const messages: WireMessage[] = [];
    let at = 0;
    while (at < data.length) {
      if (this.#prefixFilled < PREFIX_BYTES) {
        const part = data.subarray(at, at + PREFIX_BYTES - this.#prefixFilled);
        this.#prefix.set(part, this.#prefixFilled);
        this.#prefixFilled += part.length;
        at += part.length;
      } else {
        const part = data.subarray(at, at + this.#length - this.#message.filled);
        this.#message.add(part, this.#flag & COMPRESSED ? MOST_PACKED : MOST_MESSAGE);
        at += part.length;
      }
      if (this.#prefixFilled === PREFIX_BYTES && this.#message.filled === this.#length) {
        messages.push(this.#take(encoding));
      }
    }
    return messages;
  }

  /** Whether a message has begun that is not complete. */
  get isInside(): boolean {
    return this.#prefixFilled > 0;
  }

  get #flag(): number {
    return this.#prefix[0]!;
  }

  get #length(): number {
    return new DataView(this.#prefix.buffer).getUint32(1);
  }

  #take(encoding: string): WireMessage {
    const [flag, length] = [this.#flag, this.#length];
    const bytes = this.#message.take();
    this.#prefixFilled = 0;
    if (!(flag & COMPRESSED)) return { flag, length, ...cut(bytes, length) };
    const unpacked = bytes.length === length ? unpack(bytes, encoding) : undefined;
    if (!unpacked) return { flag, length, encoding, packed: true, ...cut(bytes, length) };
    return { flag, length, encoding, ...cut(unpacked, unpacked.length) };
  }
}

function unpack(bytes: Uint8Array, encoding: string): Buffer | undefined {
  if (!Object.hasOwn(UNPACK, encoding)) return undefined;
  try {
    return UNPACK[encoding]!(bytes, { maxOutputLength: MOST_UNPACKED });
  } catch {
    return undefined;
  }
}

function cut(bytes: Uint8Array, length: number): Pick<WireMessage, "bytes" | "cutFrom"> {
  const kept = Buffer.from(bytes.subarray(0, MOST_MESSAGE)).toString("base64");
  return length > MOST_MESSAGE ? { bytes: kept, cutFrom: length } : { bytes: kept };
}
