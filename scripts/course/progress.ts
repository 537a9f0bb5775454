import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { foundationsOf, ROOT, type Step } from "./steps.ts";
import { SCRATCH } from "./workspace.ts";

/** `changed`: it was solved, and its files are no longer what they were then. */
export type State = "solved" | "changed" | "unsolved";

interface Entry {
  /** A hash of the work as it was when it was solved. */
  work: string;
  solvedAt: string;
}

const FILE = join(SCRATCH, "progress.json");

/** Remembers that a step, with its files as they are now, is solved, and when it first was. */
export function recordSolved(step: Step, steps: Step[]): void {
  const entries = read();
  const since = entries[step.id]?.solvedAt ?? new Date().toISOString();
  entries[step.id] = { work: hashWork(step, steps), solvedAt: since };
  mkdirSync(dirname(FILE), { recursive: true });
  // Written beside and renamed, so that an interrupted command leaves the old record.
  writeFileSync(`${FILE}.new`, `${JSON.stringify(entries, null, 2)}\n`);
  renameSync(`${FILE}.new`, FILE);
}

/** When a step was first solved, in ISO 8601; undefined if it never was. */
export function solvedAt(step: Step): string | undefined {
  return read()[step.id]?.solvedAt;
}

/** What is known of a step without running its tests. */
export function stateOf(step: Step, steps: Step[]): State {
  const entry = read()[step.id];
  if (!entry) return "unsolved";
  return entry.work === hashWork(step, steps) ? "solved" : "changed";
}

function read(): Record<string, Entry> {
  if (!existsSync(FILE)) return {};
  try {
    return JSON.parse(readFileSync(FILE, "utf8"));
  } catch {
    // A damaged record costs only a run of the tests.
    return {};
  }
}

/** Covers what decides whether the step passes: its files, its test, and what it is built on. */
function hashWork(step: Step, steps: Step[]): string {
  const hash = createHash("sha256");
  for (const each of [...foundationsOf(step, steps), step]) {
    for (const file of [...each.edit, each.test]) {
      hash.update(file).update("\0");
      if (existsSync(join(ROOT, file))) hash.update(readFileSync(join(ROOT, file)));
    }
  }
  return hash.digest("hex");
}
