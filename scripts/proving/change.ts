import { structuredPatch } from "diff";
import { CourseError } from "./problem.ts";

/**
 * What leads from one text to another, as a `diff` block of Markdown holds it: hunks without line
 * numbers, between lines that begin with `@@`. The old side of each must stand exactly once in the
 * text that it changes, so a change finds its place by itself, or says that it no longer fits.
 */
export interface Change {
  /** The file that it changes: relative to the repository, with `/`. */
  file: string;
  hunks: Hunk[];
}

/** Some lines, and what they become. */
interface Hunk {
  /** Where it is written. */
  at: { path: string; line: number };
  old: string[];
  new: string[];
}

/**
 * Reads the lines of a `diff` block.
 *
 * @param file the file that they change
 * @param at where the first of them is written
 */
export function readChange(file: string, lines: string[], at: Hunk["at"]): Change {
  const hunks: Hunk[] = [];
  for (const [index, line] of lines.entries()) {
    const here = { ...at, line: at.line + index };
    if (line.startsWith("@@")) {
      hunks.push({ at: { ...here, line: here.line + 1 }, old: [], new: [] });
      continue;
    }
    if (hunks.length === 0) hunks.push({ at: here, old: [], new: [] });
    const { old, new: fresh } = hunks.at(-1)!;
    // Editors cut the space that stands for an empty line.
    const [sign, text] = [line[0] ?? " ", line.slice(1)];
    if (!" +-".includes(sign)) {
      const wrong = `this line of a diff begins with \`${sign}\``;
      throw new CourseError({ ...here, wrong, mend: "begin it with a space, + or -" });
    }
    if (sign !== "+") old.push(text);
    if (sign !== "-") fresh.push(text);
  }
  return { file, hunks: hunks.filter(({ old, new: fresh }) => old.length + fresh.length > 0) };
}

/**
 * Applies a change.
 *
 * @param text what it is a change of
 * @param base how to name that in a message
 * @throws CourseError for a hunk whose old side does not stand there exactly once
 */
export function applyChange(text: string, { hunks }: Change, base: string): string {
  const lines = text.split("\n");
  const places = hunks.map((hunk) => ({ hunk, from: placeOf(hunk, lines, base) }));
  // From the end, so that the places before stay what they are.
  places.sort((a, b) => b.from - a.from);
  for (const [index, { hunk, from }] of places.entries()) {
    const before = places[index + 1];
    if (before && before.from + before.hunk.old.length > from) {
      throw new CourseError({
        ...hunk.at,
        wrong: "two hunks change the same lines",
        mend: "make them one",
      });
    }
    lines.splice(from, hunk.old.length, ...hunk.new);
  }
  return lines.join("\n");
}

function placeOf({ at, old }: Hunk, lines: string[], base: string): number {
  const places = placesOf(old, lines);
  const first = `\`${old.find((line) => line.trim())?.trim() ?? ""}\``;
  if (places.length === 0) {
    const wrong = `the old lines of this hunk (${first} and so on) are not in ${base}`;
    throw new CourseError({ ...at, wrong, mend: "write them as they are there now" });
  }
  if (places.length > 1) {
    const wrong = `the old lines of this hunk (${first} and so on) stand ${places.length} times in ${base}`;
    throw new CourseError({ ...at, wrong, mend: "add a line of context" });
  }
  return places[0]!;
}

/** Every index at which some lines stand in others. */
function placesOf(some: string[], lines: string[]): number[] {
  const starts = Array.from({ length: lines.length - some.length + 1 }, (_, index) => index);
  return starts.filter((start) => some.every((line, index) => lines[start + index] === line));
}

/**
 * What leads from one text to another, as the lines of a `diff` block, with as little context as
 * finds the place of each hunk.
 */
export function linesBetween(text: string, changed: string): string[] {
  const lines = text.split("\n");
  for (let context = 1; context <= lines.length; context += 1) {
    const { hunks } = structuredPatch("", "", text, changed, "", "", { context });
    const isUnique = hunks.every((hunk) => placesOf(oldSide(hunk.lines), lines).length === 1);
    if (isUnique)
      return hunks.flatMap((hunk, index) => (index ? ["@@", ...hunk.lines] : hunk.lines));
  }
  return [...lines.map((line) => `-${line}`), ...changed.split("\n").map((line) => `+${line}`)];
}

function oldSide(lines: string[]): string[] {
  return lines.filter((line) => !line.startsWith("+")).map((line) => line.slice(1));
}
