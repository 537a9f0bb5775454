import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../steps/kit/say.ts";
import type { Step } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { Judge } from "../judging/judge.ts";
import type { Verdict } from "../judging/verdict.ts";
import { ticker } from "./ticker.ts";
import { idOf, type Target } from "./targets.ts";
import { CHECK, layOutTree } from "./trees.ts";

/**
 * Runs the steps' tests on some targets, each in a tree of its own at the learner's paths.
 *
 * @returns each target's verdict
 */
export async function judgeTargets(
  targets: Target[],
  steps: Step[],
  language: Language,
): Promise<Map<Target, Verdict>> {
  const verdicts = new Map<Target, Verdict>();
  const trees = new Map<Target, string>();
  for (const target of targets) {
    try {
      const name = idOf(target).replace("/", ".");
      const tree = await layOutTree(name, steps, target.step, target.work);
      if (!target.hasCode) rmSync(join(tree, "gen"), { recursive: true });
      trees.set(target, tree);
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      // What a learner would be told in place of a verdict.
      const stray = { sentence: error.message, isCheck: true };
      verdicts.set(target, { outcomes: [], strays: [stray], printed: "" });
    }
  }
  const onEnd = ticker(trees.size);
  // Of a mistake only the first failure counts, and waiting for the others takes long.
  for (const stopAtFirst of [false, true]) {
    const some = [...trees].filter(([{ kind }]) => (kind === "mistake") === stopAtFirst);
    if (some.length === 0) continue;
    const files = some.map(([{ step }, tree]) => join(tree, step.test));
    // In shared processes: half of the CPU time of a test file is the start of its own.
    const judge = new Judge(CHECK, files, language, { onEnd, stopAtFirst, isolate: false });
    const found = await judge.run().finally(() => judge.close());
    for (const [index, [target]] of some.entries()) verdicts.set(target, found[index]!);
  }
  for (const tree of trees.values()) rmSync(tree, { recursive: true });
  return verdicts;
}
