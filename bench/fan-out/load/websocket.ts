import type { Socket } from "node:net";
import { afterHead } from "./http1.ts";
import type { PlainNote, Wire } from "./wire.ts";

const MASKED = 0x80;
const FINAL_TEXT = 0x81;
/** From this length on the length itself takes two bytes (RFC 6455, 5.2). */
const LONG = 126;

/** A text frame, as a server (unmasked) or a client (masked) sends it. */
function frame(text: string, mask?: Buffer): Buffer {
  const payload = Buffer.from(text);
  const isLong = payload.length >= LONG;
  const head = Buffer.alloc(isLong ? 4 : 2);
  head[0] = FINAL_TEXT;
  head[1] = (isLong ? LONG : payload.length) | (mask ? MASKED : 0);
  if (isLong) head.writeUInt16BE(payload.length, 2);
  if (!mask) return Buffer.concat([head, payload]);
  for (let index = 0; index < payload.length; index += 1) payload[index]! ^= mask[index % 4]!;
  return Buffer.concat([head, mask, payload]);
}

function upgrade(socket: Socket, path: string): void {
  socket.write(
    `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: Upgrade\r\nupgrade: websocket\r\n` +
      `sec-websocket-version: 13\r\nsec-websocket-key: ${Buffer.alloc(16).toString("base64")}\r\n\r\n`,
  );
}

// Any mask will do: it keeps proxies from mistaking a frame for a request, and here is none.
const MASK = Buffer.from([0x12, 0x34, 0x56, 0x78]);

/** The chat of `servers/ws.ts`. */
export const websocket: Wire = {
  received: (note: PlainNote) => frame(JSON.stringify(note)),
  listen(socket, listener) {
    upgrade(socket, "/");
    return afterHead(101, (chunk, from) => listener.feed(chunk, from, chunk.length));
  },
  sender(socket) {
    upgrade(socket, "/send");
    return {
      send: (note) => socket.write(frame(JSON.stringify(note), MASK)),
      take: afterHead(101, () => {}),
    };
  },
};
