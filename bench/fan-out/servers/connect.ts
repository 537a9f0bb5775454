// connect-node, which speaks gRPC too, on node:http2.
import { createServer } from "node:http2";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import type { Listen } from "../chat.ts";
import { listening } from "./listening.ts";

export const listen: Listen = ({ ChatServer }) => {
  const notes: never[] = [];
  let wake = () => {};
  let changed = Promise.resolve();
  const renew = () => {
    wake();
    changed = new Promise((resolve) => (wake = resolve));
  };
  renew();
  const handler = connectNodeAdapter({
    routes: (router) =>
      router.service(ChatServer, {
        sendNote(note) {
          notes.push(note);
          renew();
          return {} as never;
        },
        async *chatStream() {
          for (let next = 0; ; next += 1) {
            while (next === notes.length) await changed;
            yield notes[next]!;
          }
        },
      }),
  });
  return listening(createServer(handler));
};
