import { ROOT, SCRATCH } from "../ground/paths.ts";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { isFresh } from "../codegen/generate.ts";
import { messages } from "../messages/index.ts";
import { attempt, missingFoundation } from "./attempt.ts";
import { compile, freshenCode } from "./generated-code.ts";
import { stateOf } from "../work/progress.ts";
import { findSteps, runnableOf, solutionOf } from "../ground/steps.ts";
import { layOut } from "./layout.ts";

const text = messages.run;

/**
 * Loads the file that an npm script runs: the learner's own where it passes its tests, else the
 * solution, and says which on standard error.
 *
 * @param script the script's name, which a step's front matter has under `runs`
 * @returns the module
 */
export async function loadRunnable<Module>(script: string): Promise<Module> {
  const steps = findSteps();
  const { step, file } = runnableOf(script, steps);
  const solution = solutionOf(step, file);

  if (stateOf(step, steps) !== "solved") console.error(text.checking(file));
  const missing = await missingFoundation(step, steps);
  if (missing) {
    const contract = missing.step.edit[0]!;
    console.error(text.fallbackContract(contract, `npm run step:${missing.step.number}`));
    return load(join(await referenceTree(), solution));
  }
  await freshenCode();
  const own =
    existsSync(join(ROOT, file)) &&
    (stateOf(step, steps) === "solved" || (await attempt(step, steps)).solved);
  console.error(
    own ? text.own(file) : text.fallback(file, solution, `npm run step:${step.number}`),
  );
  return load(join(ROOT, own ? file : solution));
}

function load<Module>(path: string): Promise<Module> {
  return import(pathToFileURL(path).href);
}

/** Loads what an npm script runs from a tree in which everything is the solution. */
export function loadReference<Module>(script: string, tree: string): Promise<Module> {
  const { step, file } = runnableOf(script, findSteps());
  return load(join(tree, solutionOf(step, file)));
}

/** A tree in which everything is the solution, down to the contract and the generated code. */
export async function referenceTree(): Promise<string> {
  const steps = findSteps();
  const dir = join(SCRATCH, "reference");
  layOut(dir, steps, steps.at(-1)!);
  if (!isFresh(join(dir, "proto"), join(dir, "gen"))) await compile(dir);
  return dir;
}
