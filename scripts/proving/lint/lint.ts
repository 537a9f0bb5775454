import { ROOT } from "../../ground/paths.ts";
import { findSteps, type Step } from "../../ground/steps.ts";
import { CourseError, type Problem } from "../problem.ts";
import { lintAnswers } from "./answers.ts";
import { lintChangelog } from "./changelog.ts";
import { lintChanges } from "./changes.ts";
import { lintCommands } from "./commands.ts";
import { lintFiles } from "./files.ts";
import { lintFrontMatter } from "./front-matter.ts";
import { lintHints } from "./hints.ts";
import { lintMinutes } from "./minutes.ts";
import { lintPages } from "./pages.ts";
import { lintReadme } from "./readme.ts";
import { lintRegistrations } from "./registrations.ts";
import { lintTests } from "./tests.ts";
import { lintWorkflows } from "./workflows.ts";

/** What is true of each step. */
const STEP_RULES: ((step: Step) => Problem[])[] = [
  lintFiles,
  lintReadme,
  lintAnswers,
  lintMinutes,
  lintTests,
  lintHints,
  lintChanges,
];

/**
 * Looks for what an author of the course forgot, without running anything.
 *
 * @returns all that it finds; the steps whose front matter cannot be read are looked at no further
 */
export function lintCourse(): Problem[] {
  const registered = lintFrontMatter();
  if (registered.length > 0) return registered;
  const steps = findSteps(ROOT, "en");
  const rules = [
    ...steps.flatMap((step) => STEP_RULES.map((rule) => () => rule(step))),
    () => lintRegistrations(steps),
    () => lintPages(steps),
    lintChangelog,
    lintCommands,
    lintWorkflows,
  ];
  return rules.flatMap(problemsOf);
}

/** A file that cannot be read is a problem, and no end of the others. */
function problemsOf(rule: () => Problem[]): Problem[] {
  try {
    return rule();
  } catch (error) {
    if (error instanceof CourseError) return [error.problem];
    throw error;
  }
}
