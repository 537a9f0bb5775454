// What Node's sockets can do at best: no protocol but a length before each note. The first byte that
// somebody sends says whether they listen (L) or send (S).
import { createServer, type Socket } from "node:net";
import type { Listen } from "../chat.ts";
import { listening } from "./listening.ts";

const LENGTH_BYTES = 4;

export const listen: Listen = () => {
  const notes: Buffer[] = [];
  const subscribers = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on("error", () => {});
    socket.once("data", (first: Buffer) => {
      if (first[0] === "L".charCodeAt(0)) {
        for (const note of notes) socket.write(note);
        subscribers.add(socket);
        socket.on("close", () => subscribers.delete(socket));
        return;
      }
      let rest = first.subarray(1);
      const take = (chunk: Buffer) => {
        rest = Buffer.concat([rest, chunk]);
        while (rest.length >= LENGTH_BYTES) {
          const end = LENGTH_BYTES + rest.readUInt32BE(0);
          if (rest.length < end) return;
          const note = rest.subarray(0, end);
          rest = rest.subarray(end);
          notes.push(note);
          for (const subscriber of subscribers) subscriber.write(note);
        }
      };
      take(Buffer.alloc(0));
      socket.on("data", take);
    });
  });
  return listening(server);
};
