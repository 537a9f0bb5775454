import { rmSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../ground/files.ts";
import { SCRATCH } from "../ground/paths.ts";
import { messages } from "../messages/index.ts";
import { differences, filesOf, git, putInIndex } from "./git.ts";
import type { Versions } from "./newest.ts";
import type { Work } from "./work.ts";

const text = messages.update;

/** An update to the last detail. Paths, and commits. */
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
  /** What changes in git's index. */
  restaged: string[];
  /** The files that the steps name and whose starter has changed. */
  starters: string[];
  /** All of the learner's work, which no one touches. */
  kept: string[];
}

/**
 * Prepares an update, and changes no file yet.
 *
 * @param edit the files that the steps name
 */
export async function planUpdate(versions: Versions, work: Work, edit: string[]): Promise<Update> {
  const { head, base, newest } = versions;
  const { committed, uncommitted, staged } = work;
  const to = head === base ? newest : await joinCommits(versions, committed);
  const coming = await differences(head, to);
  const changed = [...coming.keys()].filter((path) => !uncommitted.includes(path));
  const starters = await differences(base, newest);
  return {
    base,
    newest,
    from: head,
    to,
    replaced: changed.filter((path) => coming.get(path) !== "D"),
    removed: changed.filter((path) => coming.get(path) === "D"),
    restaged: [...coming.keys()].filter((path) => !staged.includes(path)),
    starters: edit.filter((path) => starters.has(path)),
    kept: [...new Set([...committed, ...uncommitted])],
  };
}

/** A commit of the newest version with the learner's files in it, after both histories. */
async function joinCommits({ head, newest }: Versions, own: string[]): Promise<string> {
  const env = { GIT_INDEX_FILE: join(SCRATCH, `update-${process.pid}.index`) };
  makeFolder(SCRATCH);
  try {
    await git(["read-tree", newest], { env });
    const theirs = await filesOf(head);
    await putInIndex(
      own.map((path) => [path, theirs.get(path)]),
      env,
    );
    const tree = (await git(["write-tree"], { env })).trim();
    const message = text.commit(newest.slice(0, 7));
    const parents = ["-p", head, "-p", newest];
    return (await git(["commit-tree", tree, ...parents, "-m", message])).trim();
  } finally {
    rmSync(env.GIT_INDEX_FILE, { force: true });
  }
}
