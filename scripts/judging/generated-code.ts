import { readFileSync } from "node:fs";
import { ROOT } from "../ground/paths.ts";
import { join } from "node:path";
import { generate, isFresh } from "../codegen/generate.ts";
import { solutionOf, type Step } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";

/**
 * Compiles `proto/` of a tree into its `gen/`.
 *
 * @throws Stop with codegen's own message, ready to print
 */
export async function compile(root: string): Promise<void> {
  const dirs = { protoDir: join(root, "proto"), outDir: join(root, "gen") };
  const result = await generate({ ...dirs, toolchain: "auto" });
  if (!result.ok) throw new Stop(result.message);
}

/**
 * Compiles the learner's `proto/` where `gen/` is not what it says.
 *
 * @returns whether there was something to do
 * @throws Stop as `compile` does
 */
export async function freshenCode(): Promise<boolean> {
  if (hasFreshCode()) return false;
  await compile(ROOT);
  return true;
}

/**
 * Whether a step, once solved, still needs `npm run codegen`: it uses generated code, and no command
 * makes it along the way.
 */
export function needsCodegen(step: Step): boolean {
  const usesCode = (file: string) =>
    /\/gen\//.test(readFileSync(join(ROOT, solutionOf(step, file)), "utf8"));
  return !step.freshCode && step.edit.some(usesCode) && !hasFreshCode();
}

function hasFreshCode(): boolean {
  return isFresh(join(ROOT, "proto"), join(ROOT, "gen"));
}
