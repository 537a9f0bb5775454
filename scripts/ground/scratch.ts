import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { SCRATCH } from "./paths.ts";
import { isRunning } from "./process.ts";

/**
 * A folder for what one process of this machine lays out, and another may at the same time. It is not
 * made yet; what ended processes have left under that name is removed.
 *
 * @param name what it is for, in a word
 * @returns its path
 */
export function scratchFolder(name: string): string {
  const left = existsSync(SCRATCH) ? readdirSync(SCRATCH) : [];
  for (const folder of left.filter((each) => each.startsWith(`${name}-`))) {
    const owner = Number(folder.slice(name.length + 1));
    if (owner && owner !== process.pid && !isRunning(owner)) {
      rmSync(join(SCRATCH, folder), { recursive: true, force: true });
    }
  }
  return join(SCRATCH, `${name}-${process.pid}`);
}
