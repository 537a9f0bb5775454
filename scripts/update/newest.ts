import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
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
}

/**
 * Fetches the newest version of the course, which changes no file.
 *
 * @param edit the files that the steps name: what to copy where there is no git way
 * @throws Stop where there is nothing to fetch it with or from
 */
export async function fetchNewest(edit: string[]): Promise<Versions> {
  const byHand = text.byHand(edit);
  // In a folder of somebody else's repository this is the path to it.
  const prefix = await git(["rev-parse", "--show-prefix"]).catch((error: GitError) => {
    throw new Stop(`${text.noRepository(error.message)}\n${byHand}`);
  });
  if (prefix.trim()) throw new Stop(`${text.notItsOwn}\n${byHand}`);
  if (await askGit(["rev-parse", "--verify", "MERGE_HEAD"])) throw new Stop(text.midMerge, 1);
  const remotes = (await git(["remote"])).split("\n").filter(Boolean);
  // Who works on a fork of theirs calls the course's own repository upstream.
  const remote = ["upstream", "origin"].find((name) => remotes.includes(name)) ?? remotes[0];
  if (!remote) throw new Stop(`${text.noRemote}\n${byHand}`);

  console.log(text.fetching(remote));
  await git(["fetch", "--quiet", remote, "HEAD"]).catch((error: GitError) => {
    throw new Stop(text.notFetched(remote, error.message));
  });
  const [head, newest] = [await commitOf("HEAD"), await commitOf("FETCH_HEAD")];
  const base = await askGit(["merge-base", head, newest]);
  if (!base) throw new Stop(`${text.unrelated(remote)}\n${byHand}`);
  return { head, base, newest };
}

async function commitOf(name: string): Promise<string> {
  return (await git(["rev-parse", "--verify", `${name}^{commit}`])).trim();
}
