import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../ground/paths.ts";
import { solutionOf, type Step } from "../ground/steps.ts";

/**
 * Lays out a tree in which a step can be tried, in the learner's own layout: the steps up to this
 * one with their tests, the solutions that those may import, every earlier step solved, and
 * `work` in place of the learner's files. Nothing of a later step is there, so that a test which
 * needs it fails.
 *
 * @param dir where to lay it out; made if it is not there
 * @param steps all steps, in order
 * @param step the step to try
 * @param work for each of `step.edit`, the file (relative to the repository) that takes its place
 */
export function layOut(dir: string, steps: Step[], step: Step, work: Map<string, string>): void {
  copy("steps/kit", dir, "steps/kit");
  for (const each of steps.filter(({ number }) => number <= step.number)) {
    copy(each.test, dir, each.test);
    for (const file of each.edit) {
      copy(solutionOf(each, file), dir, solutionOf(each, file));
      copy((each === step && work.get(file)) || solutionOf(each, file), dir, file);
    }
  }
}

function copy(from: string, dir: string, to: string): void {
  const target = join(dir, to);
  mkdirSync(dirname(target), { recursive: true });
  cpSync(join(ROOT, from), target, { recursive: true });
}
