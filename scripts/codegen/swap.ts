import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, realpathSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isRunning } from "../ground/process.ts";

/**
 * Replaces a folder in one go: `fill` works on a new one beside it, which takes the
 * old one's place when it is complete. If anything fails the old one stays as it was. A link stays a
 * link: the folder that it leads to is replaced.
 *
 * @param folder the folder to replace; it may not exist yet
 * @param fill writes the new content into the folder it is given
 */
export async function replaceFolder(
  folder: string,
  fill: (fresh: string) => Promise<void>,
): Promise<void> {
  const target = existsSync(folder) ? realpathSync(folder) : resolve(folder);
  mkdirSync(dirname(target), { recursive: true });
  removeLeftovers(target);
  const fresh = `${temporaryPrefix(target)}${process.pid}.${randomBytes(4).toString("hex")}`;
  const discard = () => remove(fresh);
  mkdirSync(fresh);
  process.on("exit", discard);
  try {
    await fill(fresh);
    await swap(fresh, target);
  } finally {
    process.off("exit", discard);
    discard();
  }
}

async function swap(fresh: string, target: string): Promise<void> {
  const old = `${fresh}.old`;
  for (let attempt = 1; ; attempt++) {
    try {
      if (existsSync(target)) renameSync(target, old);
      renameSync(fresh, target);
      return remove(old);
    } catch (error) {
      // Another run may have swapped at the same moment, and Windows renames no
      // folder that a virus scanner or an editor looks into.
      if (existsSync(target)) remove(old);
      else if (existsSync(old)) renameSync(old, target);
      if (attempt === 10) throw error;
      await sleep(50);
    }
  }
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** `gen` → `.gen.`, to which the process's id is added. */
function temporaryPrefix(target: string): string {
  return join(dirname(target), `.${basename(target)}.`);
}

/** Removes what killed runs have left behind. */
function removeLeftovers(target: string): void {
  const prefix = basename(temporaryPrefix(target));
  for (const name of readdirSync(dirname(target))) {
    const owner = /^(\d+)\.[0-9a-f]{8}(\.old)?$/.exec(name.slice(prefix.length))?.[1];
    if (name.startsWith(prefix) && owner && !isRunning(Number(owner))) {
      remove(join(dirname(target), name));
    }
  }
}
