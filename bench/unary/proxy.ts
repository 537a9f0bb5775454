import { type AddressInfo, connect, createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** How long nothing may pass for the line to count as quiet, in milliseconds. */
const QUIET_MS = 50;

/** A TCP proxy that counts what passes. */
export interface CountingProxy {
  port: number;
  /** How many connections there were. */
  connections: number;
  /** How many bytes have passed, in both directions together. */
  bytes: number;
  /** Waits until nothing is on its way any more. */
  quiet(): Promise<void>;
  /** Takes no more connections; those that are open end with the client or the server. */
  close(): void;
}

/** Starts a proxy in front of a port of 127.0.0.1. */
export async function countingProxy(target: number): Promise<CountingProxy> {
  // Without noDelay the proxy would hold back small packets, and calls would take ages.
  const server = createServer({ noDelay: true }, (client) => {
    proxy.connections += 1;
    const upstream = connect({ port: target, host: "127.0.0.1", noDelay: true });
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      from.on("data", (chunk: Buffer) => {
        proxy.bytes += chunk.length;
        to.write(chunk);
      });
      from.on("close", () => to.destroy());
      from.on("error", () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const proxy: CountingProxy = {
    port: (server.address() as AddressInfo).port,
    connections: 0,
    bytes: 0,
    async quiet() {
      for (let before = -1; before !== proxy.bytes;) {
        before = proxy.bytes;
        await sleep(QUIET_MS);
      }
    },
    close: () => server.close(),
  };
  return proxy;
}
