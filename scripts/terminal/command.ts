import { messages } from "../messages/index.ts";
import { sentenceFor } from "./failure.ts";
import { stateOf } from "../work/progress.ts";
import type { Step } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";

const text = messages.command;

/**
 * Runs a command to its exit code. A `Stop` is printed as its sentence; any other error as what it
 * says, with what to do about it.
 */
export async function run(main: () => Promise<number> | number): Promise<never> {
  // Whoever was reading has stopped, as `| head` does: nobody is left to be told.
  process.stdout.on("error", () => process.exit(2));
  try {
    process.exit(await main());
  } catch (error) {
    if (error instanceof Stop) {
      console.error(error.message);
      process.exit(error.code);
    }
    console.error(sentenceFor(error));
    if (process.argv.includes("--verbose")) console.error((error as Error).stack);
    process.exit(2);
  }
}

/**
 * The step that a command is for: the one that its first argument names, else the current one.
 *
 * @throws Stop when there is no such step
 */
export function stepOf(argument: string | undefined, steps: Step[]): Step {
  if (argument === undefined) return currentStep(steps) ?? steps.at(-1)!;
  const digits = argument.normalize("NFKC");
  const step = steps.find(({ number }) => /^\d+$/.test(digits) && number === Number(digits));
  if (!step) throw new Stop(text.noSuchStep(argument, steps.length));
  return step;
}

/** The first step that is not known to be solved; undefined when all are. */
export function currentStep(steps: Step[]): Step | undefined {
  return steps.find((step) => stateOf(step, steps) !== "solved");
}
