import { gzipSync } from "node:zlib";
import { say } from "../../steps/kit/say.ts";
import { Child } from "../lib/child.ts";
import { type Figure, figureOf, ratioOf } from "../lib/figure.ts";
import type { Context, Row } from "../lib/part.ts";
import { allSittings, countTurns, takeTurns } from "../lib/rounds.ts";
import type { Contract } from "./codec.ts";
import { CONTESTANTS } from "./contestants.ts";
import { generateContract } from "./contract.ts";
import { type Load, LOADS, nameOf, notesOf } from "./loads.ts";
import type { Text } from "./notes.ts";

/** What a contestant did with some notes. */
export interface CodecRow extends Row {
  codec: string;
  text: Text;
  notesPerMessage: number;
  bytes: number;
  gzipBytes: number;
  encodedNotesPerSecond: Figure;
  /** How many times as fast as JSON. */
  encodeRatio: Figure;
  decodedNotesPerSecond: Figure;
  decodeRatio: Figure;
}

/** Notes a second of one turn. */
interface Rates {
  encode: number;
  decode: number;
}

/** How much is measured. In a sitting every process is new; in a round everybody has a turn. */
interface Plan {
  sittings: number;
  rounds: number;
  /** How long each speed of each load is warmed up, and measured in a turn. */
  warmUpMs: number;
  turnMs: number;
}

const FULL: Plan = { sittings: 5, rounds: 6, warmUpMs: 200, turnMs: 60 };
const QUICK: Plan = { sittings: 1, rounds: 5, warmUpMs: 30, turnMs: 20 };

const MESSAGES = LOADS.map(notesOf);

/**
 * Measures every codec with every load.
 *
 * @throws Error if a codec loses something, or if those for Protocol Buffers make different bytes
 */
export async function run({ quick, tree, progress }: Context): Promise<CodecRow[]> {
  const contract = await generateContract(tree);
  const plan = quick ? QUICK : FULL;
  const total = plan.sittings * (1 + LOADS.length * (plan.rounds + 1) * CONTESTANTS.length);
  const step = countTurns(progress, total);
  const sittings: Sitting[] = [];
  for (let number = 0; number < plan.sittings; number += 1) {
    sittings.push(await sit(contract, plan, step));
  }
  return LOADS.flatMap((load, index) =>
    rowsOf(
      load,
      sittings[0]!.bytes[index]!,
      allSittings(sittings.map(({ rates }) => rates[index]!)),
    ),
  );
}

/** What one sitting found: for each load the bytes that each contestant makes, and its rates. */
interface Sitting {
  bytes: Buffer[][];
  rates: Rates[][][];
}

/** Measures with fresh processes. */
async function sit(
  { protos, generated }: Contract,
  { rounds, warmUpMs, turnMs }: Plan,
  step: (what: string) => void,
): Promise<Sitting> {
  const file = new URL("measure.ts", import.meta.url);
  const children = CONTESTANTS.map(({ name }) => new Child(file, [name, protos, generated]));
  try {
    step(say("warming up", "ウォームアップ中"));
    const bytes = await takeMessages(children, warmUpMs);
    const rates: Rates[][][] = [];
    for (const [index, load] of LOADS.entries()) {
      rates.push(
        await takeTurns([...children.entries()], rounds, async ([contestant, child]) => {
          step(`${nameOf(load)}: ${CONTESTANTS[contestant]!.label}`);
          const encode = await child.ask<number>("encode", index, turnMs);
          const decode = await child.ask<number>("decode", index, turnMs);
          return { encode, decode };
        }),
      );
    }
    return { bytes, rates };
  } finally {
    for (const child of children) child.stop();
  }
}

/**
 * Gives every contestant the notes.
 *
 * @returns for each load, its bytes as each contestant makes them
 * @throws Error if those for Protocol Buffers differ
 */
async function takeMessages(children: Child[], warmUpMs: number): Promise<Buffer[][]> {
  const taken = await Promise.all(
    children.map((child) => child.ask<string[]>("take", MESSAGES, warmUpMs)),
  );
  return LOADS.map((_, load) => {
    const bytes = taken.map((each) => Buffer.from(each[load]!, "base64"));
    const odd = bytes.findIndex((each, index) => index > 0 && !each.equals(bytes[1]!));
    if (odd > 0) {
      throw new Error(`${CONTESTANTS[odd]!.name} and ${CONTESTANTS[1]!.name} make different bytes`);
    }
    return bytes;
  });
}

/** What was measured with one load. */
function rowsOf({ count, text }: Load, bytes: Buffer[], rates: Rates[][]): CodecRow[] {
  const encoded = rates.map((each) => each.map(({ encode }) => encode));
  const decoded = rates.map((each) => each.map(({ decode }) => decode));
  return CONTESTANTS.map(({ name }, index) => ({
    codec: name,
    text,
    notesPerMessage: count,
    bytes: bytes[index]!.length,
    gzipBytes: gzipSync(bytes[index]!).length,
    encodedNotesPerSecond: figureOf(encoded[index]!),
    encodeRatio: ratioOf(encoded[index]!, encoded[0]!),
    decodedNotesPerSecond: figureOf(decoded[index]!),
    decodeRatio: ratioOf(decoded[index]!, decoded[0]!),
  }));
}
