import { isIPv6 } from "node:net";
import { say } from "../../steps/kit/say.ts";
import { Stop } from "./stop.ts";

/** The address that this machine alone reaches. */
export const LOOPBACK = "127.0.0.1";

/** Where the chat server listens, and a client looks for it, unless they are told otherwise. */
export const CHAT_PORT = 50_051;

/** Whether what listens on an address is reached by this machine alone. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

/** An address and a port in one, as gRPC and browsers take them. */
export function withPort(host: string, port: number): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/**
 * Reads a port as a person has written it; 0 stands for any that is free.
 *
 * @throws Stop for what is no port
 */
export function readPort(given: string): number {
  const digits = given.normalize("NFKC");
  const port = Number(digits);
  if (/^\d+$/.test(digits) && port <= 65_535) return port;
  throw new Stop(
    say(
      `A port is a number from 0 to 65535, and "${given}" is not: --port 8081`,
      `ポートは0から65535までの数です。「${given}」は使えません：--port 8081`,
    ),
  );
}
