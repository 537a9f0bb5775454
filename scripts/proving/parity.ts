import { ROOT } from "../ground/paths.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { solutionOf, starterOf, type Step } from "../ground/steps.ts";

/**
 * TypeScript that compiles only if the starter and the solution of a step export the same values,
 * with the same types.
 *
 * @param edit the files that the learner edits
 * @param starter the folder in which the starter is laid out, relative to the file to be written
 * @param solution the same for the solution
 */
export function parityModule(edit: string[], starter: string, solution: string): string {
  return edit
    .filter((file) => file.endsWith(".ts"))
    .map((file, index) => {
      const [ours, theirs] = [`starter${index}`, `solution${index}`];
      return [
        `import * as ${ours} from "${starter}/${file}";`,
        `import * as ${theirs} from "${solution}/${file}";`,
        `export const from${index}: typeof ${theirs} = ${ours};`,
        `export const to${index}: typeof ${ours} = ${theirs};\n`,
      ].join("\n");
    })
    .join("");
}

/** The types that only one of a step's starter and solution exports; empty when they are the same. */
export function unsharedTypes(step: Step): string[] {
  return step.edit.flatMap((file) => {
    const starter = exportedTypes(starterOf(step, file));
    const solution = exportedTypes(solutionOf(step, file));
    return [
      ...starter.filter((name) => !solution.includes(name)),
      ...solution.filter((name) => !starter.includes(name)),
    ].map((name) => `${file}: only one of starter and solution exports the type ${name}`);
  });
}

function exportedTypes(file: string): string[] {
  const source = readFileSync(join(ROOT, file), "utf8");
  return [...source.matchAll(/^export (?:interface|type) (\w+)/gm)].map((match) => match[1]!);
}
