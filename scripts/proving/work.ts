import { readFileSync } from "node:fs";
import { join } from "node:path";
import { namesIn } from "../ground/files.ts";
import { ROOT } from "../ground/paths.ts";
import { solutionOf, starterOf, type Step } from "../ground/steps.ts";
import { applyChange, type Change } from "./change.ts";
import { CourseError } from "./problem.ts";
import { readSections, type Section } from "./section.ts";

/** What stands in for a learner's files: a content for each file that the step lets them edit. */
export type Work = ReadonlyMap<string, string>;

/** What a learner begins with. */
export function starterWork(step: Step): Work {
  return readWork(step, starterOf);
}

/** The reference solution. */
export function solutionWork(step: Step): Work {
  return readWork(step, solutionOf);
}

function readWork(step: Step, place: (step: Step, file: string) => string): Work {
  return new Map(step.edit.map((file) => [file, readSource(place(step, file))]));
}

/** Some work after some changes. `base` names it in messages. */
export function changed(work: Work, changes: Change[], base: string): Work {
  const result = new Map(work);
  for (const change of changes) {
    const text = result.get(change.file);
    if (text === undefined) {
      const at = change.hunks[0]!.at;
      const wrong = `the step's learner does not edit ${change.file}`;
      throw new CourseError({ ...at, wrong, mend: `name one of ${[...work.keys()].join(", ")}` });
    }
    result.set(change.file, applyChange(text, change, base));
  }
  return result;
}

/** The folder of the way that a step's README leads: a page a task, `task-1.md` and so on. */
export function pathFolder({ id }: Step): string {
  return `solutions/${id}/path`;
}

/** What is written of a stage of the path: the task's own change, after those before it. */
export function readStage(step: Step, task: number): Section {
  const path = `${pathFolder(step)}/task-${task}.md`;
  const [section] = readSections(readSource(path), path, 1, step.edit[0]!);
  if (!section)
    throw new CourseError({
      path,
      wrong: "it has no heading",
      mend: `begin it with \`# Task ${task}\``,
    });
  return section;
}

/** How many stages a step's path has. */
export function countStages(step: Step): number {
  return namesIn(pathFolder(step)).filter((name) => /^task-\d+\.md$/.test(name)).length;
}

/**
 * What a learner has who followed the README up to a task, and its last hints to the letter.
 *
 * @param task the task's number; 0 is the starter
 */
export function stageWork(step: Step, task: number): Work {
  if (task === 0) return starterWork(step);
  const before = stageWork(step, task - 1);
  return changed(before, readStage(step, task).changes, stageName(step, task - 1));
}

/** What a learner has at the end of the path: a simple, right answer that is not the reference. */
export function endOfPath(step: Step): Work {
  return stageWork(step, countStages(step));
}

/** A stage of the path, in words. */
export function stageName(step: Step, task: number): string {
  return task === 0
    ? `the starter of step ${step.number}`
    : `${pathFolder(step)} after task ${task}`;
}

/**
 * The text of a file of the course, with line feeds alone.
 *
 * @throws CourseError where it cannot be read
 */
export function readSource(file: string): string {
  try {
    return readFileSync(join(ROOT, file), "utf8").replaceAll("\r\n", "\n");
  } catch {
    throw new CourseError({ path: file, wrong: "it is not there", mend: "write it" });
  }
}
