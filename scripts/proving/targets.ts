import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "../ground/paths.ts";
import type { Step } from "../ground/steps.ts";
import { firstFailure, isSolved, type Verdict } from "../judging/verdict.ts";
import { readMistakes, readVariants, sectionWork, type Mistake } from "./mistakes.ts";
import { CourseError, type Problem } from "./problem.ts";
import type { Section } from "./section.ts";
import { countStages, readStage, solutionWork, stageWork, starterWork, type Work } from "./work.ts";

/** Something that can stand in for a learner's work on a step, and what its tests must say of it. */
export interface Target {
  kind: "starter" | "stage" | "solution" | "variant" | "mistake";
  step: Step;
  /** Unique in its step, such as `never-forgets`. */
  name: string;
  work: Work;
  /** Where its difference is written, if it is kept as one. */
  section?: Section;
  /** Whether `gen/` is there: it is not for a learner who has not run codegen yet. */
  hasCode: boolean;
  /** What its verdict is held against. */
  expects: string;
  /** What is wrong with the verdict; empty when it is what it must be. */
  judge(verdict: Verdict): string[];
}

/** A target as `npm test` takes and prints it, such as `03-server/never-forgets`. */
export function idOf({ step, name }: Target): string {
  return `${step.id}/${name}`;
}

/**
 * Every starter, stage of a path, solution, other right answer and mistake of some steps.
 *
 * @param onProblem told of what cannot be read
 */
export function findTargets(steps: Step[], onProblem: (problem: Problem) => void): Target[] {
  const targets: Target[] = [];
  const add = (make: () => Target) => {
    try {
      targets.push(make());
    } catch (error) {
      if (!(error instanceof CourseError)) throw error;
      onProblem(error.problem);
    }
  };
  for (const step of steps) {
    add(() => starter(step));
    for (let task = 1; task <= countStages(step); task += 1) add(() => stage(step, task));
    add(() => right(step, "solution", "solution", () => solutionWork(step)));
    for (const each of readVariants(step, onProblem)) {
      const read = () => sectionWork(step, each);
      add(() => ({ ...right(step, "variant", each.title, read), section: each }));
    }
    for (const each of readMistakes(step, onProblem)) add(() => mistake(each));
  }
  return targets;
}

function right(step: Step, kind: Target["kind"], name: string, read: () => Work): Target {
  const judge = (verdict: Verdict) => {
    const { printed } = verdict;
    // What it printed would stand in each learner's report, as if it were theirs.
    if (isSolved(verdict)) return kind === "solution" && printed ? [`it prints ${printed}`] : [];
    return [firstFailure(verdict)?.failure.sentence ?? "it has no test"];
  };
  return { kind, step, name, work: read(), hasCode: true, expects: "solved", judge };
}

function starter(step: Step): Target {
  const phrases = readPhrases(`solutions/${step.id}/starter/failures.yaml`);
  const judge = ({ outcomes, strays }: Verdict) => {
    const problems = strays.map(({ sentence }) => `beside the tests: ${sentence}`);
    const unnamed = new Map(phrases);
    for (const { title, failure } of outcomes) {
      const phrase = unnamed.get(title);
      unnamed.delete(title);
      if (!failure) problems.push(`"${title}" passes on the starter`);
      else if (!failure.isCheck) problems.push(`"${title}" crashes: ${failure.sentence}`);
      else if (phrase === undefined) problems.push(`failures.yaml does not name "${title}"`);
      else if (!failure.sentence.includes(phrase)) {
        problems.push(`"${title}" should say "${phrase}", and says: ${failure.sentence}`);
      }
    }
    return [...problems, ...[...unnamed.keys()].map((title) => `there is no test "${title}"`)];
  };
  const work = starterWork(step);
  const expects = JSON.stringify([...phrases]);
  return { kind: "starter", step, name: "starter", work, hasCode: step.freshCode, expects, judge };
}

function readPhrases(path: string): Map<string, string> {
  if (!existsSync(join(ROOT, path)))
    throw new CourseError({ path, wrong: "it is not there", mend: "see CONTRIBUTING.md" });
  return new Map(Object.entries(parse(readFileSync(join(ROOT, path), "utf8")) ?? {}));
}

/** After task K exactly the tests of the tasks up to K pass; after the last, the step is solved. */
function stage(step: Step, task: number): Target {
  const isLast = task === countStages(step);
  const judge = (verdict: Verdict) => {
    const problems = verdict.strays.map(({ sentence }) => `beside the tests: ${sentence}`);
    for (const { task: of, title, failure, state } of verdict.outcomes) {
      const number = Number(/\d+/.exec(of)?.[0]);
      const shouldPass = number <= task;
      if (shouldPass && state !== "passed") {
        problems.push(`"${title}" of task ${number} fails: ${failure?.sentence ?? state}`);
      }
      if (!shouldPass && state === "passed") {
        problems.push(`"${title}" of task ${number} passes before that task is done`);
      }
    }
    if (isLast && !isSolved(verdict) && problems.length === 0) problems.push("it is not solved");
    return problems;
  };
  const work = stageWork(step, task);
  const expects = `${task} ${isLast}`;
  const name = `path-${task}`;
  const section = readStage(step, task);
  return { kind: "stage", step, name, work, section, hasCode: true, expects, judge };
}

function mistake(from: Mistake): Target {
  const { step, name, caughtBy, says, section } = from;
  const judge = (verdict: Verdict) => {
    const first = firstFailure(verdict);
    if (!first) return ["no test catches it"];
    const { outcome, failure } = first;
    const problems: string[] = [];
    if (outcome && outcome.title !== caughtBy) {
      problems.push(`the first test that fails is "${outcome.title}", not "${caughtBy}"`);
    }
    if (!failure.sentence.includes(says)) {
      problems.push(`the message should hold "${says}", and is: ${failure.sentence}`);
    }
    return problems;
  };
  const work = sectionWork(step, section);
  const expects = `${caughtBy}\n${says}`;
  return { kind: "mistake", step, name, work, section, hasCode: true, expects, judge };
}
