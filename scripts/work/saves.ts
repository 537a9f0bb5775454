import { ROOT, SCRATCH } from "../ground/paths.ts";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readRecord, writeWhole } from "../ground/files.ts";
import { withLock } from "../ground/lock.ts";

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
  /** The save that an undo takes back. */
  undoes?: string;
}

/** What a command that has begun to replace files, and has not ended, is about to write. */
interface Pending {
  id: string;
  /** A hash of each file's new content; `null` for a file that is to go. */
  intended: Record<string, string | null>;
}

const SAVES = join(SCRATCH, "saves");
const PENDING = join(SAVES, "pending.json");
const LOCK = join(SAVES, "lock");

/** Where a person finds the files of a save, relative to the repository. */
export function folderOf(save: Save): string {
  return `.workshop/saves/${save.id}`;
}

/**
 * Replaces files of the learner's, after saving them as they are. Interrupted, it leaves either all
 * the old contents or, at the next command's `recover`, gets them back.
 *
 * @param command what is done, in a word: `solve`, `reset`
 * @param contents the new contents by path; `undefined` for a file that is to go
 * @param undoes the save that this takes back
 * @returns what was saved
 */
export function replaceFiles(
  command: string,
  contents: Map<string, Buffer | undefined>,
  undoes?: Save,
): Save {
  return withLock(LOCK, () => {
    takeBack();
    const files = [...contents.keys()];
    const save: Save = { id: nextId(command), command, at: new Date().toISOString(), files };
    if (undoes) save.undoes = undoes.id;
    const intended = Object.fromEntries(
      [...contents].map(([file, content]) => [file, hash(content)]),
    );
    writeWhole(PENDING, JSON.stringify({ id: save.id, intended } satisfies Pending));
    keep(save);
    putBack(contents);
    rmSync(PENDING);
    return save;
  });
}

/**
 * Takes back what an interrupted command had begun. A file that the learner has edited since is
 * theirs, and stays. Safe to call at any time.
 */
export function recover(): void {
  if (existsSync(PENDING)) withLock(LOCK, takeBack);
}

/** The last save that no undo has taken back yet. */
export function lastSave(): Save | undefined {
  recover();
  const stack: Save[] = [];
  for (const save of readSaves()) {
    if (save.undoes) stack.pop();
    else stack.push(save);
  }
  return stack.at(-1);
}

function takeBack(): void {
  if (!existsSync(PENDING)) return;
  const { id, intended } = readRecord<Partial<Pending>>(PENDING) ?? {};
  const save = readSaves().find((each) => each.id === id);
  if (save && intended) {
    const old = contentsOf(save);
    const isOurs = (file: string) => hash(read(file)) === intended[file];
    putBack(new Map([...old].filter(([file]) => isOurs(file))));
    const nothingChanged = [...old].every(([file, content]) => hash(read(file)) === hash(content));
    if (nothingChanged) rmSync(join(SAVES, save.id), { recursive: true });
  }
  rmSync(PENDING, { force: true });
}

/** What the files of a save were; `undefined` for one that was not there. */
export function contentsOf(save: Save): Map<string, Buffer | undefined> {
  return new Map(
    save.files.map((file) => {
      const copy = join(SAVES, save.id, file);
      return [file, existsSync(copy) ? readFileSync(copy) : undefined];
    }),
  );
}

/** The folders of all saves, in order, whether or not one can be read. */
function saveFolders(): string[] {
  if (!existsSync(SAVES)) return [];
  return readdirSync(SAVES)
    .filter((name) => /^\d{4,}-/.test(name))
    .sort((a, b) => Number.parseInt(a) - Number.parseInt(b));
}

function readSaves(): Save[] {
  return saveFolders()
    .map((id) => readRecord<Save>(join(SAVES, id, "save.json")))
    .filter((save) => save !== undefined)
    .filter(({ id, files }) => typeof id === "string" && Array.isArray(files));
}

function nextId(command: string): string {
  const number = Number.parseInt(saveFolders().at(-1) ?? "0") + 1;
  return `${String(number).padStart(4, "0")}-${command}`;
}

function keep(save: Save): void {
  const unfinished = join(SAVES, "unfinished");
  rmSync(unfinished, { recursive: true, force: true });
  for (const file of save.files) {
    const content = read(file);
    if (content) writeWhole(join(unfinished, file), content);
  }
  writeWhole(join(unfinished, "save.json"), JSON.stringify(save, null, 2));
  renameSync(unfinished, join(SAVES, save.id));
}

function read(file: string): Buffer | undefined {
  return existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file)) : undefined;
}

function hash(content: Buffer | undefined): string | null {
  return content ? createHash("sha256").update(content).digest("hex") : null;
}

function putBack(contents: Map<string, Buffer | undefined>): void {
  for (const [file, content] of contents) {
    if (content) writeWhole(join(ROOT, file), content);
    else rmSync(join(ROOT, file), { force: true });
  }
}
