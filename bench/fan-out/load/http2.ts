import type { Socket } from "node:net";

// The numbers are those of RFC 9113 (frames, flags, settings) and RFC 7541 (HPACK).
const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const HEAD_BYTES = 9;
const FRAME = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, goAway: 7, windowUpdate: 8 };
const FLAG = { ack: 1, endStream: 1, endHeaders: 4, padded: 8 };
const INITIAL_WINDOW_SIZE = 4;
const DEFAULT_WINDOW = 65_535;
const LARGEST_WINDOW = 0x7fff_ffff;
const STATIC_INDEX = { methodPost: 3, schemeHttp: 6 };
const FIRST_DYNAMIC_INDEX = 62;

/** What comes on the streams of a connection. */
export interface Handler {
  data(bytes: Buffer, from: number, to: number): void;
  /** The server has closed a stream. */
  end(): void;
}

/** The client's end of HTTP/2 on a socket: no more than a caller of gRPC needs, and quick. */
export class Http2Connection {
  readonly #socket: Socket;
  readonly #handler: Handler;
  #nextStream = 1;
  /** The header block of the next request; from the second on it points into the dynamic table. */
  #headers: Buffer;
  #credit = DEFAULT_WINDOW;

  /** The frame under way: its head, as far as it has come, and how much of its payload is missing. */
  readonly #head = Buffer.alloc(HEAD_BYTES);
  #headBytes = 0;
  #missing = 0;
  #payload: Uint8Array[] = [];

  /** @param path what its requests are for */
  constructor(socket: Socket, path: string, handler: Handler) {
    this.#socket = socket;
    this.#headers = firstHeaders(path);
    this.#handler = handler;
    const window = Buffer.alloc(6);
    window.writeUInt16BE(INITIAL_WINDOW_SIZE, 0);
    window.writeUInt32BE(LARGEST_WINDOW, 2);
    const more = Buffer.alloc(4);
    more.writeUInt32BE(LARGEST_WINDOW - DEFAULT_WINDOW, 0);
    // With the largest windows there are, the server never waits for this reader.
    socket.write(
      Buffer.concat([
        Buffer.from(PREFACE),
        frame(FRAME.settings, 0, 0, window),
        frame(FRAME.windowUpdate, 0, 0, more),
      ]),
    );
  }

  /** Makes a request: headers, and a body that is the whole of it. */
  request(body: Buffer): void {
    this.#credit -= body.length;
    if (this.#credit < 0) throw new Error("the server leaves no window to send in");
    const stream = this.#nextStream;
    this.#nextStream += 2;
    this.#socket.write(
      Buffer.concat([
        frame(FRAME.headers, FLAG.endHeaders, stream, this.#headers),
        frame(FRAME.data, FLAG.endStream, stream, body),
      ]),
    );
    this.#headers = LATER_HEADERS;
  }

  /** Takes what has come, wherever it was cut. */
  take(chunk: Buffer): void {
    let from = 0;
    while (from < chunk.length) {
      if (this.#headBytes < HEAD_BYTES) {
        const count = Math.min(HEAD_BYTES - this.#headBytes, chunk.length - from);
        chunk.copy(this.#head, this.#headBytes, from, from + count);
        this.#headBytes += count;
        from += count;
        if (this.#headBytes < HEAD_BYTES) return;
        this.#missing = this.#head.readUIntBE(0, 3);
      }
      const to = Math.min(chunk.length, from + this.#missing);
      if (this.#head[3] === FRAME.data) {
        if (this.#head[4]! & FLAG.padded) throw new Error("padded frames are not understood");
        this.#handler.data(chunk, from, to);
      } else {
        this.#payload.push(chunk.subarray(from, to));
      }
      this.#missing -= to - from;
      from = to;
      if (this.#missing > 0) return;
      this.#frame(this.#head[3]!, this.#head[4]!, this.#head.readUInt32BE(5));
      this.#headBytes = 0;
      this.#payload = [];
    }
  }

  #frame(type: number, flags: number, stream: number): void {
    switch (type) {
      case FRAME.data:
      case FRAME.headers:
        if (flags & FLAG.endStream) this.#handler.end();
        break;
      case FRAME.settings:
        if (!(flags & FLAG.ack)) this.#socket.write(frame(FRAME.settings, FLAG.ack, 0));
        break;
      case FRAME.ping: {
        const ping = Buffer.concat(this.#payload);
        if (!(flags & FLAG.ack)) this.#socket.write(frame(FRAME.ping, FLAG.ack, 0, ping));
        break;
      }
      case FRAME.windowUpdate:
        if (stream === 0) this.#credit += Buffer.concat(this.#payload).readUInt32BE(0);
        break;
      case FRAME.reset:
      case FRAME.goAway:
        throw new Error("the server broke off the call");
    }
  }
}

const PSEUDO_HEADERS = [0x80 | STATIC_INDEX.methodPost, 0x80 | STATIC_INDEX.schemeHttp];
const HEADERS = { ":authority": "127.0.0.1", "content-type": "application/grpc", te: "trailers" };

/** The header block of a connection's first request, which enters its fields into the dynamic table. */
function firstHeaders(path: string): Buffer {
  const fields = Object.entries({ ":path": path, ...HEADERS });
  const literals = fields.map(([name, value]) => [0x40, ...literal(name), ...literal(value)]);
  return Buffer.from([...PSEUDO_HEADERS, ...literals.flat()]);
}

/** The header block of the requests after it: the table's newest entry has the lowest index. */
const LATER_HEADERS = Buffer.from([
  ...PSEUDO_HEADERS,
  ...[3, 2, 1, 0].map((age) => 0x80 | (FIRST_DYNAMIC_INDEX + age)),
]);

/** A string of HPACK without Huffman's code; shorter than 127 bytes. */
function literal(text: string): number[] {
  return [text.length, ...Buffer.from(text)];
}

function frame(
  type: number,
  flags: number,
  stream: number,
  payload: Uint8Array = new Uint8Array(),
): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}
