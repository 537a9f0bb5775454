import type { Protocol } from "./events.ts";

/** What every client of HTTP/2 sends first, so that a server of HTTP/1.1 stops at it. */
const PREFACE = new TextEncoder().encode("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
/** What a request of HTTP/1.1 begins with. */
const REQUEST = /^[A-Z]{1,20} [^\r\n]*$/;
const TLS_HANDSHAKE = 0x16;
/** By so many bytes a protocol is known. */
const ENOUGH = 16;

/** Tells by the first bytes of a client what a connection speaks. */
export class Opening {
  #seen = new Uint8Array();

  /**
   * @returns what it speaks and the bytes after HTTP/2's preface; undefined while more bytes are needed
   */
  push(chunk: Uint8Array): { protocol: Protocol; rest: Uint8Array } | undefined {
    const seen = new Uint8Array(this.#seen.length + chunk.length);
    seen.set(this.#seen);
    seen.set(chunk, this.#seen.length);
    this.#seen = seen.subarray(0, PREFACE.length);
    const begin = seen.subarray(0, PREFACE.length);
    if (begin.every((byte, index) => byte === PREFACE[index])) {
      if (begin.length < PREFACE.length) return undefined;
      return { protocol: "h2", rest: seen.subarray(PREFACE.length) };
    }
    if (begin.length < ENOUGH) return undefined;
    return { protocol: foreignProtocol(begin), rest: new Uint8Array() };
  }
}

function foreignProtocol(begin: Uint8Array): Protocol {
  if (begin[0] === TLS_HANDSHAKE) return "tls";
  const [line = ""] = new TextDecoder().decode(begin).split("\r\n");
  return REQUEST.test(line) ? "http/1.1" : "other";
}
