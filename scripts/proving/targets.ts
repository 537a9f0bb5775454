import { ROOT } from "../ground/paths.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { solutionOf, starterOf, type Step } from "../ground/steps.ts";
import { firstFailure, isSolved, type Verdict } from "../judging/verdict.ts";
import { namesIn } from "../ground/files.ts";

/** Something that can stand in for a learner's work on a step, and what its tests must say of it. */
export interface Target {
  kind: "starter" | "solution" | "mistake";
  step: Step;
  /** Names it in a message, and its folder. */
  name: string;
  /** For each file that the learner edits, the file that takes its place. */
  work: Map<string, string>;
  /** What is wrong with the verdict; empty when it is what it must be. */
  judge(verdict: Verdict): string[];
}

/** Every starter, solution and mistake of the course. */
export function findTargets(steps: Step[]): Target[] {
  return steps.flatMap((step) => [starter(step), solution(step), ...mistakes(step)]);
}

function solution(step: Step): Target {
  return {
    kind: "solution",
    step,
    name: `${step.id}.solution`,
    work: new Map(step.edit.map((file) => [file, solutionOf(step, file)])),
    judge: (verdict) =>
      isSolved(verdict) ? [] : [firstFailure(verdict)?.failure.sentence ?? "it has no test"],
  };
}

function starter(step: Step): Target {
  const phrases = readPhrases(`solutions/${step.id}/starter/failures.yaml`);
  return {
    kind: "starter",
    step,
    name: `${step.id}.starter`,
    work: new Map(step.edit.map((file) => [file, starterOf(step, file)])),
    judge: ({ outcomes, strays }) => {
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
    },
  };
}

function readPhrases(path: string): Map<string, string> {
  if (!existsSync(join(ROOT, path))) throw new Error(`${path} is missing: see CONTRIBUTING.md`);
  return new Map(Object.entries(parse(readFileSync(join(ROOT, path), "utf8"))));
}

function mistakes(step: Step): Target[] {
  const folder = `solutions/${step.id}/mistakes`;
  return namesIn(folder).map((name) => {
    const file = `${folder}/${name}`;
    const { caughtBy, says } = readMistake(file);
    return {
      kind: "mistake",
      step,
      name: `${step.id}.mistake.${name.replace(/\.\w+$/, "")}`,
      work: new Map([[step.edit[0]!, file]]),
      judge: (verdict) => {
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
      },
    };
  });
}

/** Reads the comment that opens a mistake. */
function readMistake(file: string): { caughtBy: string; says: string } {
  const source = readFileSync(join(ROOT, file), "utf8");
  const field = (label: string) => {
    const value = new RegExp(`^ \\* ${label}: (.+)$`, "m").exec(source)?.[1]?.trim();
    if (!value) throw new Error(`${file}: its first comment lacks a line "${label}: …"`);
    return value;
  };
  field("Mistake");
  return { caughtBy: field("Caught by"), says: field("Says") };
}
