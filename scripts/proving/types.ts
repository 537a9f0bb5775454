import { mkdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Step } from "../ground/steps.ts";
import { typecheck } from "../judging/typecheck.ts";
import { parityLines, unsharedTypes } from "./parity.ts";
import { idOf, type Target } from "./targets.ts";
import { layOutTree } from "./trees.ts";

/**
 * Compiles what stands in for learners' files, all in one program and each file once: a target's
 * files lie in a folder beside the step's own, from where their imports lead to the same places.
 *
 * @returns what is wrong with each
 */
export async function checkTypes(targets: Target[], steps: Step[]): Promise<Map<Target, string[]>> {
  const wrong = new Map<Target, string[]>(targets.map((target) => [target, []]));
  const typed = targets.filter(({ work }) => typeScriptOf(work).length > 0);
  if (typed.length === 0) return wrong;
  const tree = await layOutTree("types", steps, steps.at(-1)!);
  const parity: { target: Target; line: string }[] = [];
  for (const target of typed) {
    for (const [file, text] of typeScriptOf(target.work)) {
      const variant = `${folderOf(target)}${basename(file)}`;
      mkdirSync(dirname(join(tree, variant)), { recursive: true });
      writeFileSync(join(tree, variant), text);
      const lines = parityLines(variant, file, target.kind === "starter");
      parity.push(...lines.map((line) => ({ target, line })));
    }
    if (target.kind === "starter") wrong.get(target)!.push(...unsharedTypes(target.step));
  }
  writeFileSync(join(tree, "parity.ts"), parity.map(({ line }) => line).join("\n"));
  const globs = typed.map((target) => `${folderOf(target)}*.ts`);
  const errors = await typecheck(tree, [...globs, "parity.ts"], "check");
  for (const { file, line, message } of errors) {
    const isParity = file === "parity.ts";
    const target = isParity
      ? parity[line - 1]!.target
      : typed.find((each) => file.startsWith(folderOf(each)));
    const place = isParity ? "exports other than the solution's" : `${basename(file)}:${line}`;
    if (!target) throw new Error(`${file}:${line}: ${message}`);
    wrong.get(target)!.push(`${place}: ${message}`);
  }
  return wrong;
}

/** Where a target's files are in the tree of types. */
function folderOf(target: Target): string {
  return `steps/${idOf(target).replace("/", ".")}/`;
}

function typeScriptOf(work: Target["work"]): [string, string][] {
  return [...work].filter(([file]) => file.endsWith(".ts"));
}
