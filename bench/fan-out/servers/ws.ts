// WebSocket with the library ws: notes are JSON texts. Who connects to /send sends, all others listen.
import { createServer } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";
import type { Listen } from "../chat.ts";
import { listening } from "./listening.ts";

export const listen: Listen = () => {
  const notes: unknown[] = [];
  const subscribers = new Set<WebSocket>();
  const server = createServer();
  new WebSocketServer({ server }).on("connection", (socket, request) => {
    if (request.url === "/send") {
      socket.on("message", (data: Buffer) => {
        const note: unknown = JSON.parse(data.toString());
        notes.push(note);
        const text = JSON.stringify(note);
        for (const subscriber of subscribers) subscriber.send(text);
      });
      return;
    }
    for (const note of notes) socket.send(JSON.stringify(note));
    subscribers.add(socket);
    socket.on("close", () => subscribers.delete(socket));
  });
  return listening(server);
};
