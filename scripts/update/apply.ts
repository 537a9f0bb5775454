import { accessSync, constants, existsSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { makeFolder, writeWhole } from "../ground/files.ts";
import { npm } from "../ground/npm.ts";
import { ROOT, SCRATCH } from "../ground/paths.ts";
import { isRunning } from "../ground/process.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { move } from "../work/file.ts";
import { askGit, filesOf, git, putInIndex, type GitError } from "./git.ts";
import type { Update } from "./plan.ts";
import { hashNow, type Work } from "./work.ts";

const text = messages.update;
/** It is there while packages are to be installed. */
const TO_INSTALL = join(SCRATCH, "packages-to-install");

/**
 * Carries an update out. Interrupted, it has replaced some files and the next update replaces the
 * others: the learner's last commit moves at the end.
 *
 * @throws Stop where a file is no longer what it was when the update was planned
 */
export async function apply(update: Update, { seen }: Work): Promise<void> {
  const { to, replaced, removed } = update;
  removeLeftovers();
  const fresh = join(SCRATCH, `update-${process.pid}`);
  makeFolder(fresh);
  try {
    await writeFiles(to, replaced, fresh);
    for (const folder of new Set([...removed, ...replaced].map(dirname))) expectWritable(folder);
    if (replaced.includes("package-lock.json")) writeWhole(TO_INSTALL, "");
    for (const path of removed) remove(path, seen);
    for (const path of replaced) replace(path, join(fresh, "files", path), seen);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  await moveOn(update).catch((error: GitError) => {
    throw new Stop(text.notNoted(error.message));
  });
}

/**
 * Installs the packages, if an update has brought others: this one, or one that could not.
 *
 * @throws Stop when they could not be installed
 */
export async function installPackages(): Promise<void> {
  if (!existsSync(TO_INSTALL)) return;
  console.log(text.installing);
  // Without saving: npm may write package-lock.json in its own words.
  const { code } = await npm(["install", "--no-save", "--no-audit", "--no-fund"], "inherit");
  if (code !== 0) throw new Stop(text.notInstalled);
  rmSync(TO_INSTALL, { force: true });
}

/** Writes files of a commit into a folder, as git would into the repository's. */
async function writeFiles(commit: string, paths: string[], folder: string): Promise<void> {
  const env = { GIT_INDEX_FILE: join(folder, "index") };
  await git(["read-tree", commit], { env });
  const flags = [
    "-z",
    "--stdin",
    `--prefix=${relative(ROOT, folder).replaceAll("\\", "/")}/files/`,
  ];
  await git(["checkout-index", ...flags], {
    env,
    input: paths.map((path) => `${path}\0`).join(""),
  });
}

/** Before anything is replaced: so that it is not found out in the middle. */
function expectWritable(folder: string): void {
  const path = join(ROOT, folder);
  if (existsSync(path)) accessSync(path, constants.W_OK);
  else expectWritable(dirname(folder));
}

function replace(path: string, fresh: string, seen: Work["seen"]): void {
  const target = join(ROOT, path);
  makeFolder(dirname(target));
  expectAsSeen(path, seen);
  move(fresh, target);
}

function remove(path: string, seen: Work["seen"]): void {
  expectAsSeen(path, seen);
  rmSync(join(ROOT, path), { force: true });
  try {
    for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
      rmdirSync(join(ROOT, folder));
    }
  } catch {
    // Something else is in it, or it has gone.
  }
}

/** Just before a file is replaced: what an editor has saved since then is no one else's. */
function expectAsSeen(path: string, seen: Work["seen"]): void {
  if (hashNow(path) !== seen.get(path)) throw new Stop(text.changedMeanwhile(path));
}

/** Makes git's index and the learner's last commit what the folder is by now. */
async function moveOn({ from, to, restaged }: Update): Promise<void> {
  const files = await filesOf(to);
  await putInIndex(restaged.map((path) => [path, files.get(path)]));
  // Last, as from here on the update has happened.
  await git(["update-ref", "-m", "npm run update", "HEAD", to, from]);
  await askGit(["update-index", "-q", "--refresh"]);
}

/** Removes what updates have left behind that were killed. */
function removeLeftovers(): void {
  if (!existsSync(SCRATCH)) return;
  for (const name of readdirSync(SCRATCH)) {
    const pid = /^update-(\d+)(\.index)?$/.exec(name)?.[1];
    if (pid && !isRunning(Number(pid))) {
      rmSync(join(SCRATCH, name), { recursive: true, force: true });
    }
  }
}
