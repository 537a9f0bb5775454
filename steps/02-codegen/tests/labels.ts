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
  came.forEach(requireParts);
  if (isDeepStrictEqual(Array.from(came, comparable), expected.map(comparable))) return;
  fail(sentence, {
    in: "labelBytes",
    expected: expected.map(labelLine).join("\n") || say("(no field)", "（フィールドなし）"),
    actual: came.map(labelLine).join("\n") || say("(no field)", "（フィールドなし）"),
  });
}

/** Fails the test unless a field has all its parts, each of its type. */
function requireParts(field: unknown): void {
  const parts = (field ?? {}) as Record<string, unknown>;
  for (const name of ["fieldNumber", "wireType"]) {
    if (typeof parts[name] === "number") continue;
    fail(
      say(
        `\`${name}\` of a field must be a number, and is ${show(parts[name])}.`,
        `フィールドの \`${name}\` は数値でなければなりませんが、${show(parts[name])} になっています。`,
      ),
      { in: "labelBytes" },
    );
  }
  for (const name of ["tag", "length", "value"]) {
    if (parts[name] instanceof Uint8Array) continue;
    fail(
      say(
        `\`${name}\` of a field must be a Uint8Array, of zero bytes where there is nothing, and is ${show(parts[name])}.`,
        `フィールドの \`${name}\` は Uint8Array（何もなければ0バイトのもの）でなければなりませんが、${show(parts[name])} になっています。`,
      ),
      { in: "labelBytes" },
    );
  }
}

/** What of a label counts. A Buffer is as good as a Uint8Array. */
function comparable(field: Label): Label {
  const { fieldNumber, wireType, tag, length, value } = field;
  const plain = (part: Uint8Array) => new Uint8Array(part);
  return { fieldNumber, wireType, tag: plain(tag), length: plain(length), value: plain(value) };
}

/** One line for one field: `fieldNumber 1, wireType 2 | tag 0a | length 05 | value 61 …`. */
function labelLine({ fieldNumber, wireType, tag, length, value }: Label): string {
  return [
    `fieldNumber ${fieldNumber}, wireType ${wireType}`,
    `tag ${hex(tag)}`,
    `length ${hex(length)}`,
    `value ${hex(value)}`,
  ].join(" | ");
}
