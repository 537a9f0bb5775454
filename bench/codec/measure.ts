// A contestant, in a process of its own: node … measure.ts NAME PROTOS GENERATED
import { isDeepStrictEqual } from "node:util";
import { serveParent } from "../lib/child.ts";
import type { LoadCodecs, Read } from "./codec.ts";
import type { PlainNote } from "./notes.ts";

/** How many notes go through a codec between two looks at the clock. */
const NOTES_A_LOOK = 1000;

const [name, protos, generated] = process.argv.slice(2);
const { load } = (await import(`./codecs/${name}.ts`)) as { load: LoadCodecs };
const codecs = await load({ protos: protos!, generated: generated! });

/** Notes that are one message, and how the contestant encodes and decodes it. */
interface Work {
  notes: PlainNote[];
  encode(): Uint8Array;
  decode(bytes: Buffer, read: Read): void;
}

/** What is measured, in the parent's order. */
let works: Work[] = [];

function workOf(notes: PlainNote[]): Work {
  const [note] = notes;
  const list = { notes };
  return notes.length === 1
    ? { notes, encode: () => codecs.note.encode(note!), decode: codecs.note.decode }
    : { notes, encode: () => codecs.list.encode(list), decode: codecs.list.decode };
}

/** The bytes of some notes, as a socket hands them over; what they decode to must be those notes. */
function proven({ notes, encode, decode }: Work): Buffer {
  const bytes = Buffer.from(encode());
  const decoded: PlainNote[] = [];
  decode(bytes, (from, message) => decoded.push({ name: from, message }));
  if (!isDeepStrictEqual(decoded, notes)) {
    throw new Error(`${name}: what was decoded is not what was encoded`);
  }
  return bytes;
}

/** Does something with some notes again and again, and tells how many notes a second that makes. */
function rate(notes: number, milliseconds: number, run: () => void): number {
  const start = performance.now();
  let count = 0;
  let elapsed = 0;
  while (elapsed < milliseconds) {
    for (let done = 0; done < NOTES_A_LOOK; done += notes) run();
    count += NOTES_A_LOOK;
    elapsed = performance.now() - start;
  }
  return (count * 1000) / elapsed;
}

function encodeRate({ notes, encode }: Work, milliseconds: number): number {
  const { length } = encode();
  return rate(notes.length, milliseconds, () => {
    if (encode().length !== length) throw new Error(`${name}: another length than before`);
  });
}

function decodeRate(work: Work, milliseconds: number): number {
  const { notes, decode } = work;
  const bytes = proven(work);
  const expected = notes.reduce((sum, note) => sum + note.name.length + note.message.length, 0);
  let length = 0;
  const read: Read = (from, message) => {
    length += from.length + message.length;
  };
  return rate(notes.length, milliseconds, () => {
    length = 0;
    decode(bytes, read);
    if (length !== expected) throw new Error(`${name}: other fields than before`);
  });
}

serveParent({
  /** Takes the messages to measure with, warms up with each, and tells their bytes. */
  take(messages: PlainNote[][], warmUpMs: number): string[] {
    works = messages.map(workOf);
    // Twice: what the first message taught the compiler, the last may have refuted.
    for (const work of [...works, ...works]) {
      encodeRate(work, warmUpMs);
      decodeRate(work, warmUpMs);
    }
    return works.map((work) => proven(work).toString("base64"));
  },
  encode: (work: number, milliseconds: number) => encodeRate(works[work]!, milliseconds),
  decode: (work: number, milliseconds: number) => decodeRate(works[work]!, milliseconds),
});
