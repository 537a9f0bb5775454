import { ROOT } from "../ground/paths.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { attempt, prepare } from "./attempt.ts";
import { solvedAt, stateOf } from "../work/progress.ts";
import { starterOf, type Step } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { countPassed } from "./verdict.ts";

/** How a learner stands in a step. The names are part of `progress --json`: they do not change. */
export interface Standing {
  number: number;
  id: string;
  title: string;
  state: "solved" | "was-solved" | "begun" | "not-begun";
  /** When it was first solved, in ISO 8601; `null` if it never was. */
  solvedAt: string | null;
  /** What the tests say now; `null` where they were not, or could not be, run. */
  tests: { passed: number; total: number } | null;
}

/** Finds out how a learner stands; runs the tests only of work that is neither solved nor untouched. */
export async function standingOf(step: Step, steps: Step[]): Promise<Standing> {
  const { number, id, title } = step;
  const since = solvedAt(step) ?? null;
  const known = { number, id, title, solvedAt: since, tests: null };
  if (stateOf(step, steps) === "solved") return { ...known, state: "solved" };
  if (isUntouched(step)) return { ...known, state: since ? "was-solved" : "not-begun" };
  const tests = await countTests(step, steps);
  if (stateOf(step, steps) === "solved") {
    return { ...known, solvedAt: solvedAt(step) ?? null, state: "solved", tests };
  }
  return { ...known, state: since ? "was-solved" : "begun", tests };
}

async function countTests(step: Step, steps: Step[]): Promise<Standing["tests"]> {
  try {
    await prepare(step, steps, () => {});
    const { outcomes } = (await attempt(step, steps)).verdict;
    return { passed: countPassed(outcomes), total: outcomes.length };
  } catch (error) {
    if (error instanceof Stop) return null;
    throw error;
  }
}

/** Whether the learner has not begun: their files are the starter. */
export function isUntouched(step: Step): boolean {
  return step.edit.every(
    (file) =>
      !existsSync(join(ROOT, file)) ||
      readFileSync(join(ROOT, file)).equals(readFileSync(join(ROOT, starterOf(step, file)))),
  );
}
