import { ROOT, SCRATCH } from "../ground/paths.ts";
import { lstatSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import type { Update } from "./apply.ts";
import { differences, git } from "./git.ts";
import type { Versions } from "./newest.ts";
import type { Work } from "./work.ts";

const text = messages.update;

/**
 * Prepares an update to the last detail, and changes no file yet.
 *
 * @param edit the files that the steps name
 * @throws Stop where it would overwrite a file that git does not know
 */
export async function planUpdate(versions: Versions, work: Work, edit: string[]): Promise<Update> {
  const { head, base, newest } = versions;
  const to = head === base ? newest : await joinCommits(versions, work.committed);
  const coming = await differences(head, to);
  const inTheWay = [...coming.keys()].filter(
    (path) => coming.get(path) === "A" && !work.uncommitted.includes(path) && isThere(path),
  );
  if (inTheWay.length > 0) throw new Stop(text.inTheWay(inTheWay), 1);
  const changed = [...coming.keys()].filter((path) => !work.uncommitted.includes(path));
  const starters = await differences(base, newest);
  return {
    base,
    newest,
    from: head,
    to,
    replaced: changed.filter((path) => coming.get(path) !== "D"),
    removed: changed.filter((path) => coming.get(path) === "D"),
    restated: work.uncommitted.filter((path) => coming.has(path) && !work.staged.includes(path)),
    starters: edit.filter((path) => starters.has(path)),
    kept: [...new Set([...work.committed, ...work.uncommitted])],
  };
}

/** A commit of the newest version with the learner's files in it, after both histories. */
async function joinCommits({ head, newest }: Versions, own: string[]): Promise<string> {
  const index = join(SCRATCH, "update.index");
  const env = { GIT_INDEX_FILE: index };
  mkdirSync(SCRATCH, { recursive: true });
  try {
    await git(["read-tree", newest], { env });
    const gone = own.map((path) => `0 ${"0".repeat(40)}\t${path}\0`).join("");
    const present = await git(["ls-tree", "-r", "-z", head, "--", ...own]);
    await git(["update-index", "-z", "--index-info"], { env, input: gone + present });
    const tree = (await git(["write-tree"], { env })).trim();
    const message = text.commit(newest.slice(0, 7));
    const parents = ["-p", head, "-p", newest];
    return (await git(["commit-tree", tree, ...parents, "-m", message])).trim();
  } finally {
    rmSync(index, { force: true });
  }
}

function isThere(path: string): boolean {
  return lstatSync(join(ROOT, path), { throwIfNoEntry: false }) !== undefined;
}
