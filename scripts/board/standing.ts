import { countTests, type Step } from "../ground/steps.ts";
import { countPassed, isSolved, type Verdict } from "../judging/verdict.ts";
import { countShown } from "../work/hints-shown.ts";
import { isSolution, stateOf } from "../work/progress.ts";
import type { Standing } from "./contract.ts";
import type { Kept } from "./membership.ts";

/** Titles that are longer say no more on a tile. */
const TITLE = 120;
const MINUTE = 60_000;

/**
 * How a learner stands in a step.
 *
 * @param verdict what the tests say; without it what is known of the step
 * @param steps all steps, in order
 * @param hand whether the learner's hand is up
 */
export function standingOf(
  nickname: string,
  step: Step,
  steps: Step[],
  verdict: Verdict | undefined,
  hand: boolean,
): Standing {
  const outcomes = verdict?.outcomes ?? [];
  const failing = outcomes.findIndex(({ state }) => state !== "passed");
  // Where the tests pass and the types do not, it is not solved.
  const isDone = (!verdict || isSolved(verdict)) && isKnownSolved(step, steps);
  const total = isDone ? countTests(step) : outcomes.length;
  return {
    nickname,
    step: step.number,
    passed: isDone ? total : countPassed(outcomes),
    total,
    failingNumber: failing + 1,
    failingTitle: outcomes[failing]?.title.slice(0, TITLE) ?? "",
    unchangedMinutes: 0,
    hints: countShown(step),
    solvedBy: !isDone ? "NOT_SOLVED" : isSolution(step) ? "BY_SOLVE" : "BY_HAND",
    hand,
    left: false,
  };
}

/** Who has just taken the solution has not had it tried. */
function isKnownSolved(step: Step, steps: Step[]): boolean {
  return isSolution(step) || stateOf(step, steps) === "solved";
}

/** A standing together with since when it has been so: since before, where it says the same of the work. */
export function since(standing: Standing, before: Kept | undefined, at = Date.now()): Kept {
  const workOf = ({ step, passed, total, failingNumber, solvedBy }: Standing) =>
    [step, passed, total, failingNumber, solvedBy].join();
  const isSame = before !== undefined && workOf(before.standing) === workOf(standing);
  return { standing, since: isSame ? before.since : at };
}

/** A standing as it is sent: with the minutes for which it has been so. */
export function asSent({ standing, since: start }: Kept, at = Date.now()): Standing {
  return { ...standing, unchangedMinutes: Math.max(0, Math.floor((at - start) / MINUTE)) };
}
