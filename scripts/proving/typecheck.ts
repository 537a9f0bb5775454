import { join } from "node:path";
import { installExtras } from "../ground/extras.ts";
import { ROOT } from "../ground/paths.ts";
import { findSteps } from "../ground/steps.ts";
import { runCompiler, type TypeError } from "../judging/compiler.ts";
import { copySolved, type SolvedCopy } from "./solved-copy.ts";

/** Folders with packages of their own. */
const EXTRAS = ["bench", "slides"];

/**
 * Compiles everything that is the course's own: each folder with a tsconfig.json of its own by that,
 * all else by that of scripts. A learner's files and a contributor's `gen/` have no part in it.
 *
 * @returns the errors, each file as it is called in the repository
 * @throws Stop when it cannot be tried
 */
export async function typecheckCourse(): Promise<TypeError[]> {
  for (const folder of EXTRAS) await installExtras(folder);
  const copy = await copySolved(findSteps(ROOT, "en"), EXTRAS);
  try {
    const found = await Promise.all(projectsOf(copy).map((each) => runCompiler(each, copy.dir)));
    return asInRepository(found.flat(), copy);
  } finally {
    copy.remove();
  }
}

/** All but the root's, which is a learner's and asks less. */
function projectsOf({ dir, files }: SolvedCopy): string[] {
  return files.filter((file) => file.endsWith("/tsconfig.json")).map((file) => join(dir, file));
}

/** A file of the repository may lie in several places of the copy; its error counts once. */
function asInRepository(errors: TypeError[], copy: SolvedCopy): TypeError[] {
  const unique = new Map<string, TypeError>();
  for (const error of errors) {
    const own = { ...error, file: copy.originOf(error.file) };
    unique.set(JSON.stringify(own), own);
  }
  return [...unique.values()];
}
