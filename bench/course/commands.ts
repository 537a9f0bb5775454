import { ROOT } from "../../scripts/ground/paths.ts";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { npm } from "../../scripts/ground/npm.ts";
import { CourseCopy } from "../../scripts/test/support/course-copy.ts";
import { Watcher } from "./watcher.ts";

/** A command of the course, ready to be timed. */
export interface Command {
  /** Runs it once, and takes the time in seconds. */
  run(): Promise<number>;
  /** Has bare vitest run the same tests, and takes the time in seconds. */
  vitest?(): Promise<number>;
}

/** Makes each command ready. What cannot be run here is `undefined`. */
export const COMMANDS = { install, codegen, step, watch };

/** The name of a command, in the JSON too. */
export type CommandName = keyof typeof COMMANDS;

const TEST = "steps/03-server/step.test.ts";
const VITEST = "node_modules/vitest/vitest.mjs";
/** What ends the processes and removes the files of the commands. */
const cleanUps: (() => void)[] = [];

/** Ends what the commands have started, and removes their files. */
export function cleanUp(): void {
  for (const act of cleanUps.splice(0).toReversed()) act();
}

/** `npm ci` of what a learner installs, in an empty folder. */
async function install(): Promise<Command | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "grpc-workshop-install-"));
  for (const name of ["package.json", "package-lock.json", ".npmrc"]) {
    copyFileSync(join(ROOT, name), join(folder, name));
  }
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  const ci = async () => (await npm(["ci", "--no-audit", "--no-fund"], "ignore", folder)).code;
  // Fills npm's cache, too.
  if ((await ci()) !== 0) return undefined;
  const run = () =>
    timed(async () => {
      if ((await ci()) !== 0) throw new Error("npm ci failed");
    });
  return { run };
}

/** `npm run codegen`. */
async function codegen(): Promise<Command> {
  const course = solvedCopy();
  const run = () => timedRun(course, course.words("codegen"));
  await run();
  return { run };
}

/** `npm run step:3`, which passes. */
async function step(): Promise<Command> {
  const course = await provenCopy();
  return {
    run: () => timedRun(course, course.words("step:3")),
    vitest: () => timedRun(course, [VITEST, "run", TEST]),
  };
}

/** `npm start` at step 3, from a save to its verdict. */
async function watch(): Promise<Command> {
  const [course, other] = [await provenCopy(), await provenCopy()];
  // By its number: a step whose files are the solution is one that npm start goes past.
  const ours = new Watcher(course, [...course.words("start"), "3"], {
    passed: /Step 3 is solved/,
    failed: /✗ .* 64 bytes/,
  });
  const theirs = new Watcher(other, [VITEST, "watch", TEST], {
    passed: /PASS +Waiting for file changes/,
    failed: /FAIL +Tests failed/,
  });
  cleanUps.push(
    () => ours.end(),
    () => theirs.end(),
  );
  await Promise.all([ours.ready, theirs.ready]);
  return { run: () => timed(() => ours.save()), vitest: () => timed(() => theirs.save()) };
}

/** A copy of the course in which steps 1 to 3 are the solutions. */
function solvedCopy(): CourseCopy {
  const course = new CourseCopy();
  cleanUps.push(() => course.remove());
  course.solve(1, 2, 3);
  return course;
}

/** One that has its generated code, and knows that steps 1 and 2 are solved. */
async function provenCopy(): Promise<CourseCopy> {
  const course = solvedCopy();
  // A step also proves those that it is built on.
  for (const script of ["codegen", "step:2"]) await timedRun(course, course.words(script));
  return course;
}

/** Runs node to its end in a copy of the course. */
function timedRun(course: CourseCopy, words: string[]): Promise<number> {
  return timed(async () => {
    const { code, output } = await course.startNode(words).finished;
    if (code !== 0) throw new Error(`node ${words.join(" ")} failed:\n${output}`);
  });
}

/** How long something takes, in seconds. */
export async function timed(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return (performance.now() - start) / 1000;
}
