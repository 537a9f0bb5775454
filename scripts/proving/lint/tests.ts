import { parse } from "yaml";
import { testsOf, type Step } from "../../ground/steps.ts";
import type { Problem } from "../problem.ts";
import { course, readmesOf, tasksOf } from "./course.ts";

/** Whether a step's tests are its README's tasks, a file each, and none is left out. */
export function lintTests(step: Step): Problem[] {
  if (!course.has(step.test)) {
    const mend = "write it: it imports ./tests/task-1.ts and so on";
    return [{ path: step.test, wrong: "it is not there", mend }];
  }
  return [
    ...lintTableOfContents(step),
    ...lintTitles(step),
    ...lintLeftOut(step),
    ...lintFailures(step),
  ];
}

/** `step.test.ts` imports every file of a task, in order. */
function lintTableOfContents({ id, test }: Step): Problem[] {
  const files = course.names(`steps/${id}/tests`).filter((name) => /^task-\d+\.ts$/.test(name));
  const wanted = files
    .sort((a, b) => Number(/\d+/.exec(a)) - Number(/\d+/.exec(b)))
    .map((name) => `./tests/${name}`);
  const found = [...course.read(test).matchAll(/^import "(\.\/tests\/[^"]+)";$/gm)].map(
    ([, path]) => path!,
  );
  if (found.join() === wanted.join()) return [];
  const wrong = `it imports ${found.join(", ") || "nothing"}, and steps/${id}/tests/ holds ${wanted.join(", ") || "nothing"}`;
  return [{ path: test, wrong, mend: "import each task's file once, in order" }];
}

/** The titles of the tests' tasks are the README's headings: by them `npm run hint` finds its hints. */
function lintTitles(step: Step): Problem[] {
  const tests = testsOf(step).map((path) => ({ path, text: course.read(path) }));
  const named = tests.flatMap(({ path, text }) =>
    [...text.matchAll(/\btask\(\s*(\d+),\s*"([^"]*)",\s*"([^"]*)",?\s*\)/g)].map(
      ([, number, en, ja]) => ({
        path,
        number: Number(number),
        en: `Task ${number}: ${en}`,
        ja: `課題${number}：${ja}`,
      }),
    ),
  );
  const problems: Problem[] = [];
  for (const { language, path: readme } of readmesOf(step)) {
    const tasks = tasksOf(course.page(readme), language);
    for (const each of named.filter(
      (title) => !tasks.some(({ heading }) => heading === title[language]),
    )) {
      const { path, number } = each;
      const heading = tasks.find((task) => task.number === number)?.heading;
      const wrong = `the tests' "${each[language]}" is no heading of ${readme}`;
      const mend = heading ? `there it is "${heading}"` : "write the task's heading there";
      problems.push({ path, line: course.lineOf(path, `task(`), wrong, mend });
    }
    for (const { heading, number } of tasks.filter(
      (task) => !named.some((each) => each.number === task.number),
    )) {
      const line = course.lineOf(readme, heading);
      const mend = `write steps/${step.id}/tests/task-${number}.ts`;
      problems.push({ path: readme, line, wrong: `"${heading}" has no test`, mend });
    }
  }
  return problems;
}

function lintLeftOut(step: Step): Problem[] {
  return testsOf(step).flatMap((path) =>
    course
      .read(path)
      .split("\n")
      .flatMap((line, index) => {
        const [word] = /\b(?:test|it|describe)\.(?:only|skip|todo)\b/.exec(line) ?? [];
        if (!word) return [];
        return [{ path, line: index + 1, wrong: `${word} leaves tests out`, mend: "remove it" }];
      }),
  );
}

function lintFailures({ id }: Step): Problem[] {
  const path = `solutions/${id}/starter/failures.yaml`;
  if (!course.has(path)) {
    const mend =
      "write a line for each test: its title, and a phrase of what it says to the starter";
    return [{ path, wrong: "it is not there", mend }];
  }
  try {
    const phrases: unknown = parse(course.read(path));
    if (typeof phrases === "object" && phrases !== null && !Array.isArray(phrases)) return [];
    return [
      { path, wrong: "it holds no titles with phrases", mend: 'write lines `"title": "phrase"`' },
    ];
  } catch (error) {
    const wrong = `it is no YAML (${(error as Error).message.split("\n")[0]})`;
    return [{ path, wrong, mend: "correct it" }];
  }
}
