import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { messages } from "../messages/index.ts";
import type { Attempt } from "./attempt.ts";
import { ROOT, type Step } from "./steps.ts";
import { colour, mark } from "./style.ts";
import type { TypeError } from "./typecheck.ts";
import { firstFailure, type Failure, type Outcome } from "./verdict.ts";

const text = messages.report;
/** How many errors of the compiler are shown: the first ones usually cause the rest. */
const MOST_TYPE_ERRORS = 3;
/** How many lines of the learner's own output are shown. */
const MOST_PRINTED = 40;

/**
 * Tells a learner how a step stands. The cause of the first failure comes first, then the tasks in
 * the order of the README, then what to do.
 *
 * @returns the text to print, without a closing line feed
 */
export function report(step: Step, { verdict, typeErrors, solved }: Attempt): string {
  const { outcomes, printed } = verdict;
  const first = firstFailure(verdict);
  const lines: string[] = [];
  if (first) {
    const { failure, outcome } = first;
    lines.push(`${mark.failed} ${colour.bold(failure.sentence)}`, "");
    lines.push(...place(step, failure), ...sides(failure));
    if (outcome)
      lines.push(`  ${text.test(outcome.title)}`, `  ${text.readTask(outcome.task, step.readme)}`);
    lines.push("");
  }
  lines.push(...types(typeErrors, first !== undefined));
  if (printed.trim()) lines.push(text.printed, ...excerpt(printed), "");

  const passed = outcomes.filter(({ state }) => state === "passed").length;
  lines.push(colour.bold(text.heading(step.number, step.title, passed, outcomes.length)));
  lines.push(...checklist(outcomes, first?.outcome?.task), "");
  const command = colour.bold(`npm run step:${step.number}`);
  lines.push(solved ? `${mark.passed} ${text.solved(step.number)}` : text.again(command));
  return lines.join("\n");
}

/** The end of what the learner's code printed, with nothing in it that would steer the terminal. */
function excerpt(printed: string): string[] {
  const lines = stripVTControlCharacters(printed).trimEnd().split("\n");
  const shown = lines.slice(-MOST_PRINTED).map((line) => `  | ${line.slice(0, 500)}`);
  return lines.length > MOST_PRINTED
    ? [`  ${text.more(lines.length - MOST_PRINTED)}`, ...shown]
    : shown;
}

/** A line for each task, and one for each test of the task to work on. */
function checklist(outcomes: Outcome[], current: string | undefined): string[] {
  const tasks = [...new Set(outcomes.map(({ task }) => task))];
  return tasks.flatMap((task) => {
    const tests = outcomes.filter((outcome) => outcome.task === task);
    const passed = tests.filter(({ state }) => state === "passed").length;
    const sign = passed === tests.length ? mark.passed : mark.failed;
    const line = `  ${sign} ${task}  ${colour.dim(text.ofTests(passed, tests.length))}`;
    if (task !== current) return [line];
    return [line, ...tests.map(({ state, title }) => `      ${signOf(state)} ${title}`)];
  });
}

function signOf(state: Outcome["state"]): string {
  return state === "unfinished" ? "?" : mark[state];
}

function types(errors: TypeError[], isBesideFailure: boolean): string[] {
  if (errors.length === 0) return [];
  const lines = isBesideFailure
    ? [colour.bold(text.typesToo)]
    : [`${mark.failed} ${colour.bold(text.onlyTypes)}`];
  for (const { file, line, column, message } of errors.slice(0, MOST_TYPE_ERRORS)) {
    lines.push(`  ${colour.cyan(`${file}:${line}:${column}`)}`, ...indent(message, "    "));
  }
  const more = errors.length - MOST_TYPE_ERRORS;
  return more > 0 ? [...lines, `  ${text.more(more)}`, ""] : [...lines, ""];
}

/** The place that the sentence names; else the line that threw, the first TODO left, the file. */
function place(step: Step, failure: Failure): string[] {
  const at = namedPlace(step, failure.sentence) ?? failure.at ?? firstTodo(step);
  if (!at) return [`  ${text.edit(colour.cyan(step.edit[0]!))}`];
  const source = readFileSync(join(ROOT, at.file), "utf8").split("\n")[at.line - 1] ?? "";
  return [
    `  ${text.edit(colour.cyan(`${at.file}:${at.line}`))}`,
    `    ${at.line} | ${source.trim()}`,
  ];
}

function namedPlace(step: Step, sentence: string): { file: string; line: number } | undefined {
  const [, file = "", line] = /([\w./-]+):(\d+)/.exec(sentence) ?? [];
  return step.edit.includes(file) ? { file, line: Number(line) } : undefined;
}

function firstTodo(step: Step): { file: string; line: number } | undefined {
  for (const file of step.edit.filter((each) => existsSync(join(ROOT, each)))) {
    const lines = readFileSync(join(ROOT, file), "utf8").split("\n");
    const index = lines.findIndex((line) => line.includes("TODO:"));
    if (index >= 0) return { file, line: index + 1 };
  }
  return undefined;
}

/** Expected above actual, with a caret under the first character that differs. */
function sides({ expected, actual }: Failure): string[] {
  if (expected === undefined || actual === undefined) return [];
  const width = Math.max(text.expected.length, text.actual.length);
  const isOneLine = !`${expected}${actual}`.includes("\n");
  if (!isOneLine) {
    return [
      `  ${text.expected}`,
      ...indent(expected, "    ").map(colour.green),
      `  ${text.actual}`,
      ...indent(actual, "    ").map(colour.red),
    ];
  }
  return [
    `  ${text.expected.padEnd(width)}  ${colour.green(expected)}`,
    `  ${text.actual.padEnd(width)}  ${colour.red(actual)}`,
    ...caret(expected, actual).map(
      (line) => `  ${" ".repeat(columns(text.actual.padEnd(width)))}  ${line}`,
    ),
  ];
}

function caret(expected: string, actual: string): string[] {
  let same = 0;
  while (same < actual.length && actual[same] === expected[same]) same += 1;
  return expected === actual ? [] : [`${" ".repeat(columns(actual.slice(0, same)))}^`];
}

/** How many columns a terminal gives a text: East Asian characters take two. */
function columns(words: string): number {
  const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uff60]/gu;
  return [...words].length + (words.match(wide)?.length ?? 0);
}

function indent(block: string, by: string): string[] {
  return block.split("\n").map((line) => by + line);
}
