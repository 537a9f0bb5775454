import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { makeFolder } from "../ground/files.ts";
import { ROOT } from "../ground/paths.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";

/** What is in a file of the learner's. */
export interface FileState {
  content: Buffer;
  /** Its permissions; where they are not said, those of the file that it replaces. */
  mode?: number;
}

/**
 * Reads a file of the repository, through links.
 *
 * @returns undefined where there is none
 * @throws Stop where there is something else, such as a folder
 */
export function readState(file: string, root = ROOT): FileState | undefined {
  const path = join(root, file);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return undefined;
  if (!stat.isFile()) throw new Stop(messages.replace.noFile(file));
  return { content: readFileSync(path), mode: stat.mode & 0o777 };
}

/** Writes a file, with its permissions, to the drive itself: it is there after a loss of power too. */
export function writeState(path: string, { content, mode }: FileState): void {
  makeFolder(dirname(path));
  writeFileSync(path, content, { flush: true });
  if (mode !== undefined) chmodSync(path, mode);
}

/** Where a file of the repository is to be written, in a folder that is there. A link to it stays. */
export function targetOf(file: string): string {
  const target = followLinks(join(ROOT, file));
  makeFolder(dirname(target));
  return target;
}

/** Puts a file that is ready in the place of another, in one go. */
export function move(fresh: string, target: string): void {
  try {
    renameSync(fresh, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    // A link has led to another drive, on which nothing is renamed from here.
    const beside = `${target}.${process.pid}.new`;
    copyFileSync(fresh, beside);
    renameSync(beside, target);
  }
}

/** A hash of a file's content; null where there is no file. */
export function hashOf(state: FileState | undefined): string | null {
  return state ? createHash("sha256").update(state.content).digest("hex") : null;
}

/** Whether a file is as it is wanted. */
export function isAsWanted(state: FileState | undefined, wanted: FileState | undefined): boolean {
  if (!state || !wanted) return state === wanted;
  return state.content.equals(wanted.content) && (wanted.mode ?? state.mode) === state.mode;
}

/** Where a path leads, also when there is nothing yet. */
function followLinks(path: string): string {
  if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return path;
  return followLinks(resolve(realpathSync(dirname(path)), readlinkSync(path)));
}
