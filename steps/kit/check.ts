import { inspect, isDeepStrictEqual } from "node:util";
import { onTestFinished } from "vitest";

/** What a failed check may say beside its sentence. */
export interface Details {
  /** What was expected and what came, shown side by side. */
  expected?: unknown;
  actual?: unknown;
  /** The learner's function that is to be mended, by its name: its line is shown. */
  in?: string;
  /** What the learner's code threw: the line that threw it is shown. */
  cause?: unknown;
}

/** What a failed check says: one sentence for the learner, and the two sides where there are two. */
export class CheckError extends Error {
  override name = "CheckError";
  readonly expected?: string;
  readonly actual?: string;
  /** The learner's function that is to be mended. */
  readonly accused?: string;

  constructor(sentence: string, details: Details = {}) {
    super(sentence);
    this.accused = details.in;
    if (details.cause instanceof Error) this.stack = details.cause.stack;
    if (!("expected" in details)) return;
    this.expected = readable(details.expected);
    this.actual = readable(details.actual);
  }
}

/** Bytes in hexadecimal, text as it is, anything else as Node shows it, on one line if it fits. */
function readable(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Uint8Array)
    return Buffer.from(value).toString("hex").replace(/..\B/g, "$& ");
  return inspect(value, { depth: 5, breakLength: 100, compact: 3 });
}

/** What was seen to go wrong in a test, and explains whatever fails in it. */
class Seen {
  first?: CheckError;
  /** Looks for what can be seen when something has failed; before that it might disturb the test. */
  look?: () => void;

  /** Notes something; it is said in place of what fails, if anything does. */
  note(sentence: string, details?: Details): void {
    this.first ??= new CheckError(sentence, details);
  }
}

let seen: Seen | undefined;

/** What the running test has seen; another one's is forgotten. */
export function seenInTest(): Seen {
  if (!seen) onTestFinished(() => (seen = undefined));
  return (seen ??= new Seen());
}

/**
 * Fails the running test.
 *
 * @param sentence what is wrong, in the learner's terms
 */
export function fail(sentence: string, details?: Details): never {
  seen?.look?.();
  throw seen?.first ?? new CheckError(sentence, details);
}

/**
 * Fails the running test with `sentence` unless `actual` deeply equals `expected`.
 *
 * @param details.in the learner's function that is to be mended then
 */
export function same(
  actual: unknown,
  expected: unknown,
  sentence: string,
  details: Pick<Details, "in"> = {},
): void {
  if (!isDeepStrictEqual(actual, expected)) fail(sentence, { ...details, expected, actual });
}
