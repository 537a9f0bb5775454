import { Session, type Profiler } from "node:inspector/promises";

/** Where the CPU time of a process went: to each item its share, together 1. */
export type Shares = Record<string, number>;

/** Ends a profile, and tells where the time went. */
export type StopProfile = () => Promise<Shares>;

/**
 * Starts V8's CPU profiler in this process.
 *
 * V8 knows which JavaScript ran, and calls all else native. How much of that was the kernel, the
 * system's own account of the process tells.
 */
export async function startProfile(): Promise<StopProfile> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.start");
  const begin = process.cpuUsage();
  return async () => {
    const { user, system } = process.cpuUsage(begin);
    const { profile } = await session.post("Profiler.stop");
    session.disconnect();
    const shares = sharesOf(profile);
    const kernel = Math.min(system / (user + system), shares.native ?? 0);
    return { ...shares, native: (shares.native ?? 0) - kernel, kernel };
  };
}

/** What each item has of the time in which the process was not idle. */
function sharesOf({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): Shares {
  const items = new Map(nodes.map(({ id, callFrame }) => [id, itemOf(callFrame)]));
  const times = new Map<string, number>();
  let busy = 0;
  for (const [index, node] of samples.entries()) {
    const item = items.get(node)!;
    if (item === "idle") continue;
    times.set(item, (times.get(item) ?? 0) + timeDeltas[index]!);
    busy += timeDeltas[index]!;
  }
  return Object.fromEntries([...times].map(([item, time]) => [item, time / busy]));
}

/** Whose a function is. */
function itemOf({ functionName, url }: Profiler.Profile["nodes"][number]["callFrame"]): string {
  if (functionName === "(idle)") return "idle";
  if (functionName === "(garbage collector)") return "garbage collector";
  if (url === "") return "native";
  if (url.startsWith("node:")) return "Node's JavaScript";
  const [, name] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  return name ?? (/\/gen\//.test(url) ? "generated code" : "the server itself");
}
