import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../ground/paths.ts";
import { codeOf, solutionOf, type Step } from "../ground/steps.ts";

/**
 * Lays out a tree of the course's code, in the learner's own layout: a step, the steps before it
 * solved, and their solutions. Nothing of a later step is there.
 *
 * @param dir where to lay it out; made if it is not there
 * @param steps all steps, in order
 * @param step the last step that is there
 * @param work what stands in for the learner's files of that step, by path; else the solution
 */
export function layOut(
  dir: string,
  steps: Step[],
  step: Step,
  work: ReadonlyMap<string, string> = new Map(),
): void {
  for (const each of steps.filter(({ number }) => number <= step.number)) {
    for (const file of codeOf(each)) if (!each.edit.includes(file)) copy(file, dir);
    for (const file of each.edit) {
      copy(solutionOf(each, file), dir);
      const own = each === step ? work.get(file) : undefined;
      if (own === undefined) copy(solutionOf(each, file), dir, file);
      else write(join(dir, file), own);
    }
  }
}

function copy(from: string, dir: string, to = from): void {
  cpSync(join(ROOT, from), join(dir, to));
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
