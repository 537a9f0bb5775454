import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Step } from "../ground/steps.ts";
import { typecheck } from "../judging/typecheck.ts";
import { parityLines, unsharedTypes } from "./parity.ts";
import type { Target } from "./targets.ts";
import { folderOf, type Trees } from "./trees.ts";

/**
 * Compiles what stands in for learners' files, all in one program and each file once: a target's
 * files lie in a folder beside the step's own, from where their imports lead to the same places.
 *
 * @param last the last step, in whose tree every earlier one is solved
 * @returns what is wrong with each
 */
export async function checkTypes(
  targets: Target[],
  trees: Trees,
  last: Step,
): Promise<Map<Target, string[]>> {
  const wrong = new Map<Target, string[]>(targets.map((target) => [target, []]));
  const typed = targets.filter(({ work }) => typeScriptOf(work).length > 0);
  if (typed.length === 0) return wrong;
  const tree = await trees.layOutWork("types", last);
  const parity: { target: Target; line: string }[] = [];
  for (const target of typed) {
    for (const [file, text] of typeScriptOf(target.work)) {
      const variant = `steps/${folderOf(target)}/${basename(file)}`;
      mkdirSync(dirname(join(tree, variant)), { recursive: true });
      writeFileSync(join(tree, variant), text);
      const lines = parityLines(variant, file, target.kind === "starter");
      parity.push(...lines.map((line) => ({ target, line })));
    }
    if (target.kind === "starter") wrong.get(target)!.push(...unsharedTypes(target.step));
  }
  writeFileSync(join(tree, "parity.ts"), parity.map(({ line }) => line).join("\n"));
  const globs = typed.map((target) => `steps/${folderOf(target)}/*.ts`);
  const errors = await typecheck(tree, [...globs, "parity.ts"], basename(trees.dir), "learner");
  for (const { file, line, message } of errors) {
    const isParity = file === "parity.ts";
    const target = isParity
      ? parity[line - 1]!.target
      : typed.find((each) => file.startsWith(`steps/${folderOf(each)}/`));
    const place = isParity ? "exports other than the solution's" : `${basename(file)}:${line}`;
    if (!target) throw new Error(`${file}:${line}: ${message}`);
    wrong.get(target)!.push(`${place}: ${message}`);
  }
  return wrong;
}

function typeScriptOf(work: Target["work"]): [string, string][] {
  return [...work].filter(([file]) => file.endsWith(".ts"));
}
