// A server of the fan-out, in a process of its own: node --expose-gc … server.ts NAME TREE
import { setTimeout as sleep } from "node:timers/promises";
import { serveParent } from "../lib/child.ts";
import { startProfile, type StopProfile } from "./profiler.ts";
import { loadChat, type Listen } from "./chat.ts";

/** How much memory a server takes. */
export interface Memory {
  /** What is alive in V8's heap and in buffers after garbage collection, in bytes. */
  heap: number;
  /** What the system counts as the process's memory, in bytes. */
  resident: number;
}

/** How long connections may take to come and go, in milliseconds. */
const SETTLE_MS = 5000;

const [name, tree] = process.argv.slice(2);
let stopProfile: StopProfile;

serveParent({
  listen: async () => {
    const { listen } = (await import(`./servers/${name}.ts`)) as { listen: Listen };
    return listen(await loadChat(tree!));
  },
  /** The CPU time of this process so far, user and system, in microseconds. */
  cpu: () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  memory: async (connections: number): Promise<Memory> => {
    await settle(connections);
    return { heap: await heapAlive(), resident: process.memoryUsage.rss() };
  },
  startProfile: async () => {
    stopProfile = await startProfile();
  },
  stopProfile: () => stopProfile(),
});

/** What is left in the heap when garbage collection finds nothing more: some objects take several. */
async function heapAlive(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  while (true) {
    globalThis.gc!();
    const { heapUsed, external } = process.memoryUsage();
    if (heapUsed + external > least * 0.999) return least;
    least = heapUsed + external;
    await sleep(10);
  }
}

/** Waits until as many connections are open, so that what has gone is not counted. */
async function settle(connections: number): Promise<void> {
  const end = performance.now() + SETTLE_MS;
  const open = () => process.getActiveResourcesInfo().filter((kind) => kind === "TCPSocketWrap");
  while (open().length !== connections) {
    if (performance.now() > end) {
      throw new Error(`${open().length} connections are open, not ${connections}`);
    }
    await sleep(5);
  }
}
