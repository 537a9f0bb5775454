import { ROOT } from "../ground/paths.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import columns from "fast-string-width";
import { messages } from "../messages/index.ts";
import type { Attempt } from "../judging/attempt.ts";
import { type Step } from "../ground/steps.ts";
import { printable, printableLines } from "../terminal/printable.ts";
import { colour, mark } from "../terminal/style.ts";
import { wrapped } from "../terminal/wrap.ts";
import { importLine } from "./imports.ts";
import type { TypeError } from "../judging/compiler.ts";
import {
  countPassed,
  firstFailure,
  isSolved,
  type Failure,
  type Outcome,
} from "../judging/verdict.ts";

const text = messages.report;
/** How many errors of the compiler are shown: the first ones usually cause the rest. */
const MOST_TYPE_ERRORS = 3;
/** How many lines of the learner's own output are shown. */
const MOST_PRINTED = 40;
/** How much of one side of a comparison is shown, in characters. */
const MOST_COLUMNS = 160;
/** How many lines `npm start` shows beside a report: when it was made, and what can be done. */
const LINES_BESIDE = 5;

/**
 * Tells a learner how a step stands. The cause of the first failure comes first, then the tasks in
 * the order of the README, then what to do.
 *
 * @param next what to do after mending, in a line
 * @returns the text to print, without a closing line feed
 */
export function report(
  step: Step,
  { verdict, typeErrors, solved }: Attempt,
  next = text.again(colour.bold(`npm run step:${step.number}`)),
): string {
  const { outcomes, printed } = verdict;
  const first = firstFailure(verdict);
  const lines: string[] = [];
  if (first) {
    const { failure, outcome } = first;
    lines.push(`${mark.failed} ${colour.bold(wrapped(failure.sentence, "  "))}`, "");
    const missing = importLine(step, failure.sentence);
    if (missing) lines.push(`  ${text.importIt(colour.cyan(missing))}`);
    lines.push(...place(step, failure, outcome), ...sides(failure));
    if (outcome)
      lines.push(`  ${text.test(outcome.title)}`, `  ${text.readTask(outcome.task, step.readme)}`);
    lines.push("");
  }
  lines.push(...types(step, typeErrors, isSolved(verdict)));
  if (printed.trim()) lines.push(text.printed, ...excerpt(printed), "");

  const passed = countPassed(outcomes);
  lines.push(colour.bold(text.heading(step.number, step.title, passed, outcomes.length)));
  const tests = checklist(outcomes, first?.outcome?.task);
  const end = ["", solved ? `${mark.passed} ${text.solved(step.number)}` : next];
  const used = [...lines, ...tests, ...end].join("\n").split("\n").length;
  // In a low terminal, as editors have, the cause would scroll away: the failing test is named beside it.
  const hasRoom = used + LINES_BESIDE <= (process.stdout.rows || Number.POSITIVE_INFINITY);
  return [...lines, ...(hasRoom ? tests : checklist(outcomes, undefined)), ...end].join("\n");
}

/** The end of what the learner's code printed, with nothing in it that would steer the terminal. */
function excerpt(printed: string): string[] {
  const lines = printableLines(stripVTControlCharacters(printed)).trimEnd().split("\n");
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
    const passed = countPassed(tests);
    const sign = passed === tests.length ? mark.passed : mark.failed;
    const line = `  ${sign} ${task}  ${colour.dim(text.ofTests(passed, tests.length))}`;
    if (task !== current) return [line];
    return [line, ...tests.map(({ state, title }) => `      ${signOf(state)} ${title}`)];
  });
}

function signOf(state: Outcome["state"]): string {
  return state === "unfinished" ? "?" : mark[state];
}

function types(step: Step, errors: TypeError[], doTestsPass: boolean): string[] {
  if (errors.length === 0) return [];
  const lines = doTestsPass
    ? [`${mark.failed} ${colour.bold(text.onlyTypes)}`]
    : [colour.bold(text.typesToo)];
  for (const { file, line, column, message } of errors.slice(0, MOST_TYPE_ERRORS)) {
    lines.push(
      `  ${colour.cyan(`${file}:${line}:${column}`)}`,
      ...indent(printableLines(message), "    "),
    );
    const missing = doTestsPass ? importLine(step, message) : undefined;
    if (missing) lines.push(`    ${text.importIt(colour.cyan(missing))}`);
  }
  const more = errors.length - MOST_TYPE_ERRORS;
  return more > 0 ? [...lines, `  ${text.more(more)}`, ""] : [...lines, ""];
}

/**
 * The place that the sentence names; else the line that threw, the function that the test accuses,
 * what is still to do, the function that the words name, the file.
 */
