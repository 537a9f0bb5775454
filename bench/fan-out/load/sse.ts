import { afterHead } from "./http1.ts";
import type { Wire } from "./wire.ts";

const CR = 0x0d;
const LF = 0x0a;

/**
 * Takes the chunks of `transfer-encoding: chunked` apart, wherever they were cut.
 *
 * @param data takes what was in them
 */
function unchunked(
  data: (bytes: Buffer, from: number, to: number) => void,
): (chunk: Buffer, from: number) => void {
  let size = 0;
  let left = 0;
  let state: "size" | "data" | "end" = "size";
  return (chunk, from) => {
    while (from < chunk.length) {
      if (state === "data") {
        const to = Math.min(chunk.length, from + left);
        data(chunk, from, to);
        left -= to - from;
        from = to;
        if (left === 0) state = "end";
        continue;
      }
      const byte = chunk[from]!;
      from += 1;
      if (byte === CR) continue;
      if (byte !== LF) {
        size = size * 16 + Number.parseInt(String.fromCharCode(byte), 16);
      } else if (state === "end") {
        state = "size";
      } else {
        if (size === 0) throw new Error("the server ended the stream");
        [state, left, size] = ["data", size, 0];
      }
    }
  };
}

/** The chat of `servers/sse.ts`. */
export const sse: Wire = {
  received: (note) => Buffer.from(`data: ${JSON.stringify(note)}\n\n`),
  listen(socket, listener) {
    socket.write("GET /stream HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\n\r\n");
    return afterHead(
      200,
      unchunked((bytes, from, to) => listener.feed(bytes, from, to)),
    );
  },
  sender(socket) {
    return {
      // Requests follow each other without waiting for the answers, which HTTP/1.1 gives in order.
      send(note) {
        const json = JSON.stringify(note);
        const length = Buffer.byteLength(json);
        socket.write(
          `POST /notes HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${json}`,
        );
      },
      take: () => {},
    };
  },
};
