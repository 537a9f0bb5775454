import { gzipSync } from "node:zlib";
import { say } from "../../steps/kit/say.ts";
import { Child } from "../lib/child.ts";
import { type Figure, figureOf, ratioOf } from "../lib/figure.ts";
import type { Context, Row } from "../lib/part.ts";
import { takeTurns } from "../lib/rounds.ts";
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

type Speed = "encode" | "decode";

/**
 * Measures every codec with every load.
 *
 * @throws Error if a codec loses something, or if those for Protocol Buffers make different bytes
 */
export async function run(context: Context): Promise<CodecRow[]> {
  const { protos, generated } = await generateContract(context.tree);
  const file = new URL("measure.ts", import.meta.url);
  const children = CONTESTANTS.map(({ name }) => new Child(file, [name, protos, generated]));
  try {
    const bytes = await takeLoads(children, context);
    const rates = await measure(children, context);
    return LOADS.flatMap((load, index) => rowsOf(load, bytes[index]!, rates[index]!));
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
async function takeLoads(children: Child[], { quick, progress }: Context): Promise<Buffer[][]> {
  progress(say("warming up", "ウォームアップ中"), 0, turnsOf(quick));
  const messages = LOADS.map(notesOf);
  const taken = await Promise.all(
    children.map((child) => child.ask<string[]>("take", messages, quick ? 30 : 200)),
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

/** For each load and each speed, the notes a second of each contestant in each round. */
async function measure(
  children: Child[],
  { quick, progress }: Context,
): Promise<Record<Speed, number[][]>[]> {
  const rates = [];
  let turn = 0;
  const rate = (load: number, speed: Speed) =>
    takeTurns([...children.keys()], roundsOf(quick), (index) => {
      const what = `${nameOf(LOADS[load]!)}: ${CONTESTANTS[index]!.label}`;
      progress(what, (turn += 1), turnsOf(quick));
      return children[index]!.ask<number>(speed, load, quick ? 20 : 60);
    });
  for (const load of LOADS.keys()) {
    rates.push({ encode: await rate(load, "encode"), decode: await rate(load, "decode") });
  }
  return rates;
}

function roundsOf(quick: boolean): number {
  return quick ? 5 : 31;
}

function turnsOf(quick: boolean): number {
  return LOADS.length * 2 * CONTESTANTS.length * (roundsOf(quick) + 1);
}

/** What was measured with one load. */
function rowsOf(
  { count, text }: Load,
  bytes: Buffer[],
  { encode, decode }: Record<Speed, number[][]>,
): CodecRow[] {
  return CONTESTANTS.map(({ name }, index) => ({
    codec: name,
    text,
    notesPerMessage: count,
    bytes: bytes[index]!.length,
    gzipBytes: gzipSync(bytes[index]!).length,
    encodedNotesPerSecond: figureOf(encode[index]!),
    encodeRatio: ratioOf(encode[index]!, encode[0]!),
    decodedNotesPerSecond: figureOf(decode[index]!),
    decodeRatio: ratioOf(decode[index]!, decode[0]!),
  }));
}
