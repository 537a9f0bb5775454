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
const ROUNDS = 8;
const TURN_MS = 200;
const WARM_UP_MS = 1500;

const tree = await referenceTree();
for (const inFlight of IN_FLIGHT) {
  const sittings: Sample[][][] = [];
  for (let sitting = 0; sitting < SITTINGS; sitting += 1) sittings.push(await sit(inFlight));
  const samples = allSittings(sittings);
  const [rates, latencies] = [
    samples.map((each) => each.map(({ callsPerSecond }) => callsPerSecond)),
    samples.map((each) => each.map(({ p99 }) => p99)),
  ];
  for (const [index, between] of BETWEEN.entries()) {
    const [rate, p99] = [figureOf(rates[index]!), figureOf(latencies[index]!)];
    const [ratio, p99Ratio] = [
      ratioOf(rates[index]!, rates[0]!),
      ratioOf(latencies[index]!, latencies[0]!),
    ];
    console.log(
      `${inFlight} in flight, between: ${between.padEnd(8)}`,
      `${shown(rate, 0)} calls/s, ratio ${shown(ratio)}; p99 ${shown(p99)} ms, ratio ${shown(p99Ratio)}`,
    );
  }
}
process.exit();

/** A median with its quartiles. */
function shown({ median, low, high }: Figure, digits = 2): string {
  return `${median.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

async function sit(inFlight: number): Promise<Sample[][]> {
  const children: Child[] = [];
  const start = (file: string, ...args: string[]) => {
    const child = new Child(new URL(file, import.meta.url), args);
    children.push(child);
    return child;
  };
  try {
    const server = await start("unary/server.ts", "grpc", tree).ask<number>("listen");
    const clients: Child[] = [];
    for (const between of BETWEEN) {
      const port =
        between === "nobody"
          ? server
          : await start("inspect-proxy.ts", between).ask<number>(
              "start",
              server,
              join(tree, "proto"),
            );
      const client = start("unary/client.ts", "grpc-js", tree);
      await client.ask("connect", port);
      clients.push(client);
    }
    const flood = (client: Child, ms: number) =>
      client.ask<Sample>("flood", NOTE.ascii, inFlight, ms);
    return await takeTurns(
      clients,
      ROUNDS,
      (client) => flood(client, TURN_MS),
      (client) => flood(client, WARM_UP_MS),
    );
  } finally {
    for (const child of children) child.stop();
  }
}