function place(step: Step, failure: Failure, outcome: Outcome | undefined): string[] {
  const at =
    namedPlace(step, failure.sentence) ??
    failure.at ??
    accusation(step, failure.accused, outcome?.task) ??
    toDo(step, outcome?.task) ??
    declaration(step, `${failure.sentence} ${outcome?.title}`);
  // Who is told to run something first has nothing to edit for that.
  if (!at && failure.sentence.includes("npm run ")) return [];
  if (!at) return [`  ${text.edit(colour.cyan(step.edit[0]!))}`];
  const source = printable(linesOf(at.file)[at.line - 1]?.trim() ?? "");
  return [
    `  ${text.edit(colour.cyan(`${at.file}:${at.line}`))}`,
    `    ${at.line} | ${source.length > 90 ? `${source.slice(0, 89)}…` : source}`,
  ];
}

interface Place {
  file: string;
  line: number;
}

function namedPlace(step: Step, sentence: string): Place | undefined {
  const [, file = "", line] = /([\w./-]+):(\d+)/.exec(sentence) ?? [];
  return step.edit.includes(file) ? { file, line: Number(line) } : undefined;
}

/** Where the accused function is declared, or what is still to do in it of the task. */
function accusation(step: Step, name: string | undefined, task: string | undefined) {
  const at = name && declared(step, name);
  if (!at) return undefined;
  const lines = linesOf(at.file);
  const [margin] = /^ */.exec(lines[at.line - 1]!)!;
  const length = lines.slice(at.line).findIndex((line) => line.startsWith(`${margin}}`));
  return toDo(step, task, { ...at, length }) ?? at;
}

/** The first TODO that is left of a task, in some lines or anywhere. */
function toDo(step: Step, task = "", within?: Place & { length: number }): Place | undefined {
  const number = /\d+/.exec(task)?.[0] ?? "";
  const ofTask = new RegExp(`TODO: tasks?[^.]*\\b${number}\\b`);
  if (!within) return findLine(step, (line) => ofTask.test(line));
  const lines = linesOf(within.file).slice(within.line, within.line + within.length);
  const index = lines.findIndex((line) => ofTask.test(line));
  return index < 0 ? undefined : { file: within.file, line: within.line + index + 1 };
}

/** Where the first name in camel case is declared as a function: `SendNote` as `sendNote`. */
function declaration(step: Step, words: string): Place | undefined {
  for (const [name] of words.matchAll(/\b[A-Za-z][a-z]+[A-Z][A-Za-z]*|`[a-z]+`/g)) {
    const bare = name.replaceAll("`", "");
    const found = declared(step, bare[0]!.toLowerCase() + bare.slice(1));
    if (found) return found;
  }
  return undefined;
}

/** Where a function is declared, or a constant or a property that holds one. */
function declared(step: Step, name: string): Place | undefined {
  const ways = [
    `function\\*? ${name}\\b`,
    `(const|let) ${name}\\b.*= (async )?(function|[(<a-z]+.*(=>|\\($))`,
    `^ *(async |public |override )*\\*?${name}(<.*>)?\\((.*\\{)?$`,
    `^ *${name}: (async )?(function|[(<a-z]+.*(=>|\\($))`,
  ];
  return findLine(step, (line) => ways.some((way) => new RegExp(way).test(line)));
}

function findLine(step: Step, isIt: (line: string) => boolean): Place | undefined {
  for (const file of step.edit) {
    const index = linesOf(file).findIndex(isIt);
    if (index >= 0) return { file, line: index + 1 };
  }
  return undefined;
}

function linesOf(file: string): string[] {
  return existsSync(join(ROOT, file))
    ? readFileSync(join(ROOT, file), "utf8")
        .replace(/[\0\ufffd]/g, "")
        .split("\n")
    : [];
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
  const [wanted, came] = brief(expected, actual);
  return [
    `  ${text.expected.padEnd(width)}  ${colour.green(wanted)}`,
    `  ${text.actual.padEnd(width)}  ${colour.red(came)}`,
    ...caret(wanted, came).map(
      (line) => `  ${" ".repeat(columns(text.actual.padEnd(width)))}  ${line}`,
    ),
  ];
}

/** Two texts cut down to where they begin to differ. */
function brief(expected: string, actual: string): [string, string] {
  const start = letterAt(expected, Math.max(0, sameLength(expected, actual) - 40));
  const cut = (words: string) => {
    const end = letterAt(words, start + MOST_COLUMNS);
    return `${start > 0 ? "…" : ""}${words.slice(start, end)}${words.length > end ? "…" : ""}`;
  };
  return [cut(expected), cut(actual)];
}

/** How much two texts have in common at their beginning, in whole letters. */
function sameLength(one: string, other: string): number {
  let same = 0;
  while (same < other.length && one[same] === other[same]) same += 1;
  return Math.min(letterAt(one, same), letterAt(other, same));
}

/** Where the letter begins that an index lies in: an emoji, or one with a mark, has several units. */
function letterAt(words: string, index: number): number {
  return new Intl.Segmenter().segment(words).containing(index)?.index ?? index;
}

/** Nothing where the two have nothing in common: a caret under their beginning would say nothing. */
function caret(expected: string, actual: string): string[] {
  const same = sameLength(expected, actual);
  return same === 0 || expected === actual
    ? []
    : [`${" ".repeat(columns(actual.slice(0, same)))}^`];
}

function indent(block: string, by: string): string[] {
  return block.split("\n").map((line) => by + line);
}
