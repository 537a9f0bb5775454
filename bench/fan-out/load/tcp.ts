import type { PlainNote, Wire } from "./wire.ts";

/** A note as JSON with its length before it, in four bytes. */
function framed(note: PlainNote): Buffer {
  const json = JSON.stringify(note);
  const frame = Buffer.alloc(4 + Buffer.byteLength(json));
  frame.writeUInt32BE(frame.length - 4, 0);
  frame.write(json, 4);
  return frame;
}

/** The chat of `servers/tcp.ts`. */
export const tcp: Wire = {
  received: framed,
  listen(socket, listener) {
    socket.write("L");
    return (chunk) => listener.feed(chunk, 0, chunk.length);
  },
  sender(socket) {
    socket.write("S");
    return { send: (note) => socket.write(framed(note)), take: () => {} };
  },
};
