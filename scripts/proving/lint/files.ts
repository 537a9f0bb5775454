import { basename } from "node:path";
import { solutionOf, starterOf, type Step } from "../../ground/steps.ts";
import type { Problem } from "../problem.ts";
import { course } from "./course.ts";

/** Whether a step's files, its starter's and its solution's are there, marked, and no others. */
export function lintFiles(step: Step): Problem[] {
  return [...step.edit.flatMap((file) => lintEdited(step, file)), ...strays(step)];
}

function lintEdited(step: Step, file: string): Problem[] {
  const [starter, solution] = [starterOf(step, file), solutionOf(step, file)];
  const isInPlace = file.startsWith(`steps/${step.id}/`) || /^proto\/[^/]+\.proto$/.test(file);
  if (!isInPlace) {
    const wrong = `the learner is to edit ${file}, which is not of this step`;
    const mend = `a learner edits files in steps/${step.id}/ and contracts in proto/`;
    return [{ path: step.readme, line: course.lineOf(step.readme, file), wrong, mend }];
  }
  const problems: Problem[] = [];
  for (const path of [file, starter, solution].filter((each) => !course.has(each))) {
    problems.push({ path, wrong: "it is not there", mend: `${step.readme} names ${file}` });
  }
  if (course.has(starter) && !course.read(starter).includes("TODO:")) {
    const mend = "mark each edit with `// TODO: task 1. …`";
    problems.push({ path: starter, wrong: "nothing in the starter says what is to do", mend });
  }
  const left = course.lineOf(solution, "TODO");
  if (left !== undefined) {
    problems.push({
      path: solution,
      line: left,
      wrong: "the solution leaves a TODO",
      mend: "solve it",
    });
  }
  // A learner's own copy is theirs to change; in a fresh clone it is the starter.
  if (process.env.CI && course.read(file) !== course.read(starter)) {
    const wrong = `the learner's copy is not ${starter}, byte for byte`;
    problems.push({ path: file, wrong, mend: `npm run reset -- ${step.number}` });
  }
  return problems;
}

/** What no rule knows: a mistake in its old form, a file of another step, a slip of the hand. */
function strays({ id, edit }: Step): Problem[] {
  const files = edit.map((file) => basename(file));
  const places = [
    {
      folder: `solutions/${id}`,
      known: [...files, "starter/", "path/", "mistakes/", "variants.md"],
    },
    { folder: `solutions/${id}/starter`, known: [...files, "failures.yaml"] },
    { folder: `solutions/${id}/path`, known: /^task-\d+\.md$/ },
    { folder: `solutions/${id}/mistakes`, known: /^task-\d+\.md$/ },
    { folder: `steps/${id}/tests`, known: /\.ts$/ },
  ];
  return places.flatMap(({ folder, known }) =>
    course
      .names(folder)
      .filter((name) => (known instanceof RegExp ? !known.test(name) : !known.includes(name)))
      .map((name) => ({
        path: `${folder}/${name}`,
        wrong: "nothing in the course knows this file",
        mend: "remove it, or give it a name that CONTRIBUTING.md knows",
      })),
  );
}
