import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { differences, git, items } from "./git.ts";

const text = messages.update;

/** What a learner has changed since the version of the course that they have. */
export interface Work {
  /** Paths that their own commits changed. */
  committed: string[];
  /** Paths of theirs that differ from their last commit. */
  uncommitted: string[];
  /** Those of the latter that are staged. */
  staged: string[];
}

/**
 * Finds the learner's work: the files that the steps name, and files that only they have.
 *
 * @param base the version of the course that they have
 * @param newest the version that is to come
 * @param edit the files that the steps name
 * @throws Stop that names other files of the course that they have changed
 */
export async function workSince(base: string, newest: string, edit: string[]): Promise<Work> {
  const course = new Set([...(await filesOf(base)), ...(await filesOf(newest))]);
  const isForeign = (path: string) => course.has(path) && !edit.includes(path);

  const committed = [...(await differences(base, "HEAD")).keys()];
  const foreign = committed.filter(isForeign);
  if (foreign.length > 0) throw new Stop(text.othersCommitted(foreign), 1);

  const states = await uncommittedStates();
  const uncommitted = states.map(({ path }) => path);
  const others = uncommitted.filter(isForeign);
  if (others.length > 0) throw new Stop(text.othersChanged(others), 1);

  const staged = states.filter(({ state }) => !state.startsWith(" ")).map(({ path }) => path);
  return { committed, uncommitted, staged };
}

async function filesOf(commit: string): Promise<string[]> {
  return items(await git(["ls-tree", "-r", "-z", "--name-only", commit]));
}

/** Each tracked file that differs from the last commit: two letters, for the index and the folder. */
async function uncommittedStates(): Promise<{ path: string; state: string }[]> {
  const flags = ["--porcelain", "-z", "--no-renames", "--untracked-files=no"];
  return items(await git(["status", ...flags])).map((line) => ({
    state: line.slice(0, 2),
    path: line.slice(3),
  }));
}
