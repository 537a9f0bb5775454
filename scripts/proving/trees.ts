import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ROOT, SCRATCH } from "../ground/paths.ts";
import { solutionOf, type Step } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { compile } from "../judging/generated-code.ts";
import { layOut } from "../judging/layout.ts";
import { writeWhole } from "../ground/files.ts";
import type { Work } from "./work.ts";

/** Where the course lays out what it proves; made anew by each run. */
export const CHECK = join(SCRATCH, "check");

/** Folders of generated code, by what they were made of. */
const generated = new Map<string, Promise<string>>();

/**
 * Lays out a tree in which a step can be tried, beside the code that its contracts generate.
 *
 * @param name the tree's folder in {@link CHECK}
 * @param work what stands in for the learner's files
 * @returns the tree's folder
 * @throws Stop when the contracts do not compile
 */
export async function layOutTree(
  name: string,
  steps: Step[],
  step: Step,
  work?: Work,
): Promise<string> {
  const dir = join(CHECK, name);
  layOut(dir, steps, step, work);
  // A link, so that trees of the same contracts share what is loaded and compiled of it.
  symlinkSync(await generatedFor(contractsOf(steps, step, work)), join(dir, "gen"), "junction");
  return dir;
}

/** The `.proto` files that a step is tried with, by name. */
function contractsOf(steps: Step[], step: Step, work: Work = new Map()): Map<string, string> {
  const files = steps
    .filter(({ number }) => number <= step.number)
    .flatMap((each) => each.edit.map((file) => ({ each, file })))
    .filter(({ file }) => file.endsWith(".proto"));
  return new Map(
    files.map(({ each, file }) => {
      // The code of a contract that does not say enough yet is the solution's where making it is the lesson.
      const own = each === step && step.freshCode ? work.get(file) : undefined;
      return [file, own ?? readFileSync(join(ROOT, solutionOf(each, file)), "utf8")];
    }),
  );
}

/** The folder of the code that some contracts generate; made where it is not there yet. */
function generatedFor(contracts: Map<string, string>): Promise<string> {
  const key = createHash("sha256")
    .update(JSON.stringify([...contracts]))
    .digest("hex")
    .slice(0, 12);
  const made = generated.get(key) ?? generate(join(CHECK, "generated", key), contracts);
  generated.set(key, made);
  return made;
}

async function generate(dir: string, contracts: Map<string, string>): Promise<string> {
  mkdirSync(dir, { recursive: true });
  for (const [file, text] of contracts) writeWhole(join(dir, file), text);
  if (contracts.size > 0) await compile(dir);
  else throw new Stop("there is no contract to generate code from");
  return join(dir, "gen");
}
