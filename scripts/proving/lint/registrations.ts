import type { Step } from "../../ground/steps.ts";
import type { Problem } from "../problem.ts";
import { course } from "./course.ts";
import { toDosIn } from "./readme.ts";

/** Whether everything outside a step's folder that has to know of it does. */
export function lintRegistrations(steps: Step[]): Problem[] {
  const { scripts } = JSON.parse(course.read("package.json")) as {
    scripts: Record<string, string>;
  };
  return [
    ...steps.flatMap((step) => [
      ...lintCommand(step, scripts),
      ...lintTask(step),
      ...lintTables(step),
      ...lintRuns(step, steps, scripts),
    ]),
    ...lintUnknownCommands(steps, scripts),
    ...lintTotals(steps),
    ...["README.md", "README.ja.md"].flatMap(toDosIn),
  ];
}

function lintCommand({ id, number }: Step, scripts: Record<string, string>): Problem[] {
  const name = `step:${number}`;
  const command = `node scripts/run.cjs scripts/commands/step.ts ${number}`;
  if (scripts[name] === command) return [];
  const line = course.lineOf("package.json", `"${name}"`);
  const wrong = line ? `${name} does not run step ${number}` : `there is no ${name} for ${id}`;
  return [{ path: "package.json", line, wrong, mend: `write "${name}": "${command}"` }];
}

function lintUnknownCommands(steps: Step[], scripts: Record<string, string>): Problem[] {
  return Object.keys(scripts)
    .filter((name) => /^step:\d+$/.test(name))
    .filter((name) => !steps.some(({ number }) => name === `step:${number}`))
    .map((name) => ({
      path: "package.json",
      line: course.lineOf("package.json", `"${name}"`),
      wrong: `${name} is for a step that there is not`,
      mend: "remove it",
    }));
}

function lintTask({ number }: Step): Problem[] {
  const path = ".vscode/tasks.json";
  if (course.read(path).includes(`"step:${number}"`)) return [];
  const wrong = `the editor has no task for step ${number}`;
  return [{ path, wrong, mend: "copy that of the step before" }];
}

/** A row of both READMEs' tables: the link and the minutes. */
function lintTables({ id, number, minutes }: Step): Problem[] {
  const pages = [
    { path: "README.md", link: `(steps/${id}/README.md)` },
    { path: "README.ja.md", link: `(steps/${id}/README.ja.md)` },
  ];
  return pages.flatMap(({ path, link }) => {
    const rows = course
      .read(path)
      .split("\n")
      .filter((line) => line.startsWith("|"));
    const row = rows.find((line) => line.includes(link));
    if (row && new RegExp(`\\| *${minutes} *\\|$`).test(row)) return [];
    const wrong = row
      ? `the row of step ${number} does not end in its minutes, ${minutes}`
      : `no row of a table leads to step ${number}`;
    const mend = `write a row with ${link}, ${minutes}`;
    return [{ path, line: course.lineOf(path, link), wrong, mend }];
  });
}

/** Both READMEs promise in minutes what part one takes: alone, and in class. */
function lintTotals(steps: Step[]): Problem[] {
  const talk = steps.filter(({ part }) => part === 1);
  const [alone, inClass] = (["minutes", "inClass"] as const).map((kind) =>
    talk.reduce((sum, step) => sum + step[kind], 0),
  );
  return ["README.md", "README.ja.md"].flatMap((path) => {
    const promised = new RegExp(`${alone}(?: minutes|分)[^.]*?${inClass}`);
    if (promised.test(course.read(path).replaceAll("\n", " "))) return [];
    const wrong = `it does not promise that part one takes ${alone} minutes alone, ${inClass} in class`;
    return [{ path, wrong, mend: "these are the sums of the steps' minutes and inClass" }];
  });
}

function lintRuns(step: Step, steps: Step[], scripts: Record<string, string>): Problem[] {
  return Object.entries(step.runs).flatMap(([name, file]) => {
    const at = { path: step.readme, line: course.lineOf(step.readme, `${name}:`) };
    const problems: Problem[] = [];
    if (!Object.hasOwn(scripts, name)) {
      const wrong = `there is no npm script ${name} to run ${file}`;
      problems.push({ ...at, wrong, mend: "add it to package.json, or remove it from runs" });
    }
    if (!step.edit.includes(file)) {
      const mend = `name one of ${step.edit.join(", ")}`;
      problems.push({
        ...at,
        wrong: `${name} runs ${file}, which the learner does not edit`,
        mend,
      });
    }
    const other = steps.find((each) => each !== step && Object.hasOwn(each.runs, name));
    if (other && other.number < step.number) {
      const mend = "a script runs the file of one step: name another";
      problems.push({ ...at, wrong: `step ${other.number} has ${name} already`, mend });
    }
    return problems;
  });
}
