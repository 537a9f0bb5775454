import { ROOT, SCRATCH } from "../ground/paths.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { messages } from "../messages/index.ts";
import { readRecord, writeWhole } from "../ground/files.ts";
import { readPage, type Hint } from "../ground/markdown.ts";
import { type Step } from "../ground/steps.ts";
import { colour } from "../terminal/style.ts";
import { firstFailure, isSolved, type Verdict } from "../judging/verdict.ts";

const text = messages.hint;
const SHOWN = join(SCRATCH, "hints.json");

/** The hints of a task of a step, from the gentlest to nearly the code. */
function hintsOf(step: Step, task: string): Hint[] {
  return readPage(readFileSync(join(ROOT, step.readme), "utf8")).hints.get(task) ?? [];
}

/**
 * The next hint for the first test that fails, ready to print.
 *
 * @param verdict what the tests say now; without it the hint is for the first task
 * @param how how to get the one after
 */
export function hintFor(
  step: Step,
  verdict: Verdict | undefined,
  how = `npm run hint -- ${step.number}`,
): string {
  if (verdict && isSolved(verdict)) return text.solved(step.number);
  const failing = verdict && firstFailure(verdict)?.outcome?.task;
  const task = failing ?? tasksOf(step)[0]!;
  const next = nextHint(step, task);
  if (!next) return text.none(task, step.readme);
  const then =
    next.left > 0
      ? text.more(next.left, how)
      : text.last(`npm run diff -- ${step.number}`, `npm run solve -- ${step.number}`);
  return `${colour.bold(task)}\n\n${hintText(next.hint)}\n\n${then}`;
}

/** Every hint of a step, ready to print. */
export function allHints(step: Step): string {
  return tasksOf(step)
    .flatMap((task) => [colour.bold(task), ...hintsOf(step, task).map(hintText)])
    .join("\n\n");
}

function hintText({ summary, body }: Hint): string {
  return `  ${colour.bold(summary)}\n\n${body.replace(/^(?=.)/gm, "  ")}`;
}

/** The tasks of a step that have hints, in the order of its README. */
function tasksOf(step: Step): string[] {
  return [...readPage(readFileSync(join(ROOT, step.readme), "utf8")).hints.keys()];
}

/**
 * The next hint of a task that the learner has not seen; after the last, the last again. Remembers
 * that it has been shown.
 *
 * @returns the hint and how many are left after it; undefined for a task without hints
 */
function nextHint(step: Step, task: string): { hint: Hint; left: number } | undefined {
  const hints = hintsOf(step, task);
  if (hints.length === 0) return undefined;
  // By number: a learner who changes the language goes on where they were.
  const key = `${step.id} ${tasksOf(step).indexOf(task) + 1}`;
  const shown = readRecord<Record<string, number>>(SHOWN) ?? {};
  const index = Math.min(Number(shown[key]) || 0, hints.length - 1);
  writeWhole(SHOWN, JSON.stringify({ ...shown, [key]: index + 1 }, null, 2));
  return { hint: hints[index]!, left: hints.length - 1 - index };
}
