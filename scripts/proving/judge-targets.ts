import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "../../steps/kit/say.ts";
import { Stop } from "../ground/stop.ts";
import { Judge } from "../judging/judge.ts";
import type { Verdict } from "../judging/verdict.ts";
import type { Target } from "./targets.ts";
import { ticker } from "./ticker.ts";
import type { Trees } from "./trees.ts";

/**
 * Runs the steps' tests on some targets, each in a tree of its own at the learner's paths.
 *
 * @returns each target's verdict
 */
export async function judgeTargets(
  targets: Target[],
  trees: Trees,
  language: Language,
): Promise<Map<Target, Verdict>> {
  const verdicts = new Map<Target, Verdict>();
  const folders = new Map<Target, string>();
  for (const target of targets) {
    try {
      folders.set(target, await trees.layOut(target));
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      // What a learner would be told in place of a verdict.
      const stray = { sentence: error.message, isCheck: true };
      verdicts.set(target, { outcomes: [], strays: [stray], printed: "" });
    }
  }
  const onEnd = ticker(folders.size);
  // Of a mistake only the first failure counts, and waiting for the others takes long.
  for (const stopAtFirst of [false, true]) {
    const some = [...folders].filter(([{ kind }]) => (kind === "mistake") === stopAtFirst);
    if (some.length === 0) continue;
    const files = some.map(([{ step }, folder]) => join(folder, step.test));
    // In shared processes: half of the CPU time of a test file is the start of its own.
    const options = { onEnd, stopAtFirst, isolate: false };
    const judge = new Judge(trees.dir, files, language, options);
    const found = await judge.run().finally(() => judge.close());
    for (const [index, [target]] of some.entries()) verdicts.set(target, found[index]!);
  }
  for (const folder of folders.values()) rmSync(folder, { recursive: true });
  return verdicts;
}
