// undici by itself: a pool of connections, one call on each at a time.
import { Pool } from "undici";
import type { Connect } from "../client.ts";
import { HEADERS, requireAccepted } from "./json.ts";

export const connect: Connect = async (port) => {
  const pool = new Pool(`http://127.0.0.1:${port}`, { connections: 100 });
  return {
    async send(note) {
      const body = JSON.stringify(note);
      const answer = await pool.request({ path: "/notes", method: "POST", headers: HEADERS, body });
      requireAccepted(answer.statusCode, await answer.body.json());
    },
  };
};
