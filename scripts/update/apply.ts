import { SCRATCH } from "../ground/paths.ts";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../ground/files.ts";
import { npm } from "../ground/npm.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { git } from "./git.ts";

const text = messages.update;
const JOURNAL = join(SCRATCH, "update.json");

/** An update, in so much detail that it can be finished after an interruption. Paths, and commits. */
export interface Update {
  /** The version of the course that the learner has had. */
  base: string;
  newest: string;
  /** The learner's last commit, and what it is to be. */
  from: string;
  to: string;
  /** The course's files that get new contents, and those that go. */
  replaced: string[];
  removed: string[];
  /** The learner's uncommitted files whose starter changes: only git's idea of their origin does. */
  restated: string[];
  /** The files that the steps name and whose starter has changed. */
  starters: string[];
  /** All of the learner's work, which no one touches. */
  kept: string[];
}

/** An update that has begun and has not ended, unless the learner has gone elsewhere since. */
export async function unfinishedUpdate(): Promise<Update | undefined> {
  if (!existsSync(JOURNAL)) return undefined;
  const update: Update = JSON.parse(readFileSync(JOURNAL, "utf8"));
  const { from, to } = update;
  return [from, to].includes(await headCommit()) ? update : undefined;
}

/**
 * Carries an update out. Interrupted at any point, it can be called again.
 *
 * @throws Stop when the packages could not be installed
 */
export async function apply(update: Update): Promise<void> {
  writeWhole(JOURNAL, JSON.stringify(update));
  const { from, to, replaced, removed, restated } = update;
  if ((await headCommit()) === from) {
    await onPaths(replaced, ["restore", `--source=${to}`, "--staged", "--worktree"]);
    await onPaths(removed, ["rm", "--quiet", "--force", "--ignore-unmatch"]);
    await onPaths(restated, ["reset", "--quiet", to]);
    // Last, as from here on the update has happened.
    await git(["update-ref", "-m", "npm run update", "HEAD", to, from]);
  }
  if (replaced.includes("package-lock.json")) await install();
  rmSync(JOURNAL);
}

async function onPaths(paths: string[], command: string[]): Promise<void> {
  if (paths.length === 0) return;
  // A command line may be too short for them.
  const flags = ["--pathspec-from-file=-", "--pathspec-file-nul"];
  await git([...command, ...flags], { input: paths.join("\0") });
}

async function install(): Promise<void> {
  console.log(text.installing);
  // Without saving: npm would write package-lock.json in its own words, and the next update refuse.
  const flags = ["--no-save", "--no-audit", "--no-fund"];
  const { code } = await npm(["install", ...flags], "inherit");
  if (code !== 0) throw new Stop(text.notInstalled);
}

async function headCommit(): Promise<string> {
  return (await git(["rev-parse", "HEAD"])).trim();
}
