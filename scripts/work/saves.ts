import { rmSync } from "node:fs";
import { join } from "node:path";
import { readRecord, writeWhole } from "../ground/files.ts";
import { withLock } from "../ground/lock.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import {
  hashOf,
  isAsWanted,
  move,
  readState,
  targetOf,
  writeState,
  type FileState,
} from "./file.ts";
import {
  contentsOf,
  folderOf,
  keep,
  numberOf,
  readSave,
  saveIds,
  SAVES,
  UNFINISHED,
  type Save,
} from "./save.ts";

const text = messages.replace;

/** What has been replaced, and what is being replaced now. */
interface Journal {
  /** The saves that an undo can still take back, oldest first. */
  undoable: string[];
  /** The save of a command that has begun to replace files and has not ended. */
  begun?: string;
  /** A hash of each new content that it is to write; `null` for a file that is to go. */
  intended?: Record<string, string | null>;
}

/** What an undo has done. */
export interface Undone {
  /** The save that it has taken back. */
  save: Save;
  /** The files that it has given back. */
  files: string[];
  /** What stood there until now; undefined where it was the same already. */
  kept?: Save;
}

/** The lock under which files are replaced. */
export const LOCK = join(SAVES, "lock");
const JOURNAL = join(SAVES, "journal.json");
const READY = join(UNFINISHED, "new");

/**
 * Replaces files of the learner's, after saving them as they are. If it fails, the old contents are
 * there again; interrupted, it leaves the old contents or, at the next command's `recover`, gets them
 * back.
 *
 * @param command what is done, in a word: `solve`, `reset`
 * @param contents the new contents by path; `undefined` for a file that is to go
 * @returns what was saved
 */
export function replaceFiles(command: string, contents: Map<string, FileState | undefined>): Save {
  return atWork(() => replace(command, contents));
}

/** Saves files as they are, where nothing is to be undone. */
export function keepCopy(command: string, files: string[]): Save {
  return atWork(() => {
    const { undoable } = readJournal();
    const states = new Map(files.map((file) => [file, readState(file)]));
    const save = keep(describe(command, states, undoable), states);
    // From here on the journal says that this is not to be undone.
    writeJournal({ undoable });
    return save;
  });
}

/**
 * Gives back the files of the last save that no undo has taken back yet.
 *
 * @returns undefined where there is no such save
 * @throws Stop where it is no longer there; the next undo takes the one before
 */
export function undoLastSave(): Undone | undefined {
  return atWork(() => {
    const { undoable } = readJournal();
    const id = undoable.at(-1);
    if (id === undefined) return undefined;
    const save = readSave(id);
    const contents = save && contentsOf(save);
    if (!save || !contents?.size) {
      writeJournal({ undoable: undoable.filter(readSave) });
      throw new Stop(text.saveGone(folderOf(id)));
    }
    const undone = { save, files: [...contents.keys()] };
    if (!areThere(contents)) return { ...undone, kept: replace("undo", contents, id) };
    writeJournal({ undoable: undoable.slice(0, -1) });
    return undone;
  });
}

/** Whether files have the contents that are wanted already. */
export function areThere(contents: Map<string, FileState | undefined>): boolean {
  return [...contents].every(([file, state]) => isAsWanted(readState(file), state));
}

/** The save of a command that was interrupted while it replaced files. */
export function interrupted(): string | undefined {
  return readJournal().begun;
}

/**
 * Takes back what an interrupted command had begun. A file that the learner has edited since is
 * theirs, and stays. Safe to call at any time.
 */
export function recover(): void {
  if (interrupted()) atWork(() => {});
}

/** Does something with no other command at work, and nothing left of one that was interrupted. */
function atWork<T>(work: () => T): T {
  return withLock(LOCK, () => {
    try {
      takeBack();
      return work();
    } finally {
      rmSync(UNFINISHED, { recursive: true, force: true });
    }
  });
}

