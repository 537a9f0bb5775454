import { isDeepStrictEqual } from "node:util";
import { fail } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import { bytes, hex, joined, show } from "./bytes.ts";
import { call } from "./learner.ts";

/** What `labelBytes` should say of one field. */
export interface Label {
  fieldNumber: number;
  wireType: number;
  tag: Uint8Array;
  length: Uint8Array;
  value: Uint8Array;
}

/** A label whose bytes are written in hexadecimal. */
export function label(
  fieldNumber: number,
  wireType: number,
  tag: string,
  length: string,
  value: string,
): Label {
  return {
    fieldNumber,
    wireType,
    tag: bytes(tag),
    length: bytes(length),
    value: bytes(value),
  };
}

/** The fields of alice's `hi`. */
export const NAME = label(1, 2, "0a", "05", "61 6c 69 63 65");
export const MESSAGE = label(2, 2, "12", "02", "68 69");

/** The bytes that some labels are of. */
export function bytesOf(labels: Label[]): Uint8Array {
  return joined(...labels.flatMap(({ tag, length, value }) => [tag, length, value]));
}

/** Checks each field that `labelBytes` finds in the bytes of these fields, part by part. */
export async function checkLabels(expected: Label[], sentence: string): Promise<void> {
  const came = await call(sentence, "labelBytes", [bytesOf(expected)]);
  if (!Array.isArray(came)) {
    fail(
      say(
        "`labelBytes` must return an array of fields.",
        "`labelBytes` は配列を返さなければなりません。",
      ),
      { in: "labelBytes", expected: "[…]", actual: show(came) },
    );
  }
  if (isDeepStrictEqual(came.map(comparable), expected.map(comparable))) return;
  fail(sentence, {
    in: "labelBytes",
    expected: expected.map(labelLine).join("\n") || say("(no field)", "（フィールドなし）"),
    actual: came.map(labelLine).join("\n") || say("(no field)", "（フィールドなし）"),
  });
}

/** What of a label counts. A Buffer is as good as a Uint8Array; what is neither stays as it is. */
function comparable(field: unknown): Record<string, unknown> {
  const { fieldNumber, wireType, tag, length, value } = (field ?? {}) as Record<string, unknown>;
  const plain = (part: unknown) => (part instanceof Uint8Array ? new Uint8Array(part) : part);
  return { fieldNumber, wireType, tag: plain(tag), length: plain(length), value: plain(value) };
}

/** One line for one field: `fieldNumber 1, wireType 2 | tag 0a | length 05 | value 61 …`. */
function labelLine(field: unknown): string {
  const { fieldNumber, wireType, tag, length, value } = (field ?? {}) as Record<string, unknown>;
  return [
    `fieldNumber ${show(fieldNumber)}, wireType ${show(wireType)}`,
    `tag ${hex(tag)}`,
    `length ${hex(length)}`,
    `value ${hex(value)}`,
  ].join(" | ");
}
