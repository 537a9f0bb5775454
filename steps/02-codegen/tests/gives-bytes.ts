import { fail } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import { counted, show } from "./bytes.ts";
import { call, PATIENCE, type Wire } from "./learner.ts";

/** Fails with `sentence` unless the learner's function gives these bytes. */
export async function givesBytes<Key extends "noteToBytes" | "frameMessage" | "unframeMessage">(
  name: Key,
  args: Parameters<Wire[Key]>,
  expected: Uint8Array,
  sentence: string,
  ms = PATIENCE,
): Promise<void> {
  const actual = await call(sentence, name, args, ms);
  if (!(actual instanceof Uint8Array)) {
    fail(
      say(
        `\`${name}\` must return a Uint8Array.`,
        `\`${name}\` は Uint8Array を返さなければなりません。`,
      ),
      { in: name, expected: counted(expected), actual: show(actual) },
    );
  }
  if (Buffer.compare(actual, expected) !== 0) {
    fail(sentence, { in: name, expected: counted(expected), actual: counted(actual) });
  }
}
