import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readRecord, writeWhole } from "../ground/files.ts";
import { SCRATCH } from "../ground/paths.ts";
import { printable } from "../terminal/printable.ts";
import { readState, writeState, type FileState } from "./file.ts";

/** A learner's files as they were before a command replaced them. */
export interface Save {
  /** The folder's name: `0007-solve`. */
  id: string;
  /** The command that made it. */
  command: string;
  /** When it was made, in ISO 8601. */
  at: string;
  /** Every file that the command replaces; those that were there have a copy in the folder. */
  files: string[];
  /** Those of them that were not there; unknown where an older version of the course has saved. */
  absent?: string[];
  /** The save that an undo takes back. */
  undoes?: string;
}

/** The folder of all saves. */
export const SAVES = join(SCRATCH, "saves");
/** What is not yet complete; only there while a command is at work. */
export const UNFINISHED = join(SAVES, "unfinished");

/** Where a person finds the files of a save, relative to the repository. */
export function folderOf(id: string): string {
  return `.workshop/saves/${id}`;
}

/** The names of all saves, in order, whether or not one can be read. */
export function saveIds(): string[] {
  if (!existsSync(SAVES)) return [];
  return readdirSync(SAVES)
    .filter(isId)
    .sort((a, b) => numberOf(a) - numberOf(b));
}

/** The number in a save's name. */
export function numberOf(id: string): number {
  return Number.parseInt(id);
}

/** A save; undefined where it is not there, or damaged, or names a file that is not the course's. */
export function readSave(id: string): Save | undefined {
  if (!isId(id)) return undefined;
  const save = readRecord<Partial<Save>>(join(SAVES, id, "save.json"));
  const { command, at, files, absent, undoes } = save ?? {};
  if (typeof command !== "string" || !/^[a-z]+$/.test(command)) return undefined;
  if (typeof at !== "string" || !arePaths(files)) return undefined;
  if (absent !== undefined && !arePaths(absent)) return undefined;
  return {
    id,
    command,
    at,
    files,
    ...(absent && { absent }),
    ...(typeof undoes === "string" && { undoes }),
  };
}

/** The files of a save as they were, `undefined` for one that was not there; none whose copy has gone. */
export function contentsOf({ id, files, absent }: Save): Map<string, FileState | undefined> {
  const states = files.map((file) => [file, readState(file, join(SAVES, id))] as const);
  return new Map(states.filter(([file, state]) => state || !absent || absent.includes(file)));
}

/** Makes a save: it is there as a whole, or not at all. */
export function keep(save: Save, states: Map<string, FileState | undefined>): Save {
  const unfinished = join(UNFINISHED, "save");
  rmSync(unfinished, { recursive: true, force: true });
  for (const [file, state] of states) if (state) writeState(join(unfinished, file), state);
  writeWhole(join(unfinished, "save.json"), JSON.stringify(save, null, 2));
  renameSync(unfinished, join(SAVES, save.id));
  return save;
}

function isId(name: string): boolean {
  return /^\d{4,9}-[a-z]+$/.test(name);
}

/**
 * Whether a record names files within the course only, none that is hidden or a package's, and none as
 * no file of the course is called: Windows takes no notice of a point or a space at the end of a name.
 */
function arePaths(files: unknown): files is string[] {
  const isPath = (file: unknown) =>
    typeof file === "string" &&
    /^(?!node_modules\/)(?:[^./\\:~][^/\\:~]*(?<![ .])(?:\/(?!$)|$))+$/i.test(file) &&
    printable(file) === file;
  return Array.isArray(files) && files.every(isPath);
}
