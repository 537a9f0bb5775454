import type { Step } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { isSolution, stateOf } from "./progress.ts";

/**
 * The step that a command is for: the one that its first argument names, else the current one.
 *
 * @throws Stop when there is no such step
 */
export function stepOf(argument: string | undefined, steps: Step[]): Step {
  if (argument === undefined) return currentStep(steps) ?? steps.at(-1)!;
  const digits = argument.normalize("NFKC");
  const step = steps.find(({ number }) => /^\d+$/.test(digits) && number === Number(digits));
  if (!step) throw new Stop(messages.command.noSuchStep(argument, steps.length));
  return step;
}

/**
 * The first step that is not known to be solved, and where the solution has not been taken over to
 * catch up; undefined when all are solved.
 */
export function currentStep(steps: Step[]): Step | undefined {
  const unsolved = steps.filter((step) => stateOf(step, steps) !== "solved");
  return unsolved.find((step) => !isSolution(step)) ?? unsolved[0];
}
