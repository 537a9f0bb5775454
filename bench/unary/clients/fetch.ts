// Node's own fetch, which is undici too: as many connections as there are calls at once.
import type { Connect } from "../client.ts";
import { HEADERS, requireAccepted } from "./json.ts";

export const connect: Connect = async (port) => {
  // Newer versions of Node may be told to fetch by way of a proxy.
  process.env.no_proxy = "127.0.0.1";
  const url = `http://127.0.0.1:${port}/notes`;
  return {
    async send(note) {
      const body = JSON.stringify(note);
      const answer = await fetch(url, { method: "POST", headers: HEADERS, body });
      requireAccepted(answer.status, await answer.json());
    },
  };
};
