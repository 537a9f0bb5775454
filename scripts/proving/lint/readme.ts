import { countTests, failuresOf, type Step } from "../../ground/steps.ts";
import type { Problem } from "../problem.ts";
import { course, IN_CLASS, readmesOf, tasksOf } from "./course.ts";

const OPENING = ["What you will be able to do", "The picture", "Predict before you code"];
const CLOSING = ["Questions to think about", "Bonus", "Where to go next"];

/** Whether a step's README leads as every other does: its sections, tasks and hints. */
export function lintReadme(step: Step): Problem[] {
  return [
    ...lintSections(step),
    ...readmesOf(step).flatMap(({ path }) => toDosIn(path)),
    ...readmesOf(step).flatMap(({ path }) => lintCount(step, path)),
    ...readmesOf(step).flatMap(({ language, path }) => lintTasks(step, path, language)),
  ];
}

/** The Japanese page has the same headings in the same order and depth, which lint/pages.ts compares. */
function lintSections({ number, title, id, part }: Step): Problem[] {
  const path = `steps/${id}/README.md`;
  const titles = course
    .page(path)
    .headings.filter(({ depth }) => depth <= 2)
    .map(({ text }) => text);
  // Part one is the talk's. A step of part two has the box where it is taught in class.
  const inClass = part === 1 || titles.includes(IN_CLASS.en) ? [IN_CLASS.en] : [];
  const opening = [`Step ${number}: ${title}`, ...inClass, ...OPENING];
  const tasks = titles.filter((text) => /^Task \d+: /.test(text));
  const wanted = [...opening, ...tasks, ...CLOSING];
  const index = wanted.findIndex((text, at) => titles[at] !== text);
  const problems: Problem[] = [];
  if (index >= 0 || titles.length !== wanted.length) {
    const at = index >= 0 ? index : wanted.length;
    const found = titles[at] === undefined ? "the page ends" : `there is "${titles[at]}"`;
    const wrong = `where "${wanted[at] ?? "the end"}" should be, ${found}`;
    const line = titles[at] === undefined ? undefined : course.lineOf(path, titles[at]);
    problems.push({ path, line, wrong, mend: `the sections are ${wanted.join(" / ")}` });
  }
  for (const [at, text] of tasks.entries()) {
    if (text.startsWith(`Task ${at + 1}: `)) continue;
    const wrong = `"${text}" is the ${at + 1}. task of the page`;
    problems.push({ path, line: course.lineOf(path, text), wrong, mend: "number tasks from 1 on" });
  }
  return problems;
}

function lintTasks({ edit }: Step, path: string, language: "en" | "ja"): Problem[] {
  const page = course.page(path);
  const tasks = tasksOf(page, language);
  const hint = language === "en" ? /^Hint (\d)/ : /^ヒント ?(\d)/;
  const problems: Problem[] = tasks.flatMap(({ heading }) => {
    const line = course.lineOf(path, heading);
    const hints = page.hints.get(heading) ?? [];
    const numbers = hints.map(({ summary }) => hint.exec(summary)?.[1]).join("");
    const found: Problem[] = [];
    if (numbers !== "123") {
      const wrong = `"${heading}" has ${hints.length} hints (${hints.map(({ summary }) => summary).join("; ") || "none"})`;
      const mend =
        "three <details> close a task: Hint 1 a nudge, Hint 2 the concept, Hint 3 nearly the code";
      found.push({ path, line, wrong, mend });
    }
    for (const { summary } of hints.filter(({ body }) => body === "")) {
      found.push({ path, line, wrong: `"${summary}" of "${heading}" is empty`, mend: "write it" });
    }
    return found;
  });
  if (tasks.length === 0) {
    const mend = language === "en" ? "`## Task 1: …`" : "`## 課題1：…`";
    problems.push({ path, wrong: "it has no task", mend: `write ${mend}` });
  }
  for (const file of edit.filter(
    (each) => !course.read(path).includes(each, course.read(path).indexOf("\n# ")),
  )) {
    problems.push({
      path,
      wrong: `no task names ${file}`,
      mend: `open a task with **Edit** \`${file}\``,
    });
  }
  return problems;
}

/** How many tests pass in the end, where a page says so: as many as the untouched starter fails. */
function lintCount(step: Step, path: string): Problem[] {
  const failures = failuresOf(step);
  const count = course.has(failures) ? countTests(step) : 0;
  return course
    .read(path)
    .split("\n")
    .flatMap((line, index) => {
      const [, told] =
        /all (\d+) tests pass|(\d+)件のテストがすべて/.exec(line)?.filter(Boolean) ?? [];
      if (told === undefined || Number(told) === count) return [];
      const wrong = `it says ${told} tests, and ${failures} has ${count}`;
      return [{ path, line: index + 1, wrong, mend: `write ${count}` }];
    });
}

/** What `npm run step:new` leaves to write. A page may speak of the mark itself as code. */
export function toDosIn(path: string): Problem[] {
  return course
    .read(path)
    .split("\n")
    .flatMap((line, index) => {
      if (!/(?<![`\w])TODO(?![`\w])/.test(line) || line.includes("// TODO")) return [];
      return [{ path, line: index + 1, wrong: "there is a TODO", mend: "write it" }];
    });
}
