import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { ROOT } from "../ground/paths.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { printLines } from "../terminal/printable.ts";
import { askGit, git, GitError } from "./git.ts";

const text = messages.update;

/** The commits that an update is about. */
export interface Versions {
  /** The learner's last commit. */
  head: string;
  /** The version of the course that the learner has. */
  base: string;
  /** The newest version of the course. */
  newest: string;
  /** Where that came from. */
  remote: string;
}

/** What git keeps where something has begun and not ended, and the commands that end it. */
const UNDER_WAY = {
  MERGE_HEAD: ["git commit", "git merge --abort"],
  CHERRY_PICK_HEAD: ["git cherry-pick --continue", "git cherry-pick --abort"],
  REVERT_HEAD: ["git revert --continue", "git revert --abort"],
  "rebase-merge": ["git rebase --continue", "git rebase --abort"],
  "rebase-apply": ["git rebase --continue", "git rebase --abort"],
  // Between two commits of several that are picked or reverted.
  sequencer: ["git cherry-pick --continue", "git cherry-pick --abort"],
  BISECT_LOG: ["git bisect good", "git bisect reset"],
} as const;

/**
 * Fetches the newest version of the course, which changes no file.
 *
 * @param edit the files that the steps name: what to copy where there is no git way
 * @throws Stop where there is nothing to fetch it with or from, or git is at something else
 */
export async function fetchNewest(edit: string[]): Promise<Versions> {
  const byHand = text.byHand(edit);
  // In a folder of somebody else's repository this is the path to it.
  const prefix = await git(["rev-parse", "--show-prefix"]).catch((error: GitError) => {
    throw new Stop(`${text.noRepository(error.message)}\n${byHand}`);
  });
  if (prefix.trim()) throw new Stop(`${text.notItsOwn}\n${byHand}`);
  await expectNothingUnderWay();
  const remotes = (await git(["remote"])).split("\n").filter(Boolean);
  // Who works on a fork of theirs calls the course's own repository upstream.
  const remote = ["upstream", "origin"].find((name) => remotes.includes(name)) ?? remotes[0];
  if (!remote) throw new Stop(`${text.noRemote}\n${byHand}`);

  printLines(text.fetching(remote));
  const newest = await fetchFrom(remote).catch((error: GitError) => {
    throw new Stop(text.notFetched(remote, error.message));
  });
  const head = await commitOf("HEAD");
  const base = await askGit(["merge-base", head, newest]);
  if (!base) throw new Stop(`${text.unrelated(remote)}\n${byHand}`);
  return { head, base, newest, remote };
}

/** Where a remote is, without the password that its address may hold. */
export async function addressOf(remote: string): Promise<string> {
  const address = await askGit(["remote", "get-url", remote]);
  return (address ?? remote).replace(/(?<=^\w+:\/\/)[^/@]*@/, "");
}

async function expectNothingUnderWay(): Promise<void> {
  const pathOf = async (name: string) =>
    resolve(ROOT, (await git(["rev-parse", "--git-path", name])).trim());
  for (const [name, [finish, abort]] of Object.entries(UNDER_WAY)) {
    if (existsSync(await pathOf(name))) throw new Stop(text.underWay(finish, abort), 1);
  }
  const lock = await pathOf("index.lock");
  if (existsSync(lock)) throw new Stop(text.gitAtWork(lock), 1);
}

async function fetchFrom(remote: string): Promise<string> {
  await git(["fetch", "--quiet", remote, "HEAD"]);
  return commitOf("FETCH_HEAD");
}

async function commitOf(name: string): Promise<string> {
  return (await git(["rev-parse", "--verify", `${name}^{commit}`])).trim();
}
