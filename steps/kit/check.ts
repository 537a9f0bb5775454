import { inspect, isDeepStrictEqual } from "node:util";

/** What a failed check says: one sentence for the learner, and the two sides where there are two. */
export class CheckError extends Error {
  override name = "CheckError";
  readonly expected?: string;
  readonly actual?: string;

  constructor(sentence: string, sides?: { expected: unknown; actual: unknown }) {
    super(sentence);
    if (!sides) return;
    this.expected = readable(sides.expected);
    this.actual = readable(sides.actual);
  }
}

/** Bytes in hexadecimal, text as it is, anything else as Node shows it, on one line if it fits. */
function readable(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array)
    return Buffer.from(value).toString("hex").replace(/..\B/g, "$& ");
  return inspect(value, { depth: 5, breakLength: 100, compact: 3 });
}

/**
 * Fails the running test.
 *
 * @param sentence what is wrong, in the learner's terms
 * @param sides what was expected and what came, shown side by side
 */
export function fail(sentence: string, sides?: { expected: unknown; actual: unknown }): never {
  throw new CheckError(sentence, sides);
}

/** Fails the running test with `sentence` unless `actual` deeply equals `expected`. */
export function same(actual: unknown, expected: unknown, sentence: string): void {
  if (!isDeepStrictEqual(actual, expected)) fail(sentence, { expected, actual });
}
