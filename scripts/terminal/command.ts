import { parseArgs, type ParseArgsConfig } from "node:util";
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
 * Reads a command's arguments. `--plain` and `--verbose` are known to all.
 *
 * @throws Stop that names an unknown flag
 */
export function readArguments<const Options extends NonNullable<ParseArgsConfig["options"]>>(
  options: Options,
) {
  const config = {
    options: { ...options, plain: { type: "boolean" }, verbose: { type: "boolean" } },
    allowPositionals: true,
  } as const;
  try {
    return parseArgs(config);
  } catch (error) {
    // Node names the flag between the first quotes of its message.
    const flag = /'(-?-?[^' ]*)/.exec((error as Error).message)?.[1] ?? "";
    throw new Stop(text.badFlag(flag));
  }
}

/**
 * The step that a command is for: the one that its first argument names, else the current one.
 *
 * @throws Stop when there is no such step
 */
export function stepOf(argument: string | undefined, steps: Step[]): Step {
  if (argument === undefined) return currentStep(steps) ?? steps.at(-1)!;
  const step = steps.find(({ number }) => String(number) === argument);
  if (!step) throw new Stop(text.noSuchStep(argument, steps.length));
  return step;
}

/** The first step that is not known to be solved; undefined when all are. */
export function currentStep(steps: Step[]): Step | undefined {
  return steps.find((step) => stateOf(step, steps) !== "solved");
}
