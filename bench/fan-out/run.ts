import { figureOf, ratioOf, type Figure } from "../lib/figure.ts";
import type { Context, Row } from "../lib/part.ts";
import { allSittings, countTurns, takeTurns } from "../lib/rounds.ts";
import { audience, BASELINE, CONTESTANTS } from "./contestants.ts";
import type { Memory } from "./server.ts";
import { Sitting, type Pace, type Seat, type Turn } from "./sitting.ts";

/** What was measured of a server with so many subscribers. */
export interface FanOutRow extends Row {
  server: string;
  subscribers: number;
  /** Counted once for each subscriber. */
  notesPerSecond: Figure;
  /** Of notes a second, over the naive server's of the same round. */
  ratio: Figure;
  /** Of CPU time, in microseconds. */
  cpuPerNote: Figure;
  /** At a fixed rate, in milliseconds. */
  p50: Figure;
  p99: Figure;
  /** The fixed rate, in notes a second before they are multiplied. */
  pacedAt: number;
  /** What is alive in V8's heap and in buffers, in bytes. */
  heapPerSubscriber: Figure;
  /** By how much the process has grown, in bytes; with few subscribers that is noise, and left out. */
  residentPerSubscriber: Figure | null;
  /** Which part of the time each kept a core busy: near 1 it is what limits the other. */
  serverBusy: Figure;
  loadBusy: Figure;
}

/** From so many subscribers on, what they take of the process's memory stands out. */
const RESIDENT_FROM = 1000;

/** How notes are sent to so many subscribers. */
interface Size {
  subscribers: number;
  /**
   * How many notes may be on their way in a flood: enough that the server never waits for a note, and
   * as few as that allows. Of several at once, node:http2 may write some as one.
   */
  ahead: number;
  /** Notes a second at which every server keeps up, to measure latency. */
  rate: number;
}

const SIZES: Size[] = [
  { subscribers: 1, ahead: 16, rate: 500 },
  { subscribers: 10, ahead: 4, rate: 200 },
  { subscribers: 100, ahead: 2, rate: 50 },
  { subscribers: 1000, ahead: 2, rate: 10 },
];

/** How much is measured. In a sitting every process is new; in a round everybody has a turn. */
interface Plan {
  sizes: Size[];
  sittings: number;
  rounds: number;
  warmUpMs: number;
  floodMs: number;
  paceMs: number;
}

const FULL: Plan = {
  sizes: SIZES,
  sittings: 3,
  // As many as there are servers: each then follows each other once.
  rounds: CONTESTANTS.length,
  warmUpMs: 800,
  floodMs: 200,
  paceMs: 200,
};
const QUICK: Plan = {
  sizes: SIZES.filter(({ subscribers }) => subscribers === 100),
  sittings: 1,
  rounds: 4,
  warmUpMs: 300,
  floodMs: 120,
  paceMs: 120,
};

/** Measures every server with every number of subscribers; of the context it needs all. */
export async function run({ quick, tree, progress }: Context): Promise<FanOutRow[]> {
  const plan = quick ? QUICK : FULL;
  const total = plan.sizes.length * plan.sittings * (plan.rounds + 1) * CONTESTANTS.length;
  const step = countTurns(progress, total);
  const rows: FanOutRow[] = [];
  for (const size of plan.sizes) {
    rows.push(...(await measure(size, plan, tree, step)));
  }
  return rows;
}

/** Measures every server with so many subscribers. */
async function measure(
  { subscribers, ahead, rate }: Size,
  plan: Plan,
  tree: string,
  step: (what: string) => void,
): Promise<FanOutRow[]> {
  const count = Math.max(2, Math.round((rate * plan.paceMs) / 1000));
  const pace: Pace = { floodMs: plan.floodMs, ahead, rate, count };
  const sittings: Turn[][][] = [];
  const memories: Memory[][][] = [];
  for (let number = 0; number < plan.sittings; number += 1) {
    const sitting = new Sitting();
    try {
      const seats = await sitting.seat(CONTESTANTS, tree, subscribers);
      memories.push(seats.map(({ memory }) => [memory]));
      const turnAt = (each: Pace) => (seat: Seat) => {
        step(`${audience(subscribers)}: ${seat.contestant.label}`);
        return sitting.turn(seat, each);
      };
      const warmUp = turnAt({ ...pace, floodMs: plan.warmUpMs });
      sittings.push(await takeTurns(seats, plan.rounds, turnAt(pace), warmUp));
    } finally {
      sitting.end();
    }
  }
  const turns = allSittings(sittings);
  const memory = allSittings(memories);
  const baseline = turns[CONTESTANTS.findIndex(({ name }) => name === BASELINE)]!;
  return CONTESTANTS.map((contestant, index) => {
    const mine = turns[index]!;
    const figure = (read: (turn: Turn) => number) => figureOf(mine.map(read));
    return {
      server: contestant.name,
      subscribers,
      notesPerSecond: figure((turn) => turn.notesPerSecond),
      ratio: ratioOf(
        mine.map((turn) => turn.notesPerSecond),
        baseline.map((turn) => turn.notesPerSecond),
      ),
      cpuPerNote: figure((turn) => turn.cpuPerNote),
      p50: figure((turn) => turn.latencies.p50),
      p99: figure((turn) => turn.latencies.p99),
      pacedAt: rate,
      heapPerSubscriber: figureOf(memory[index]!.map(({ heap }) => heap)),
      residentPerSubscriber:
        subscribers < RESIDENT_FROM
          ? null
          : figureOf(memory[index]!.map(({ resident }) => resident)),
      serverBusy: figure((turn) => turn.serverBusy),
      loadBusy: figure((turn) => turn.loadBusy),
    };
  });
}
