import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { ROOT } from "../ground/paths.ts";
import { scratchFolder } from "../ground/scratch.ts";
import { codeOf, solutionOf, starterOf, type Step } from "../ground/steps.ts";
import { compile } from "../judging/generated-code.ts";
import { git, items } from "../update/git.ts";

/** A copy of the course in which every step is solved and `gen/` is what the solutions' contracts say. */
export interface SolvedCopy {
  dir: string;
  /** What the copy was made of: relative to it and to the repository, with `/`. */
  files: string[];
  /** The file of the repository that one of the copy was made from. */
  originOf(file: string): string;
  remove(): void;
}

/**
 * Makes such a copy of all that git tracks or would track. Each step's starter lies in a folder
 * beside the step, from where its imports lead to the same places.
 *
 * @param extras folders with packages of their own, which are linked
 * @throws Stop when there is no git, or the contracts do not compile
 */
export async function copySolved(steps: Step[], extras: string[]): Promise<SolvedCopy> {
  const dir = scratchFolder("solved");
  const origins = new Map<string, string>();
  const copy = (origin: string, file = origin) => {
    mkdirSync(dirname(join(dir, file)), { recursive: true });
    cpSync(join(ROOT, origin), join(dir, file));
    origins.set(file, origin);
  };
  const remove = () => rmSync(dir, { recursive: true, force: true });
  remove();
  try {
    const listed = items(
      await git(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]),
    );
    // What was deleted and not yet committed is still in git's list.
    const files = listed.filter((file) => existsSync(join(ROOT, file)));
    for (const file of files) copy(file);
    for (const step of steps) {
      for (const file of codeOf(step)) copy(file, besideStep(step, file));
      for (const file of step.edit) {
        copy(starterOf(step, file), besideStep(step, file));
        copy(solutionOf(step, file), file);
      }
    }
    for (const folder of extras) {
      const packages = `${folder}/node_modules`;
      symlinkSync(join(ROOT, packages), join(dir, packages), "junction");
    }
    await compile(dir);
    return { dir, files, originOf: (file) => origins.get(file) ?? file, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

function besideStep({ id }: Step, file: string): string {
  return `steps/${id}.starter/${basename(file)}`;
}
