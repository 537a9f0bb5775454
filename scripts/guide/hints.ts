import { ROOT } from "../ground/paths.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { messages } from "../messages/index.ts";
import { readPage, type Hint } from "../ground/markdown.ts";
import { type Step } from "../ground/steps.ts";
import { colour } from "../terminal/style.ts";
import { wrapped } from "../terminal/wrap.ts";
import { rememberShown, shownOf } from "../work/hints-shown.ts";
import { firstFailure, isSolved, type Verdict } from "../judging/verdict.ts";

const text = messages.hint;

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
  const first = verdict && firstFailure(verdict);
  // No task is to blame for a file that cannot be read, or a process that ends.
  if (first && !first.outcome) {
    return text.before(first.failure.sentence, `npm run step:${step.number}`);
  }
  const task = first?.outcome?.task ?? tasksOf(step)[0]!;
  const next = nextHint(step, task);
  if (!next) return text.none(task, step.readme);
  const then =
    next.left > 0
      ? text.more(next.left, how)
      : text.last(`npm run diff -- ${step.number}`, `npm run solve -- ${step.number}`);
  return `${colour.bold(task)}\n\n${hintText(next.hint)}\n\n${wrapped(then)}`;
}

/** Every hint of a step, ready to print. */
export function allHints(step: Step): string {
  return tasksOf(step)
    .flatMap((task) => [colour.bold(task), ...hintsOf(step, task).map(hintText)])
    .join("\n\n");
}

function hintText({ summary, body }: Hint): string {
  // Code stays as it is; elsewhere a README's line ends are those of its source.
  const parts = body.split(/(^```[^]*?^```)/m).map((part, index) => {
    if (index % 2 === 1) return part.replace(/^(?=.)/gm, "  ");
    const joined = part.replace(/(?<=\S)\n(?=[^\s\-*|])/g, " ");
    return wrapped(joined.replace(/^(?=.)/gm, "  "), "  ");
  });
  return `  ${colour.bold(summary)}\n\n${parts.join("")}`;
}

/** The tasks of a step that have hints, in the order of its README: other sections fold answers. */
function tasksOf(step: Step): string[] {
  const headings = readPage(readFileSync(join(ROOT, step.readme), "utf8")).hints.keys();
  return [...headings].filter((heading) => /^(?:Task|課題) ?\d+/.test(heading));
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
  const number = tasksOf(step).indexOf(task) + 1;
  const index = Math.min(shownOf(step, number), hints.length - 1);
  rememberShown(step, number, index + 1);
  return { hint: hints[index]!, left: hints.length - 1 - index };
}
