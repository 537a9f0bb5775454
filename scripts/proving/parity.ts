import { ROOT } from "../ground/paths.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { solutionOf, starterOf, type Step } from "../ground/steps.ts";

/**
 * Lines of TypeScript that compile only if a file exports what the step's solution does, with the
 * same types; together with the others of one module.
 *
 * @param variant the file, relative to the module
 * @param solution the solution's file at the learner's place, likewise
 * @param isExact whether it may export no more than that either
 */
export function parityLines(variant: string, solution: string, isExact: boolean): string[] {
  const [one, other] = [`typeof import("./${variant}")`, `typeof import("./${solution}")`];
  const lines = [`null! as ${one} satisfies ${other};`];
  return isExact ? [...lines, `null! as ${other} satisfies ${one};`] : lines;
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
