import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../ground/paths.ts";
import { solutionOf, type Step } from "../ground/steps.ts";

/** How JavaScript says that a name is not there. */
const NOT_DEFINED = /\b(\w+) is not defined/;
/** How the compiler says so, in either language; the last of the three: that only its type is there. */
const NO_NAME = /^TS(?:2304|2552|1361): .*?'((?!import)\w+)'/;

/**
 * What an error that names something that is not there is mended by: the line that imports it as the
 * step's solution does.
 *
 * @param error what JavaScript or the compiler says
 * @returns undefined for another error, and for a name that the solution does not import
 */
export function importLine(step: Step, error: string): string | undefined {
  const name = (NO_NAME.exec(error) ?? NOT_DEFINED.exec(error))?.[1];
  if (name === undefined) return undefined;
  const listed = new RegExp(`^(?:(type) )?${name}$`);
  for (const file of step.edit) {
    for (const { names, module } of importsOf(solutionOf(step, file))) {
      const [found, type] = names.flatMap((each) => listed.exec(each) ?? []);
      if (found === undefined) continue;
      // What is missing when the code runs is more than a type.
      const isType = type !== undefined && error.startsWith("TS2");
      return `import ${isType ? "type " : ""}{ ${name} } from ${module};`;
    }
  }
  return undefined;
}

/** The import statements of a file of the course's, with the names that stand in their braces. */
function importsOf(file: string): { names: string[]; module: string }[] {
  const source = readFileSync(join(ROOT, file), "utf8");
  const statements = source.matchAll(/^import \{([^}]*)\} from (".*");/gm);
  return Array.from(statements, ([, names, module]) => ({
    names: names!.split(",").map((name) => name.trim()),
    module: module!,
  }));
}
