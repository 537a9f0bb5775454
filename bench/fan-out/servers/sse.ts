// Server-Sent Events over HTTP/1.1: notes come by POST /notes, and go out as JSON on GET /stream.
import { createServer, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Listen } from "../chat.ts";
import { listening } from "./listening.ts";

export const listen: Listen = () => {
  const notes: unknown[] = [];
  const subscribers = new Set<ServerResponse>();
  const event = (note: unknown) => `data: ${JSON.stringify(note)}\n\n`;
  const server = createServer(async (request, response) => {
    if (request.method === "POST") {
      const note: unknown = JSON.parse(await text(request));
      notes.push(note);
      const line = event(note);
      for (const subscriber of subscribers) subscriber.write(line);
      response.writeHead(200, { "content-type": "application/json" }).end("{}");
      return;
    }
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    for (const note of notes) response.write(event(note));
    subscribers.add(response);
    response.on("close", () => subscribers.delete(response));
  });
  // A sender that waits for its turn is not to be cut off.
  server.keepAliveTimeout = 0;
  return listening(server);
};
