import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { readPage } from "../ground/markdown.ts";
import { ROOT } from "../ground/paths.ts";
import type { Step } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { watchFiles } from "../ground/watch.ts";
import { Judge } from "../judging/judge.ts";
import { countPassed, firstFailure, type Verdict } from "../judging/verdict.ts";
import { messages } from "../messages/index.ts";
import { mark } from "../terminal/style.ts";
import { baseOf, mistakesFolder } from "./mistakes.ts";
import { asLine } from "./problem.ts";
import { findTargets, type Target } from "./targets.ts";
import { Trees } from "./trees.ts";
import { endOfPath, stageWork, type Work } from "./work.ts";
import { addMistake, writeChanges } from "./write-back.ts";

const text = messages.author;

/**
 * Lays out as files what a mistake, a variant or a stage of a path is, and judges it; in a terminal
 * again at each save, after writing the difference back to where it is kept. A name that there is
 * not yet begins a new mistake, from the end of the path.
 *
 * @param name as `npm test` prints it behind the step, such as `never-forgets` or `path-2`
 * @param steps all steps, in order
 * @returns whether the last verdict was what it should be
 * @throws Stop for what is kept elsewhere, or cannot be read
 */
export async function author(step: Step, name: string, steps: Step[]): Promise<boolean> {
  let target = targetOf(step, name);
  const trees = new Trees("author", steps);
  const tree = await trees.layOutWork("tree", step, target?.work ?? endOfPath(step));
  const judge = new Judge(tree, [join(tree, step.test)], "en");
  const places = step.edit.map((file) => join(tree, file));
  let isRight = false;

  const judgeIt = async (changed: string[] = []): Promise<Verdict> => {
    const [verdict] = await judge.run(changed);
    return verdict!;
  };
  const onSave = async (path: string) => {
    const verdict = await judgeIt([path]);
    const page = keep(step, name, target, readWork(tree, step), verdict);
    if (page) console.log(`\n${text.kept(page)}`);
    target = targetOf(step, name);
    isRight = tell(verdict, target);
  };
  try {
    isRight = tell(await judgeIt(), target);
    if (!process.stdin.isTTY || !process.stdout.isTTY) return isRight;
    let turn = Promise.resolve();
    const watch = watchFiles(places, (path) => {
      turn = turn
        .then(() => onSave(path))
        .catch((error: Error) => console.error(`${mark.failed} ${error.message}`));
    });
    // vitest would end the process in the middle.
    process.removeAllListeners("SIGINT");
    const interrupted = once(process, "SIGINT");
    console.log(text.edit(places.map((place) => relative(ROOT, place)).join(", ")));
    await interrupted;
    watch.close();
    await turn;
    return isRight;
  } finally {
    await judge.close();
    trees.remove();
  }
}

/** The target of a name; undefined for a mistake that there is not yet. */
function targetOf(step: Step, name: string): Target | undefined {
  const target = findTargets([step], (problem) => {
    throw new Stop(asLine(problem));
  }).find((each) => each.name === name);
  if (target && !target.section) throw new Stop(text.isFile(`solutions/${step.id}/`));
  return target;
}

function readWork(tree: string, step: Step): Work {
  return new Map(step.edit.map((file) => [file, readFileSync(join(tree, file), "utf8")]));
}

/**
 * Writes the difference back.
 *
 * @returns the page that it is written to; undefined where there is nothing to write
 */
function keep(
  step: Step,
  name: string,
  target: Target | undefined,
  work: Work,
  verdict: Verdict,
): string | undefined {
  if (target?.section) {
    writeChanges(target.section, step, baseFor(target), work);
    return target.section.path;
  }
  const base = endOfPath(step);
  const { outcome, failure } = firstFailure(verdict) ?? {};
  if (!outcome || !failure) return undefined;
  const page = pageOf(step, outcome.task);
  const told = { caughtBy: outcome.title, says: failure.sentence.split("\n")[0]! };
  addMistake(page, name, told, { step, base, work });
  return page.path;
}

function baseFor({ kind, step, name, section }: Target): Work {
  if (kind !== "stage") return baseOf(step, section!).work;
  return stageWork(step, Number(/\d+/.exec(name)![0]) - 1);
}

/** The page of the mistakes that a task's tests catch. */
function pageOf(step: Step, task: string): { path: string; title: string } {
  const { headings } = readPage(readFileSync(join(ROOT, `steps/${step.id}/README.md`), "utf8"));
  const number = /\d+/.exec(task)?.[0] ?? "1";
  const title = headings.find((heading) => heading.text.startsWith(`Task ${number}:`))?.text;
  return { path: `${mistakesFolder(step)}/task-${number}.md`, title: title ?? task };
}

/** Says what became of it. Returns whether that is what should. */
function tell(verdict: Verdict, target: Target | undefined): boolean {
  const first = firstFailure(verdict);
  console.log(text.passed(countPassed(verdict.outcomes), verdict.outcomes.length));
  if (first) console.log(`  ${first.outcome?.title ?? ""}\n  ${first.failure.sentence}`);
  const wrong = target?.judge(verdict) ?? (first ? [] : [text.noTest]);
  for (const each of wrong) console.log(`${mark.failed} ${each}`);
  if (wrong.length === 0) console.log(`${mark.passed} ${text.right}`);
  return wrong.length === 0;
}
