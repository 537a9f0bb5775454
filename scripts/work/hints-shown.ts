import { join } from "node:path";
import { readRecord, writeWhole } from "../ground/files.ts";
import { SCRATCH } from "../ground/paths.ts";
import type { Step } from "../ground/steps.ts";

const FILE = join(SCRATCH, "hints.json");

/** How many hints of a task a learner has seen. */
export function shownOf(step: Step, task: number): number {
  return Number(read()[keyOf(step, task)]) || 0;
}

/** Remembers how many hints of a task a learner has seen. */
export function rememberShown(step: Step, task: number, count: number): void {
  writeWhole(FILE, JSON.stringify({ ...read(), [keyOf(step, task)]: count }, null, 2));
}

/** How many hints of a step a learner has seen. */
export function countShown(step: Step): number {
  return Object.entries(read())
    .filter(([key]) => key.startsWith(`${step.id} `))
    .reduce((sum, [, count]) => sum + (Number(count) || 0), 0);
}

/** By the task's number: a learner who changes the language goes on where they were. */
function keyOf({ id }: Step, task: number): string {
  return `${id} ${task}`;
}

function read(): Record<string, number> {
  return readRecord<Record<string, number>>(FILE) ?? {};
}
