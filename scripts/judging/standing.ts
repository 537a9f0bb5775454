import { attempt, prepare } from "./attempt.ts";
import { statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../ground/paths.ts";
import { countShown } from "../work/hints-shown.ts";
import { isSolution, isUntouched, solvedAt, stateOf, type State } from "../work/progress.ts";
import { countTests, type Step } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { countPassed, type Verdict } from "./verdict.ts";

/** How a learner stands in a step. The names are part of `progress --json`: they do not change. */
export interface Standing {
  number: number;
  id: string;
  title: string;
  state: State;
  /** When it was first solved, in ISO 8601; `null` if it never was. */
  solvedAt: string | null;
  /** What the tests say of the work as it is; `null` where they were not, or could not be, run. */
  tests: { passed: number; total: number } | null;
  /** The first test that fails, by its place from 1 and its title; `null` where none is known to. */
  firstFailing: { number: number; title: string } | null;
  /** When one of the step's files was changed last, in ISO 8601; `null` while they are the starter. */
  lastActivity: string | null;
  /** How many hints have been shown. */
  hints: number;
  /** Whether the files are the course's own solution, by `solve`, or somebody's; `null` if not solved. */
  solvedBy: "hand" | "solve" | null;
}

/** Finds out how a learner stands; runs the tests only of work that is neither solved nor untouched. */
export async function standingOf(step: Step, steps: Step[]): Promise<Standing> {
  const { tests, firstFailing } =
    stateOf(step, steps) === "solved" ? allPassed(step) : tested(await verdictOnWork(step, steps));
  const { number, id, title } = step;
  // Only now: tests that pass have made it solved.
  const state = stateOf(step, steps);
  return {
    number,
    id,
    title,
    state,
    solvedAt: solvedAt(step) ?? null,
    tests,
    firstFailing,
    lastActivity: isUntouched(step) ? null : lastChange(step),
    hints: countShown(step),
    solvedBy: state !== "solved" ? null : isSolution(step) ? "solve" : "hand",
  };
}

type Tested = Pick<Standing, "tests" | "firstFailing">;

const UNKNOWN: Tested = { tests: null, firstFailing: null };

/** What the tests said of work that has not changed since. */
function allPassed(step: Step): Tested {
  const total = countTests(step);
  return { tests: { passed: total, total }, firstFailing: null };
}

function tested(verdict: Verdict | undefined): Tested {
  if (!verdict) return UNKNOWN;
  const { outcomes } = verdict;
  const index = outcomes.findIndex(({ state }) => state !== "passed");
  return {
    tests: { passed: countPassed(outcomes), total: outcomes.length },
    firstFailing: index < 0 ? null : { number: index + 1, title: outcomes[index]!.title },
  };
}

/**
 * What the tests say now of work that is neither solved nor untouched; of other work that is known.
 *
 * @returns undefined, too, where they cannot be run
 */
export async function verdictOnWork(step: Step, steps: Step[]): Promise<Verdict | undefined> {
  if (stateOf(step, steps) === "solved" || isUntouched(step)) return undefined;
  try {
    await prepare(step, steps, () => {});
    return (await attempt(step, steps)).verdict;
  } catch (error) {
    if (error instanceof Stop) return undefined;
    throw error;
  }
}

/** When a step's files were changed last; `null` where there are none. */
function lastChange({ edit }: Step): string | null {
  const times = edit.map(
    (file) => statSync(join(ROOT, file), { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  const last = Math.max(...times);
  return last === 0 ? null : new Date(last).toISOString();
}
