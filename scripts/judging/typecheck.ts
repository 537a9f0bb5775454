import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { ROOT, SCRATCH } from "../ground/paths.ts";
import type { Step } from "../ground/steps.ts";
import { runCompiler, type TypeError } from "./compiler.ts";

/** What files are judged by: the course's own more strictly than a learner's. */
const SETTINGS = { course: "scripts/tsconfig.json", learner: "tsconfig.json" };

/** What reconciles grpc-js's types of streams with Node's; nothing imports it. */
const STREAMS = join(ROOT, "steps/kit/streams.d.ts");

/**
 * Checks the types of a learner's files of a step, and of files of their own in the step's folder
 * that those import. An error in any other file is not theirs to mend, and none of the answer.
 *
 * @throws Stop as `typecheck` does
 */
export async function typecheckWork(step: Step): Promise<TypeError[]> {
  const files = step.edit.filter((file) => file.endsWith(".ts") && existsSync(join(ROOT, file)));
  if (files.length === 0) return [];
  const errors = await typecheck(ROOT, files, step.id, "learner");
  return errors.filter(
    ({ file }) => step.edit.includes(file) || file.startsWith(`steps/${step.id}/`),
  );
}

/**
 * Checks the types of some files and of what they import.
 *
 * @param root the tree that they belong to
 * @param files paths relative to `root`; globs are allowed
 * @param name names the check, so that two of them do not share a scratch file
 * @returns the errors, in the compiler's order
 * @throws Stop where the compiler's answer is not a list of errors
 */
export async function typecheck(
  root: string,
  files: string[],
  name: string,
  settings: keyof typeof SETTINGS = "course",
): Promise<TypeError[]> {
  // A name of its own: another command may be checking the same files.
  const config = join(SCRATCH, "types", `${name}.${process.pid}.json`);
  const fromConfig = (path: string) => relative(dirname(config), path).split(sep).join("/");
  mkdirSync(dirname(config), { recursive: true });
  writeFileSync(
    config,
    JSON.stringify({
      extends: fromConfig(join(ROOT, SETTINGS[settings])),
      include: [STREAMS, ...files.map((file) => join(root, file))].map(fromConfig),
      exclude: [],
    }),
  );
  try {
    return await runCompiler(config, root);
  } finally {
    rmSync(config, { force: true });
  }
}
