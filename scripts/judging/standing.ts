import { attempt, prepare } from "./attempt.ts";
import { isUntouched, solvedAt, stateOf, type State } from "../work/progress.ts";
import type { Step } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { countPassed } from "./verdict.ts";

/** How a learner stands in a step. The names are part of `progress --json`: they do not change. */
export interface Standing {
  number: number;
  id: string;
  title: string;
  state: State;
  /** When it was first solved, in ISO 8601; `null` if it never was. */
  solvedAt: string | null;
  /** What the tests say now; `null` where they were not, or could not be, run. */
  tests: { passed: number; total: number } | null;
}

/** Finds out how a learner stands; runs the tests only of work that is neither solved nor untouched. */
export async function standingOf(step: Step, steps: Step[]): Promise<Standing> {
  const isKnown = stateOf(step, steps) === "solved" || isUntouched(step);
  const tests = isKnown ? null : await countTests(step, steps);
  const { number, id, title } = step;
  // Only now: tests that pass have made it solved.
  const state = stateOf(step, steps);
  return { number, id, title, state, solvedAt: solvedAt(step) ?? null, tests };
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
