import { randomBytes } from "node:crypto";
import {
  existsSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, extname, join } from "node:path";
import { makeFolder } from "./files.ts";
import { isRunning } from "./process.ts";

/** Between two looks, in milliseconds. */
const LOOK = 20;
/** No work under a lock takes so long, in milliseconds: who still has it is suspended, or no more. */
const PATIENCE = 10_000;
/** How a folder is neither replaced nor removed while it is somebody's. */
const TAKEN =
  process.platform === "win32"
    ? ["ENOTEMPTY", "EEXIST", "ENOTDIR", "EPERM", "EACCES", "EBUSY"]
    : ["ENOTEMPTY", "EEXIST", "ENOTDIR"];

/**
 * Does some short work while no other process does any under the same lock. A lock that was left
 * behind is taken over.
 *
 * The lock is a folder with a file in it that bears its owner's name. It gets its name when it is
 * complete, so no lock is without an owner; and what is taken away is one owner's file, then the
 * folder if it is empty, so of two that take over a lock neither takes the other's.
 *
 * @param lock the folder's path
 */
export function withLock<T>(lock: string, work: () => T): T {
  const owner = `${process.pid}-${randomBytes(4).toString("hex")}`;
  removeLeftovers(lock);
  const fresh = `${lock}.${owner}`;
  try {
    makeFolder(fresh);
    writeFileSync(join(fresh, owner), "");
    acquire(lock, fresh);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
  try {
    return work();
  } finally {
    take(lock, owner);
  }
}

/** Whether there is a lock whose owner is no more, or should long have let go of it. */
export function isLeftBehind(lock: string): boolean {
  const owner = ownerOf(lock);
  if (owner === undefined) return false;
  const since = lstatSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  // One of the future is from before somebody set the clock.
  return !isRunning(pidOf(owner)) || Math.abs(Date.now() - since) > PATIENCE;
}

function acquire(lock: string, fresh: string): void {
  const start = performance.now();
  let [last, since] = [ownerOf(lock), start];
  for (;;) {
    try {
      return renameSync(fresh, lock);
    } catch (error) {
      const now = performance.now();
      const isTaken = TAKEN.includes((error as NodeJS.ErrnoException).code!);
      if (!isTaken || now - start > 3 * PATIENCE) throw error;
      const owner = ownerOf(lock);
      if (owner !== last) [last, since] = [owner, now];
      const isLeft = owner !== undefined && (!isRunning(pidOf(owner)) || now - since > PATIENCE);
      if (isLeft) take(lock, owner);
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK);
    }
  }
}

/** Who has a lock: empty where nobody can be told, undefined where there is no lock. */
function ownerOf(lock: string): string | undefined {
  try {
    // What a link leads to is nobody's lock, and stays.
    return lstatSync(lock).isDirectory() ? (readdirSync(lock)[0] ?? "") : "";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function pidOf(owner: string): number {
  return Number(/^([1-9]\d*)-[0-9a-f]{8}$/.exec(owner)?.[1]);
}

/** Takes a lock from one owner; if it is another's by now, it stays. */
function take(lock: string, owner: string): void {
  if (owner) rmSync(join(lock, owner), { recursive: true, force: true });
  try {
    rmdirSync(lock);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A file of that name is nobody's lock.
    if (code === "ENOTDIR") unlinkSync(lock);
    else if (code !== "ENOENT" && !TAKEN.includes(code!)) throw error;
  }
}

/** Removes what those have left behind that were killed before they had the lock. */
function removeLeftovers(lock: string): void {
  if (!existsSync(dirname(lock))) return;
  for (const name of readdirSync(dirname(lock))) {
    const pid = name.startsWith(`${basename(lock)}.`) ? pidOf(extname(name).slice(1)) : Number.NaN;
    if (!Number.isNaN(pid) && !isRunning(pid)) {
      rmSync(join(dirname(lock), name), { recursive: true, force: true });
    }
  }
}
