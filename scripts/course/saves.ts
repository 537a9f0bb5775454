import { createHash } from "node:crypto";
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
import { ROOT } from "./steps.ts";
import { SCRATCH } from "./workspace.ts";

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
  recover();
  const id = nextId(command);
  const intended = Object.fromEntries(
    [...contents].map(([file, content]) => [file, hash(content)]),
  );
  writeWhole(PENDING, Buffer.from(JSON.stringify({ id, intended } satisfies Pending)));
  const save = keep(
    { id, command, at: new Date().toISOString(), files: [...contents.keys()] },
    undoes,
  );
  putBack(contents);
  rmSync(PENDING);
  return save;
}

/**
 * Takes back what an interrupted command had begun. A file that the learner has edited since is
 * theirs, and stays. Safe to call at any time.
 */
export function recover(): void {
  if (!existsSync(PENDING)) return;
  const { id, intended } = JSON.parse(readFileSync(PENDING, "utf8")) as Pending;
  const save = readSaves().find((each) => each.id === id);
  if (save) {
    const old = contentsOf(save);
    const isOurs = (file: string) => hash(read(file)) === intended[file];
    putBack(new Map([...old].filter(([file]) => isOurs(file))));
    const nothingChanged = [...old].every(([file, content]) => hash(read(file)) === hash(content));
    if (nothingChanged) rmSync(join(SAVES, id), { recursive: true });
  }
  rmSync(PENDING);
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

/** What the files of a save were; `undefined` for one that was not there. */
export function contentsOf(save: Save): Map<string, Buffer | undefined> {
  return new Map(
    save.files.map((file) => {
      const copy = join(SAVES, save.id, file);
      return [file, existsSync(copy) ? readFileSync(copy) : undefined];
    }),
  );
}

function readSaves(): Save[] {
  if (!existsSync(SAVES)) return [];
  return readdirSync(SAVES)
    .filter((name) => /^\d{4,}-/.test(name))
    .sort((a, b) => Number.parseInt(a) - Number.parseInt(b))
    .map((id) => JSON.parse(readFileSync(join(SAVES, id, "save.json"), "utf8")));
}

function nextId(command: string): string {
  const number = Number.parseInt(readSaves().at(-1)?.id ?? "0") + 1;
  return `${String(number).padStart(4, "0")}-${command}`;
}

function keep(save: Save, undoes: Save | undefined): Save {
  if (undoes) save.undoes = undoes.id;
  const unfinished = join(SAVES, "unfinished");
  rmSync(unfinished, { recursive: true, force: true });
  for (const file of save.files) {
    const content = read(file);
    if (content) writeWhole(join(unfinished, file), content);
  }
  writeWhole(join(unfinished, "save.json"), Buffer.from(JSON.stringify(save, null, 2)));
  renameSync(unfinished, join(SAVES, save.id));
  return save;
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

/** Written beside and renamed: a reader, or a kill, finds the old file or the new one. */
function writeWhole(path: string, content: Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}
