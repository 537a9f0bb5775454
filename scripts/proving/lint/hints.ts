import { readPage } from "../../ground/markdown.ts";
import type { Step } from "../../ground/steps.ts";
import type { Problem } from "../problem.ts";
import { countStages, stageName, stageWork } from "../work.ts";
import { course, tasksOf } from "./course.ts";

/** Whether the last hint of each task is code of the path: what a learner types from it is proved. */
export function lintHints(step: Step): Problem[] {
  const readme = `steps/${step.id}/README.md`;
  const page = course.page(readme);
  const tasks = tasksOf(page, "en");
  const stages = countStages(step);
  if (stages !== tasks.length) {
    const wrong = `the path has ${stages} stages, and ${readme} ${tasks.length} tasks`;
    const mend = "write task-1.md and so on: what the last hint of each task changes";
    return [{ path: `solutions/${step.id}/path`, wrong, mend }];
  }
  return tasks.flatMap(({ heading, number }) => {
    const last = page.hints.get(heading)?.at(-1);
    if (!last) return [];
    const lines = readPage(last.body)
      .code.filter(({ language }) => ["ts", "proto"].includes(language))
      .flatMap(({ text }) => codeLines(text));
    const stage = [...stageWork(step, number).values()].flatMap(codeLines);
    let at = 0;
    for (const line of lines) {
      const found = stage.indexOf(line, at);
      if (found < 0) {
        const place = stage.includes(line)
          ? "stands there before the line that it follows"
          : "is not there";
        const wrong = `the last hint of "${heading}" says \`${line}\`, which ${place} in ${stageName(step, number)}`;
        return [
          { path: readme, line: course.lineOf(readme, line), wrong, mend: "make them the same" },
        ];
      }
      at = found + 1;
    }
    return [];
  });
}

/** The lines of some code without their margin; comments and empty lines are no code. */
function codeLines(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(
      (line) => line && !line.startsWith("//") && !line.startsWith("*") && !line.startsWith("/*"),
    );
}
