// The load generator, in a process of its own.
import { serveParent } from "../lib/child.ts";
import type { Protocol } from "./contestants.ts";
import { Session } from "./load/session.ts";

const sessions = new Map<string, Session>();

serveParent({
  open: async (name: string, port: number, protocol: Protocol) => {
    const session = new Session(port, protocol);
    sessions.set(name, session);
    await session.open();
  },
  join: (name: string, count: number) => sessions.get(name)!.join(count),
  leave: (name: string) => sessions.get(name)!.leave(),
  flood: (name: string, milliseconds: number, ahead: number) =>
    sessions.get(name)!.flood(milliseconds, ahead),
  pace: (name: string, rate: number, count: number) => sessions.get(name)!.pace(rate, count),
});
