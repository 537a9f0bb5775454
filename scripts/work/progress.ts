import { ROOT, SCRATCH } from "../ground/paths.ts";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readRecord, writeWhole } from "../ground/files.ts";
import { codeOf, foundationsOf, solutionOf, starterOf, type Step } from "../ground/steps.ts";

/**
 * How far a step is. `was-solved`: its files are no longer what they were when it was solved;
 * `not-begun`: they are the starter. The names are part of `progress --json`: they do not change.
 */
export type State = "solved" | "was-solved" | "begun" | "not-begun";

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
  writeWhole(FILE, `${JSON.stringify(entries, null, 2)}\n`);
}

/** When a step was first solved, in ISO 8601; undefined if it never was. */
export function solvedAt(step: Step): string | undefined {
  return read()[step.id]?.solvedAt;
}

/** What is known of a step without running its tests. */
export function stateOf(step: Step, steps: Step[]): State {
  const entry = read()[step.id];
  if (entry) return entry.work === hashWork(step, steps) ? "solved" : "was-solved";
  return isUntouched(step) ? "not-begun" : "begun";
}

/** Whether a step's files are the starter, or not there. */
export function isUntouched(step: Step): boolean {
  return step.edit.every(
    (file) => !existsSync(join(ROOT, file)) || areSame(file, starterOf(step, file)),
  );
}

/** Whether a step's files are the solution. */
export function isSolution(step: Step): boolean {
  return step.edit.every(
    (file) => existsSync(join(ROOT, file)) && areSame(file, solutionOf(step, file)),
  );
}

function areSame(file: string, other: string): boolean {
  return readFileSync(join(ROOT, file)).equals(readFileSync(join(ROOT, other)));
}

/** A damaged record, or part of one, costs only a run of the tests. */
function read(): Record<string, Entry> {
  const entries = Object.entries(readRecord<Record<string, Partial<Entry>>>(FILE) ?? {});
  return Object.fromEntries(entries.filter((each): each is [string, Entry] => isEntry(each[1])));
}

function isEntry(entry: Partial<Entry> | null): boolean {
  return typeof entry?.work === "string" && /^[-\d:.TZ]+$/.test(entry.solvedAt ?? "");
}

/** Covers what decides whether the step passes: its code, its tests, and what it is built on. */
function hashWork(step: Step, steps: Step[]): string {
  const hash = createHash("sha256");
  for (const each of [...foundationsOf(step, steps), step]) {
    for (const file of new Set([...each.edit, ...codeOf(each)])) {
      hash.update(file).update("\0");
      if (existsSync(join(ROOT, file))) hash.update(readFileSync(join(ROOT, file)));
    }
  }
  return hash.digest("hex");
}
