import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../ground/paths.ts";
import { generate, isFresh } from "../codegen/generate.ts";
import { solutionOf, type Step } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";

/** What the generated code loads, in the course's own copy of it. */
const RUNTIME = "google-protobuf";

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
 * @throws Stop as `compile` does, and where `gen/` is a link to where other packages are
 */
export async function freshenCode(): Promise<boolean> {
  refuseForeignCode();
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

/** @throws Stop where Node would load other packages for `gen/` than for the rest of the course */
function refuseForeignCode(): void {
  const code = join(ROOT, "gen");
  if (!existsSync(code)) return;
  const real = realpathSync(code);
  if (runtimeFrom(real) === runtimeFrom(ROOT)) return;
  const remove = process.platform === "win32" ? "rmdir gen" : "rm gen";
  throw new Stop(`${messages.loading.codeElsewhere(real)}\n  ${remove}`);
}

function runtimeFrom(folder: string): string | undefined {
  try {
    return createRequire(join(folder, "package.json")).resolve(RUNTIME);
  } catch {
    return undefined;
  }
}
