import { isDeepStrictEqual } from "node:util";
import { fail } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import type { ChatNote } from "../wire.ts";
import { show } from "./bytes.ts";
import { call } from "./learner.ts";

/** Fails with `sentence` unless `bytesToNote` gives this note. */
export async function givesNote(
  from: Uint8Array,
  expected: ChatNote,
  sentence: string,
): Promise<void> {
  const actual = await call(sentence, "bytesToNote", [from]);
  if (!isPlain(actual)) {
    fail(
      say(
        "`bytesToNote` must return a plain object with the name and the message. The class Note has `getName()` and `getMessage()`.",
        "`bytesToNote` は、name と message を持つただのオブジェクトを返さなければなりません。Note クラスには `getName()` と `getMessage()` があります。",
      ),
      { in: "bytesToNote", expected: show(expected), actual: kindOf(actual) },
    );
  }
  const own = { ...actual };
  for (const added of await addedFields()) delete own[added];
  if (!isDeepStrictEqual(own, expected)) {
    fail(sentence, { in: "bytesToNote", expected: show(expected), actual: show(own) });
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return show(value);
  const name = (value as object).constructor?.name;
  return say(`an object of ${name}`, `${name} のオブジェクト`);
}

/** The fields that a learner has given the contract's Note: `toObject()` has them, and may. */
async function addedFields(): Promise<string[]> {
  const { Note } = await import("../../../gen/chat_pb.js");
  return Object.keys(new Note().toObject()).filter((name) => !["name", "message"].includes(name));
}
