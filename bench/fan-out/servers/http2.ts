// What Node's HTTP/2 can do at best: a note's frame is written to every stream just as it came in.
import { createServer, type ServerHttp2Stream } from "node:http2";
import type { Listen } from "../chat.ts";
import { listening } from "./listening.ts";

const HEADERS = { ":status": 200, "content-type": "application/grpc" };

export const listen: Listen = () => {
  const frames: Buffer[] = [];
  const subscribers = new Set<ServerHttp2Stream>();
  const server = createServer();
  server.on("stream", (stream, { ":path": path }) => {
    stream.on("error", () => {});
    if (path === "/chat.ChatServer/ChatStream") {
      stream.respond(HEADERS);
      for (const frame of frames) stream.write(frame);
      subscribers.add(stream);
      stream.on("close", () => subscribers.delete(stream));
      return;
    }
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const frame = Buffer.concat(chunks);
      frames.push(frame);
      for (const subscriber of subscribers) subscriber.write(frame);
      stream.respond(HEADERS, { waitForTrailers: true });
      stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
      stream.end(Buffer.alloc(5));
    });
  });
  return listening(server);
};
