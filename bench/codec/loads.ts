import { say } from "../../steps/kit/say.ts";
import { manyNotes, NOTE, type PlainNote, type Text } from "./notes.ts";

/** The notes that go into one message. */
export interface Load {
  count: number;
  text: Text;
}

/** Everything that is measured, in the order of the tables. */
export const LOADS: Load[] = [1, 1000].flatMap((count) =>
  (["ascii", "japanese"] as const).map((text) => ({ count, text })),
);

/** The notes themselves. */
export function notesOf({ count, text }: Load): PlainNote[] {
  return count === 1 ? [NOTE[text]] : manyNotes(text, count);
}

/** A load's name for a person. */
export function nameOf({ count, text }: Load): string {
  return `${countOf(count)}${say(", ", "・")}${textOf(text)}`;
}

/** How many notes, for a person. */
export function countOf(count: number): string {
  return count === 1 ? say("1 note", "1件") : say("1,000 notes", "1,000件");
}

/** What messages are written in, for a person. */
export function textOf(text: Text): string {
  return text === "ascii" ? "ASCII" : say("Japanese", "日本語");
}
