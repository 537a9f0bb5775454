import { ROOT } from "../ground/paths.ts";
import { constants, copyFileSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { languageOf } from "../../steps/kit/say.ts";
import { messages } from "../messages/index.ts";
import type { Judge } from "./judge.ts";
import { loadingError } from "./loading.ts";
import { Stop } from "../ground/stop.ts";
import { recordSolved, stateOf } from "../work/progress.ts";
import { foundationsOf, starterOf, type Step } from "../ground/steps.ts";
import type { TypeError } from "./compiler.ts";
import { typecheckWork } from "./typecheck.ts";
import { type Failure, firstFailure, isSolved, type Verdict } from "./verdict.ts";

const text = messages.step;

/** What the tests and the compiler say of a learner's step. */
export interface Attempt {
  verdict: Verdict;
  typeErrors: TypeError[];
  solved: boolean;
}

/**
 * Runs the tests and the type check of a step on the learner's files, and remembers a success.
 *
 * @param judge a judge of the step's test file to use again; by default a new one
 * @param changed what has changed since that judge ran last, as absolute paths
 */
export async function attempt(
  step: Step,
  steps: Step[],
  judge?: Judge,
  changed?: Iterable<string>,
): Promise<Attempt> {
  const [verdict, typeErrors] = await Promise.all([
    judge ? runOnce(judge, changed) : runAlone(step),
    typecheckWork(step),
  ]);
  const unloaded = loadingError(step, verdict, typeErrors);
  if (unloaded) {
    // Of a name that is not there the compiler knows more; of a file that it cannot read, less.
    const said = unloaded.isSlip ? typeErrors : [];
    return { verdict: notLoaded(verdict, unloaded), typeErrors: said, solved: false };
  }
  verdict.strays = verdict.strays.map(uncaught);
  const solved = isSolved(verdict) && typeErrors.length === 0;
  if (solved) recordSolved(step, steps);
  return { verdict, typeErrors, solved };
}

/** What was thrown where no test could catch it, with its place. */
function uncaught(stray: Failure): Failure {
  const { at, isCheck, sentence } = stray;
  if (isCheck || !at) return stray;
  const place = `${at.file}:${at.line}`;
  return { ...stray, sentence: messages.judge.uncaught(place, sentence) };
}

/** A verdict of which nothing counts but that a file cannot be loaded. */
function notLoaded(verdict: Verdict, error: Failure): Verdict {
  const outcomes = verdict.outcomes.map(({ task, title, state }) => ({ task, title, state }));
  return { ...verdict, outcomes, strays: [error] };
}

/** A judge of a step's test file, for the learner's own files. */
export async function judgeOf(step: Step): Promise<Judge> {
  // Loaded only here: a command that finds everything solved needs no vitest.
  const { Judge } = await import("./judge.ts");
  return new Judge(ROOT, [join(ROOT, step.test)], languageOf());
}

async function runAlone(step: Step): Promise<Verdict> {
  const judge = await judgeOf(step);
  return runOnce(judge).finally(() => judge.close());
}

async function runOnce(judge: Judge, changed?: Iterable<string>): Promise<Verdict> {
  const [verdict] = await judge.run(changed);
  return verdict!;
}

/**
 * Makes a step ready to be tried: a missing file is the starter again, what it is built on is
 * solved, and `gen/` is what `proto/` says where the step wants that.
 *
 * @param notice is told what had to be done
 * @throws Stop when an earlier step must be solved first, or `proto/` does not compile
 */
export async function prepare(
  step: Step,
  steps: Step[],
  notice: (line: string) => void = console.log,
): Promise<void> {
  for (const file of step.edit.filter((each) => !existsSync(join(ROOT, each)))) {
    mkdirSync(dirname(join(ROOT, file)), { recursive: true });
    try {
      copyFileSync(join(ROOT, starterOf(step, file)), join(ROOT, file), constants.COPYFILE_EXCL);
      notice(text.restored(file));
    } catch (error) {
      // An editor that saves by deleting first has put the file back meanwhile.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
  const missing = await missingFoundation(step, steps);
  if (missing) {
    const command = `npm run step:${missing.step.number}`;
    throw new Stop(text.builtOn(step.number, missing.step.number, missing.sentence, command));
  }
  if (!step.freshCode) return;
  // Loaded only here: the steps without fresh code, the first ones, start sooner.
  const { freshenCode } = await import("./generated-code.ts");
  if (await freshenCode()) notice(text.regenerated);
}

/**
 * Looks for an earlier step that this one is built on and that is not solved.
 *
 * @returns that step and what is wrong there; undefined when the ground is firm
 */
export async function missingFoundation(
  step: Step,
  steps: Step[],
): Promise<{ step: Step; sentence: string } | undefined> {
  for (const foundation of foundationsOf(step, steps)) {
    if (stateOf(foundation, steps) === "solved") continue;
    const { verdict, typeErrors, solved } = await attempt(foundation, steps);
    if (!solved) {
      const sentence = firstFailure(verdict)?.failure.sentence ?? typeErrors[0]?.message ?? "";
      return { step: foundation, sentence };
    }
  }
  return undefined;
}
