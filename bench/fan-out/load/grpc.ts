import type { Socket } from "node:net";
import { Http2Connection } from "./http2.ts";
import type { PlainNote, Wire } from "./wire.ts";

const SERVICE = "/chat.ChatServer/";

/** A string field of a message: its tag, its length, its bytes. */
function field(number: number, text: string): Buffer {
  const value = Buffer.from(text);
  if (value.length > 127) throw new Error("the length must fit in one byte");
  return Buffer.concat([Buffer.from([(number << 3) | 2, value.length]), value]);
}

/** A message of gRPC: a flag (not compressed), a length, and the bytes. */
function message(bytes: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

function noteMessage({ name, message: text }: PlainNote): Buffer {
  return message(Buffer.concat([field(1, name), field(2, text)]));
}

/** The chat over gRPC: of grpc-js, of connect-node and of `servers/http2.ts`. */
export const grpc: Wire = {
  received: noteMessage,
  listen(socket: Socket, listener) {
    const connection = new Http2Connection(socket, `${SERVICE}ChatStream`, {
      data: (bytes, from, to) => listener.feed(bytes, from, to),
      end: () => {
        throw new Error("the server ended the stream");
      },
    });
    connection.request(message(Buffer.alloc(0)));
    return (chunk) => connection.take(chunk);
  },
  sender(socket) {
    const ignore = { data: () => {}, end: () => {} };
    const connection = new Http2Connection(socket, `${SERVICE}SendNote`, ignore);
    return {
      send: (note) => connection.request(noteMessage(note)),
      take: (chunk) => connection.take(chunk),
    };
  },
};
