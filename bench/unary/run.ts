import { say } from "../../steps/kit/say.ts";
import { NOTE } from "../codec/notes.ts";
import { Child } from "../lib/child.ts";
import { type Figure, figureOf, ratioOf } from "../lib/figure.ts";
import type { Context, Row } from "../lib/part.ts";
import { allSittings, countTurns, takeTurns } from "../lib/rounds.ts";
import type { Sample } from "./client.ts";
import { CONTESTANTS, flightOf } from "./contestants.ts";
import { countingProxy } from "./proxy.ts";

/** What a contestant did with so many calls in flight. */
export interface UnaryRow extends Row {
  contestant: string;
  inFlight: number;
  callsPerSecond: Figure;
  /** How many times as many calls as gRPC. */
  ratio: Figure;
  p50Milliseconds: Figure;
  p99Milliseconds: Figure;
  /** TCP payload of a client's first call, in both directions together. */
  bytesFirst: number;
  /** The same of a call after it, on average. */
  bytesLater: number;
  /** TCP connections that the client has opened when it has made so many calls at once. */
  connections: number;
}

/** Bytes and connections of a contestant. */
interface Traffic {
  first: number;
  later: number;
  /** By how many calls are in flight. */
  connections: Record<number, number>;
}

/** A client, and the server that it calls: each in a process of its own. */
interface Pair {
  client: Child;
  /** Where the server listens. */
  port: number;
}

/** How many calls are in flight, in the order of the tables. */
export const IN_FLIGHT = [1, 100];
const LATER_CALLS = 100;

/** How much is measured. In a sitting every process is new; in a round everybody has a turn. */
interface Plan {
  sittings: number;
  rounds: number;
  /** Until Node has compiled what calls need, which takes some thousand. */
  warmUpCalls: number;
  turnMs: number;
}

const FULL: Plan = { sittings: 5, rounds: 6, warmUpCalls: 10_000, turnMs: 200 };
const QUICK: Plan = { sittings: 1, rounds: 5, warmUpCalls: 3000, turnMs: 120 };

/**
 * Measures every contestant.
 *
 * @throws Error if a call is not answered as it must be
 */
export async function run({ quick, tree, progress }: Context): Promise<UnaryRow[]> {
  const plan = quick ? QUICK : FULL;
  const turns = CONTESTANTS.length * (IN_FLIGHT.length * (plan.rounds + 1) + 1);
  const step = countTurns(progress, plan.sittings * (1 + turns));
  const sittings: Sitting[] = [];
  for (let number = 0; number < plan.sittings; number += 1) {
    sittings.push(await sit(tree, plan, step));
  }
  return IN_FLIGHT.flatMap((inFlight, index) => {
    const samples = allSittings(sittings.map((sitting) => sitting.samples[index]!));
    return rowsOf(inFlight, samples, sittings[0]!.traffic);
  });
}

/** What one sitting found: samples for each number of calls in flight, and each contestant's traffic. */
interface Sitting {
  samples: Sample[][][];
  traffic: Traffic[];
}

/** Measures with fresh processes. */
async function sit(
  tree: string,
  { rounds, warmUpCalls, turnMs }: Plan,
  step: (what: string) => void,
): Promise<Sitting> {
  const children: Child[] = [];
  const start = (file: string, name: string) => {
    const child = new Child(new URL(file, import.meta.url), [name, tree]);
    children.push(child);
    return child;
  };
  try {
    step(say("warming up", "ウォームアップ中"));
    const pairs = await Promise.all(
      CONTESTANTS.map(({ name, server }) =>
        connected(start("server.ts", server), start("client.ts", name)),
      ),
    );
    await Promise.all(pairs.map(({ client }) => warmUp(client, warmUpCalls)));
    const samplesOf = (inFlight: number) =>
      takeTurns([...pairs.entries()], rounds, ([contestant, { client }]) => {
        step(`${CONTESTANTS[contestant]!.label}, ${flightOf(inFlight)}`);
        return client.ask<Sample>("flood", NOTE.ascii, inFlight, turnMs);
      });
    const samples: Sample[][][] = [];
    for (const inFlight of IN_FLIGHT) samples.push(await samplesOf(inFlight));
    const traffic: Traffic[] = [];
    for (const [index, pair] of pairs.entries()) {
      step(`${CONTESTANTS[index]!.label}, ${say("bytes", "バイト数")}`);
      traffic.push(await trafficOf(pair));
    }
    return { samples, traffic };
  } finally {
    for (const child of children) child.stop();
  }
}

/** Has a client call a server, and proves that the server looks at what it gets. */
async function connected(server: Child, client: Child): Promise<Pair> {
  const port = await server.ask<number>("listen");
  await client.ask("connect", port);
  await client.ask("proveRefusal", NOTE.ascii);
  return { client, port };
}

/** Makes so many calls, many at once. */
async function warmUp(client: Child, calls: number): Promise<void> {
  const atOnce = 100;
  for (let made = 0; made < calls; made += atOnce) await client.ask("burst", NOTE.ascii, atOnce);
}

/** Counts what passes between a client that has no connection yet and its server. */
async function trafficOf({ client, port }: Pair): Promise<Traffic> {
  const proxy = await countingProxy(port);
  try {
    await client.ask("connect", proxy.port);
    await client.ask("sequence", NOTE.ascii, 1);
    await proxy.quiet();
    const first = proxy.bytes;
    await client.ask("sequence", NOTE.ascii, LATER_CALLS);
    await proxy.quiet();
    const later = (proxy.bytes - first) / LATER_CALLS;
    const connections: Record<number, number> = {};
    for (const inFlight of IN_FLIGHT) {
      await client.ask("burst", NOTE.ascii, inFlight);
      connections[inFlight] = proxy.connections;
    }
    return { first, later, connections };
  } finally {
    proxy.close();
  }
}

/** What was measured with so many calls in flight. */
function rowsOf(inFlight: number, samples: Sample[][], traffic: Traffic[]): UnaryRow[] {
  const rates = samples.map((each) => each.map(({ callsPerSecond }) => callsPerSecond));
  return CONTESTANTS.map(({ name }, index) => ({
    contestant: name,
    inFlight,
    callsPerSecond: figureOf(rates[index]!),
    ratio: ratioOf(rates[index]!, rates[0]!),
    p50Milliseconds: figureOf(samples[index]!.map(({ p50 }) => p50)),
    p99Milliseconds: figureOf(samples[index]!.map(({ p99 }) => p99)),
    bytesFirst: traffic[index]!.first,
    bytesLater: traffic[index]!.later,
    connections: traffic[index]!.connections[inFlight]!,
  }));
}