function replace(
  command: string,
  contents: Map<string, FileState | undefined>,
  undoes?: string,
): Save {
  const { undoable } = readJournal();
  const old = new Map([...contents.keys()].map((file) => [file, readState(file)]));
  const save = { ...describe(command, old, undoable), ...(undoes && { undoes }) };
  const intended = Object.fromEntries([...contents].map(([file, state]) => [file, hashOf(state)]));
  // A full disk shows here, where nothing has begun.
  getReady(old, contents);
  keep(save, old);
  writeJournal({ undoable, begun: save.id, intended });
  try {
    putInPlace(old, contents);
  } catch (error) {
    takeBack();
    throw error;
  }
  writeJournal({
    undoable: undoes ? undoable.filter((id) => id !== undoes) : [...undoable, save.id],
  });
  return save;
}

/** A save of files that is yet to be made. */
function describe(
  command: string,
  states: Map<string, FileState | undefined>,
  undoable: string[],
): Save {
  const numbers = [...saveIds(), ...undoable].map(numberOf).filter((number) => number > 0);
  const files = [...states.keys()];
  return {
    id: `${String(Math.max(0, ...numbers) + 1).padStart(4, "0")}-${command}`,
    command,
    at: new Date().toISOString(),
    files,
    absent: files.filter((file) => !states.get(file)),
  };
}

/** Writes the new contents, but not yet to their places. */
function getReady(
  old: Map<string, FileState | undefined>,
  contents: Map<string, FileState | undefined>,
): void {
  rmSync(READY, { recursive: true, force: true });
  for (const [file, state] of contents) {
    const mode = state?.mode ?? old.get(file)?.mode;
    if (state) writeState(join(READY, file), { ...state, ...(mode !== undefined && { mode }) });
  }
}

/** @throws Stop where a file is no longer what it was */
function putInPlace(
  old: Map<string, FileState | undefined>,
  contents: Map<string, FileState | undefined>,
): void {
  for (const [file, wanted] of contents) {
    const target = targetOf(file);
    // Nothing may come between this look and the change.
    const now = readState(file);
    if (!isAsWanted(now, old.get(file))) throw new Stop(text.changedMeanwhile(file));
    if (isAsWanted(now, wanted)) continue;
    if (wanted) move(join(READY, file), target);
    else rmSync(target, { force: true });
  }
}

function takeBack(): void {
  const { undoable, begun, intended = {} } = readJournal();
  if (begun === undefined) return;
  const save = readSave(begun);
  const isBack = save && giveBack(contentsOf(save), intended);
  // What could not be taken back, or was edited since, an undo gives back.
  writeJournal({ undoable: !save || isBack || save.undoes ? undoable : [...undoable, save.id] });
}

/** Gives files back that are as a command wanted them. Whether all are what they were. */
function giveBack(
  contents: Map<string, FileState | undefined>,
  intended: Record<string, string | null>,
): boolean {
  try {
    const now = new Map([...contents.keys()].map((file) => [file, readState(file)]));
    const ours = new Map(
      [...contents].filter(([file]) => hashOf(now.get(file)) === intended[file]),
    );
    getReady(now, ours);
    putInPlace(now, ours);
    return areThere(contents);
  } catch {
    return false;
  }
}

/** The journal; where it is missing or damaged, what the saves themselves tell. */
function readJournal(): Journal {
  const { undoable, begun, intended } = readRecord<Partial<Journal>>(JOURNAL) ?? {};
  if (!Array.isArray(undoable)) return { undoable: undoableSaves() };
  const isWhole = typeof begun === "string" && typeof intended === "object" && intended !== null;
  return { undoable: undoable.map(String), ...(isWhole && { begun, intended }) };
}

function writeJournal(journal: Journal): void {
  writeWhole(JOURNAL, JSON.stringify(journal, null, 2));
}

function undoableSaves(): string[] {
  const saves = saveIds().flatMap((id) => readSave(id) ?? []);
  const undone = saves.map(({ undoes }) => undoes);
  return saves.filter(({ id, undoes }) => !undoes && !undone.includes(id)).map(({ id }) => id);
}
