import type { Step } from "../ground/steps.ts";
import type { Verdict } from "../judging/verdict.ts";
import { messages } from "../messages/index.ts";
import { judgeTargets } from "./judge-targets.ts";
import type { Target } from "./targets.ts";
import { Trees } from "./trees.ts";
import { checkTypes } from "./types.ts";

const text = messages.course;

/**
 * Proves that targets are what they are said to be: that they compile, that the steps' tests say of
 * them what they should, and that a learner who reads Japanese is told everything in it.
 *
 * @param steps all steps, in order
 * @returns what is wrong with each
 */
export async function proveTargets(
  targets: Target[],
  steps: Step[],
): Promise<Map<Target, string[]>> {
  const trees = new Trees("check", steps);
  try {
    const starters = targets.filter(({ kind }) => kind === "starter");
    const wrong = await timed(text.types(targets.length), () =>
      checkTypes(targets, trees, steps.at(-1)!),
    );
    const verdicts = await timed(text.tests(targets.length), () =>
      judgeTargets(targets, trees, "en"),
    );
    for (const [target, verdict] of verdicts) wrong.get(target)!.push(...target.judge(verdict));
    if (starters.length === 0) return wrong;
    // The starters make each test fail, and so say everything that there is to say.
    const japanese = await timed(text.japanese(starters.length), () =>
      judgeTargets(starters, trees, "ja"),
    );
    for (const [target, verdict] of japanese) wrong.get(target)!.push(...notJapanese(verdict));
    return wrong;
  } finally {
    trees.remove();
  }
}

function notJapanese({ outcomes }: Verdict): string[] {
  return outcomes
    .flatMap(({ task, title, failure }) => [task, title, failure?.sentence ?? title])
    .filter((words) => !/\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Han}/u.test(words))
    .map((words) => `not in Japanese: ${words}`);
}

/**
 * Says what is being done, and how long it took.
 *
 * @param took how that is said of some seconds
 */
export async function timed<Result>(
  what: string,
  work: () => Promise<Result>,
  took = text.took,
): Promise<Result> {
  console.log(what);
  const start = performance.now();
  const result = await work();
  console.log(took(((performance.now() - start) / 1000).toFixed(1)));
  return result;
}
