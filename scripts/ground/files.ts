import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./paths.ts";

/** Makes a folder, and those that it is in, where they are not there. */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    // With `recursive` Node says "no such file" where it is a drive that takes no changes.
    mkdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** Writes a file beside its place and renames it: a reader, or a kill, finds the old or the new one. */
export function writeWhole(path: string, content: Buffer | string): void {
  makeFolder(dirname(path));
  // A name of its own: another command may be writing the same file.
  const fresh = `${path}.${process.pid}.new`;
  try {
    writeFileSync(fresh, content);
    renameSync(fresh, path);
  } finally {
    rmSync(fresh, { force: true });
  }
}

/**
 * Reads a file of JSON that only the course's own commands write.
 *
 * @returns the object in it; undefined where there is no file, or it is damaged
 */
export function readRecord<Record extends object>(path: string): Record | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
    return isRecord ? (value as Record) : undefined;
  } catch {
    return undefined;
  }
}

/** The names of what is in a folder of the repository, sorted; none if it is not there. */
export function namesIn(folder: string): string[] {
  const path = join(ROOT, folder);
  return existsSync(path) ? readdirSync(path).sort() : [];
}
