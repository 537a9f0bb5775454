import { parse } from "yaml";
import type { Step } from "../../ground/steps.ts";
import { readMistakes, readVariants } from "../mistakes.ts";
import { CourseError, type Problem } from "../problem.ts";
import { sectionWork } from "../mistakes.ts";
import type { Section } from "../section.ts";
import { course, tasksOf } from "./course.ts";

const JAPANESE = /\p{Script=Hiragana}|\p{Script=Katakana}/u;

/** Whether a step's mistakes and variants can be read, fit their bases, and say what they should. */
export function lintChanges(step: Step): Problem[] {
  const problems: Problem[] = [];
  const mistakes = readMistakes(step, (problem) => problems.push(problem));
  const variants = readVariants(step, (problem) => problems.push(problem));
  const sections = [...mistakes.map(({ section }) => section), ...variants];
  const titles = Object.keys(
    parse(course.read(`solutions/${step.id}/starter/failures.yaml`)) ?? {},
  );
  for (const { section, caughtBy } of mistakes) {
    if (titles.includes(caughtBy)) continue;
    const { path, first } = section;
    const wrong = `${section.title} is to be caught by "${caughtBy}", and no test is called so`;
    problems.push({
      path,
      line: first,
      wrong,
      mend: "write an English title that failures.yaml has",
    });
  }
  return [
    ...problems,
    ...sections.flatMap((section) => lintSection(step, section)),
    ...lintNames(sections),
    ...lintHeadings(step),
  ];
}

function lintSection(step: Step, section: Section): Problem[] {
  const { path, first: line, title, prose } = section;
  const problems: Problem[] = [];
  if (
    !prose.some((words) => !JAPANESE.test(words)) ||
    !prose.some((words) => JAPANESE.test(words))
  ) {
    const mend = "write a paragraph in English and one in Japanese";
    problems.push({ path, line, wrong: `${title} is not explained in both languages`, mend });
  }
  if (prose.some((words) => words.startsWith("TODO"))) {
    problems.push({ path, line, wrong: `${title} has a TODO`, mend: "explain it" });
  }
  if (section.changes.length === 0) {
    problems.push({ path, line, wrong: `${title} changes nothing`, mend: "add a ```diff block" });
    return problems;
  }
  try {
    sectionWork(step, section);
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    problems.push(error.problem);
  }
  return problems;
}

function lintNames(sections: Section[]): Problem[] {
  return sections.flatMap(({ path, first: line, title }, index) => {
    const before = sections.slice(0, index).find((each) => each.title === title);
    if (before) {
      const wrong = `${title} stands in ${before.path}:${before.first} already`;
      return [{ path, line, wrong, mend: "give it a name of its own" }];
    }
    if (/^[A-Za-z][\w-]*$/.test(title)) return [];
    return [{ path, line, wrong: `"${title}" is no name`, mend: "write words-with-hyphens" }];
  });
}

/** Each page of mistakes begins with the heading of its task. */
function lintHeadings({ id }: Step): Problem[] {
  const tasks = tasksOf(course.page(`steps/${id}/README.md`), "en");
  return course.names(`solutions/${id}/mistakes`).flatMap((name) => {
    const path = `solutions/${id}/mistakes/${name}`;
    const number = Number(/^task-(\d+)\.md$/.exec(name)?.[1]);
    const heading = tasks.find((task) => task.number === number)?.heading;
    if (!Number.isNaN(number) && !heading) {
      return [{ path, wrong: `the step has no task ${number}`, mend: "name it after a task" }];
    }
    if (!heading || course.read(path).startsWith(`# ${heading}\n`)) return [];
    return [
      { path, line: 1, wrong: "its heading is not its task's", mend: `write \`# ${heading}\`` },
    ];
  });
}
