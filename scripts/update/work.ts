import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { basename, dirname, join, posix } from "node:path";
import { ROOT } from "../ground/paths.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { differences, filesOf, filesOfIndex, historyOf, idsNow } from "./git.ts";
import type { Versions } from "./newest.ts";

const text = messages.update;

/** What is the learner's, and what an update may replace. */
export interface Work {
  /** Paths that their commits changed: they stay. */
  committed: string[];
  /** Paths of theirs that differ from their last commit: they stay. */
  uncommitted: string[];
  /** Those of the latter that are staged: so they stay, too. */
  staged: string[];
  /** What npm has changed: it is replaced, if the newest version has another. */
  npms: string[];
  /** A hash of each file that may be replaced, as it was when this was found out; null where none was. */
  seen: Map<string, string | null>;
}

/**
 * Finds the learner's work: what they wrote in the files that the steps name, and what only they have.
 * A file of the course with a content that the course itself has had, ever, is nobody's work; so an
 * update that was interrupted, whenever it was, leaves nothing that would look like work.
 *
 * @param edit the files that the steps name
 * @throws Stop that names files of theirs that the newest version would replace
 */
export async function findWork(versions: Versions, edit: string[]): Promise<Work> {
  const { head, base, newest } = versions;
  const [byCourse, byLearner, coming, inFolder, inIndex] = await Promise.all([
    differences(base, newest),
    differences(base, head),
    differences(head, newest),
    differences(head),
    differences(head, "--cached"),
  ]);
  const committed = [...byLearner.keys()].filter((path) => !isNpms(path, byLearner));
  const clashing = committed.filter(
    (path) => byCourse.has(path) && coming.has(path) && !edit.includes(path),
  );
  if (clashing.length > 0) throw new Stop(text.othersCommitted(clashing), 1);

  const replaceable = [...coming.keys()].filter((path) => !committed.includes(path));
  const paths = [...new Set([...replaceable, ...inFolder.keys(), ...inIndex.keys()])];
  // Before git is asked what they are: whatever is edited from now on is noticed.
  const seen = new Map(replaceable.map((path) => [path, hashNow(path)]));
  const [now, history, last, index] = await Promise.all([
    idsNow(paths.filter(isPlainFile)),
    historyOf(newest, paths),
    filesOf(head),
    filesOfIndex(),
  ]);
  const isCourses = (path: string, id: string | undefined) =>
    id === last.get(path)?.id || history.has(`${id} ${path}`);
  const isGoing = (path: string) => coming.get(path) === "D" && isCourses(path, now.get(path));
  const isOwn = (path: string) => {
    if (now.has(path)) return !isCourses(path, now.get(path));
    // Gone is how the learner left it. Another file of the course that is missing comes back.
    if (isNothing(path, isGoing)) return edit.includes(path) && last.has(path);
    return true;
  };
  const isStaged = (path: string) => index.has(path) && !isCourses(path, index.get(path)!.id);

  const different = paths.filter((path) => isOwn(path) || isStaged(path));
  const npms = different.filter((path) => isNpms(path, new Set(different)));
  const uncommitted = different.filter((path) => !npms.includes(path));
  const others = uncommitted.filter((path) => replaceable.includes(path) && !edit.includes(path));
  const isTracked = (path: string) => last.has(path) || index.has(path);
  const changed = others.filter(isTracked);
  if (changed.length > 0) throw new Stop(text.othersChanged(changed), 1);
  const inTheWay = [
    ...others.filter((path) => !isTracked(path)),
    ...replaceable.filter((path) => coming.get(path) !== "D").flatMap(fileAbove),
  ].filter((path) => !isGoing(path));
  if (inTheWay.length > 0) throw new Stop(text.inTheWay([...new Set(inTheWay)]), 1);
  return { committed, uncommitted, staged: uncommitted.filter(isStaged), npms, seen };
}

/** A hash of a file as it is; null where there is none. */
export function hashNow(path: string): string | null {
  if (!isPlainFile(path)) return null;
  return createHash("sha256")
    .update(readFileSync(join(ROOT, path)))
    .digest("hex");
}

/** npm rewrites a lockfile in its own words, and who adds a package changes package.json as well. */
function isNpms(path: string, changed: { has(path: string): boolean }): boolean {
  const manifest = posix.join(posix.dirname(path), "package.json");
  return basename(path) === "package-lock.json" && !changed.has(manifest);
}

/** Whether a path leads to a file of the folder, and git can be told of it in a line. */
function isPlainFile(path: string): boolean {
  return statOf(path)?.isFile() === true && !/^"|\n/.test(path);
}

/** Whether there is nothing at a path, or a folder with nothing in it but files that go. */
function isNothing(path: string, isGoing: (path: string) => boolean): boolean {
  const stat = statOf(path);
  if (!stat?.isDirectory()) return !stat;
  return readdirSync(join(ROOT, path)).every((name) => {
    const inside = `${path}/${name}`;
    return isGoing(inside) || (statOf(inside)?.isDirectory() && isNothing(inside, isGoing));
  });
}

/** What stands where a path needs a folder. */
function fileAbove(path: string): string[] {
  const folder = dirname(path);
  if (folder === ".") return [];
  const stat = statOf(folder);
  return stat && !stat.isDirectory() ? [folder] : fileAbove(folder);
}

function statOf(path: string) {
  try {
    return lstatSync(join(ROOT, path), { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
    throw error;
  }
}
