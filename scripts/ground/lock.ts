import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";

/** How long to wait between two looks, and in all, in milliseconds. */
const LOOK = 20;
const PATIENCE = 10_000;

/**
 * Does some work while no other process does any under the same lock.
 *
 * @param path the lock's file, which exists while the work is done
 * @throws Error when another process keeps the lock for too long
 */
export function withLock<T>(path: string, work: () => T): T {
  acquire(path);
  try {
    return work();
  } finally {
    rmSync(path, { force: true });
  }
}

function acquire(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const clock = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; waited < PATIENCE; waited += LOOK) {
    try {
      const file = openSync(path, "wx");
      writeSync(file, String(process.pid));
      closeSync(file);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (isLeftBehind(path)) rmSync(path, { force: true });
    else Atomics.wait(clock, 0, 0, LOOK);
  }
  throw new Error(`${path}: another command has been at work for ${PATIENCE / 1000} s`);
}

/** Whether the process that made a lock is no more. */
function isLeftBehind(path: string): boolean {
  try {
    process.kill(Number(readFileSync(path, "utf8")) || process.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}
