import { existsSync } from "node:fs";
import { join } from "node:path";
import { namesIn } from "../ground/files.ts";
import { ROOT } from "../ground/paths.ts";
import type { Step } from "../ground/steps.ts";
import { CourseError, type Problem } from "./problem.ts";
import { readSections, type Section } from "./section.ts";
import {
  changed,
  endOfPath,
  pathFolder,
  readSource,
  solutionWork,
  stageName,
  stageWork,
  type Work,
} from "./work.ts";

/** A wrong answer that real learners give, as its difference from a right one. */
export interface Mistake {
  step: Step;
  /** The heading of its section, such as `never-forgets`. */
  name: string;
  /** The English title of the test that must be the first to fail. */
  caughtBy: string;
  /** A phrase that its message must hold. */
  says: string;
  section: Section;
}

/** The folder of a step's mistakes: a page a task, a section a mistake. */
export function mistakesFolder({ id }: Step): string {
  return `solutions/${id}/mistakes`;
}

/**
 * Reads all mistakes of a step.
 *
 * @param onProblem told of what cannot be read
 */
export function readMistakes(step: Step, onProblem: (problem: Problem) => void): Mistake[] {
  const pages = namesIn(mistakesFolder(step)).filter((name) => name.endsWith(".md"));
  const sections = pages.flatMap((page) =>
    readPage(step, `${mistakesFolder(step)}/${page}`, onProblem),
  );
  return sections.flatMap((section) => {
    const { path, first, title, fields } = section;
    const lacks = ["Caught by", "Says"].filter((field) => !fields[field]);
    for (const field of lacks) {
      onProblem({
        path,
        line: first,
        wrong: `${title} says nothing under ${field}`,
        mend: `add a line \`- ${field}: …\``,
      });
    }
    if (lacks.length > 0) return [];
    return [{ step, name: title, caughtBy: fields["Caught by"]!, says: fields["Says"]!, section }];
  });
}

/**
 * Reads the right answers of a step that are neither its solution nor the end of its path, and that
 * its tests must not refuse.
 *
 * @param onProblem told of what cannot be read
 */
export function readVariants(step: Step, onProblem: (problem: Problem) => void): Section[] {
  const path = `solutions/${step.id}/variants.md`;
  return existsSync(join(ROOT, path)) ? readPage(step, path, onProblem) : [];
}

function readPage(step: Step, path: string, onProblem: (problem: Problem) => void): Section[] {
  try {
    return readSections(readSource(path), path, 2, step.edit[0]!);
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    onProblem(error.problem);
    return [];
  }
}

/** What a learner has whose files differ from their base as a section says. */
export function sectionWork(step: Step, section: Section): Work {
  const { work, name } = baseOf(step, section);
  return changed(work, section.changes, name);
}

/**
 * What a mistake, or a variant, is a change of: the end of the path, where `- From:` names nothing else; `solution`
 * is the reference, `task 2` what the path has after that task, `task 0` the starter.
 */
export function baseOf(step: Step, { path, first, fields }: Section): { work: Work; name: string } {
  const { From: from } = fields;
  if (from === undefined) return { work: endOfPath(step), name: `the end of ${pathFolder(step)}` };
  if (from === "solution") return { work: solutionWork(step), name: `solutions/${step.id}` };
  const task = /^task (\d+)$/.exec(from)?.[1];
  if (task) return { work: stageWork(step, Number(task)), name: stageName(step, Number(task)) };
  const wrong = `there is no base \`${from}\``;
  throw new CourseError({
    path,
    line: first,
    wrong,
    mend: "say `solution`, or `task 2`, or nothing",
  });
}
