// A proxy before a server, in a process of its own: node … inspect-proxy.ts KIND
import { get } from "node:http";
import { startInspection } from "../scripts/inspect/start.ts";
import { serveParent } from "./lib/child.ts";
import { countingProxy } from "./unary/proxy.ts";

const [kind] = process.argv.slice(2);

serveParent({
  /** Starts the proxy, and tells its port. */
  start: async (port: number, protos: string): Promise<number> => {
    if (kind === "tcp") return (await countingProxy(port)).port;
    const to = { host: "127.0.0.1", port };
    const inspection = await startInspection({ to, protos, pagePort: 0 });
    // Somebody looks on: a page that reads as fast as it can.
    if (kind === "page") get(new URL("/events", inspection.url), (response) => response.resume());
    return inspection.port;
  },

  /** How much CPU time it has taken, in microseconds. */
  cpu: (): number => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
});
