import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fail } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import { ProtoText } from "../../kit/proto-text.ts";

const FILE = "proto/chat.proto";

const PATH = fileURLToPath(new URL(`../../../${FILE}`, import.meta.url));

/** The learner's file, byte for byte; empty if it is not there. */
export const saved = existsSync(PATH) ? readFileSync(PATH) : Buffer.of();
export const chat = new ProtoText(saved.toString().replace(/^\uFEFF/, ""));

/** A sentence that begins with its place, `proto/chat.proto:14`, which editors turn into a link. */
export function located(line: number | undefined, sentence: string): string {
  return `${line === undefined ? FILE : `${FILE}:${line}`}: ${sentence}`;
}

/** Fails the running test with a sentence about a line; about the file where there is no line. */
export function wrong(line: number | undefined, en: string, ja: string): never {
  fail(located(line, say(en, ja)));
}
