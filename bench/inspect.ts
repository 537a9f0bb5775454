// What `npm run inspect` costs: node --import tsx bench/inspect.ts
// Calls straight to the server, and through the proxy, taking turns. Not a part of the report, as no
// claim of the course rests on it.
import { join } from "node:path";
import { referenceTree } from "../scripts/judging/runnable.ts";
import { NOTE } from "./codec/notes.ts";
import { Child } from "./lib/child.ts";
import { type Figure, figureOf, ratioOf } from "./lib/figure.ts";
import { allSittings, takeTurns } from "./lib/rounds.ts";
import type { Sample } from "./unary/client.ts";

/** Who stands between client and server: nobody, what only passes on, inspect, inspect with its page open. */
const BETWEEN = ["nobody", "tcp", "inspect", "page"];
const IN_FLIGHT = [1, 100];
const SITTINGS = 3;
const ROUNDS = 6;
const TURN_MS = 200;
const WARM_UP_MS = 1500;

/** What a sitting found of one that is between: samples, and its CPU time for a call in microseconds. */
interface Found {
  samples: Sample[];
  cpu: number;
}

const tree = await referenceTree();
for (const inFlight of IN_FLIGHT) {
  const sittings: Found[][] = [];
  for (let sitting = 0; sitting < SITTINGS; sitting += 1) sittings.push(await sit(inFlight));
  const samples = allSittings(sittings.map((found) => found.map((each) => each.samples)));
  const rates = samples.map((each) => each.map(({ callsPerSecond }) => callsPerSecond));
  const latencies = samples.map((each) => each.map(({ p99 }) => p99));
  for (const [index, between] of BETWEEN.entries()) {
    const of = (all: number[][]) =>
      `${shown(figureOf(all[index]!))}, ratio ${shown(ratioOf(all[index]!, all[0]!))}`;
    console.log(`${inFlight} in flight, between: ${between}`);
    console.log(`  calls/s ${of(rates)}`);
    console.log(`  p99 in ms ${of(latencies)}`);
    const cpu = figureOf(sittings.map((found) => found[index]!.cpu));
    if (between !== "nobody") console.log(`  CPU time of it for a call in µs ${shown(cpu)}`);
  }
}
process.exit();

/** A median with its quartiles. */
function shown({ median, low, high }: Figure): string {
  return `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

async function sit(inFlight: number): Promise<Found[]> {
  const children: Child[] = [];
  const start = (file: string, ...args: string[]) => {
    const child = new Child(new URL(file, import.meta.url), args);
    children.push(child);
    return child;
  };
  try {
    const server = await start("unary/server.ts", "grpc", tree).ask<number>("listen");
    const lines: { client: Child; proxy?: Child }[] = [];
    for (const between of BETWEEN) {
      const proxy = between === "nobody" ? undefined : start("inspect-proxy.ts", between);
      const port = proxy && (await proxy.ask<number>("start", server, join(tree, "proto")));
      const client = start("unary/client.ts", "grpc-js", tree);
      await client.ask("connect", port ?? server);
      lines.push({ client, ...(proxy && { proxy }) });
    }
    const flood = ({ client }: { client: Child }, ms: number) =>
      client.ask<Sample>("flood", NOTE.ascii, inFlight, ms);
    for (const line of lines) await flood(line, WARM_UP_MS);
    const cpu = () => Promise.all(lines.map(({ proxy }) => proxy?.ask<number>("cpu") ?? 0));
    const before = await cpu();
    const samples = await takeTurns(
      lines,
      ROUNDS,
      (line) => flood(line, TURN_MS),
      async () => {},
    );
    const after = await cpu();
    return samples.map((each, index) => {
      const calls = each.reduce((sum, { callsPerSecond }) => sum + callsPerSecond, 0);
      return { samples: each, cpu: (after[index]! - before[index]!) / ((calls * TURN_MS) / 1000) };
    });
  } finally {
    for (const child of children) child.stop();
  }
}
