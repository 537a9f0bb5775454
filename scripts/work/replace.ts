import { ROOT } from "../ground/paths.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { messages } from "../messages/index.ts";
import { contentsOf, folderOf, lastSave, replaceFiles } from "./saves.ts";
import { solutionOf, starterOf, type Step } from "../ground/steps.ts";

const text = messages.replace;

/** What a learner's files can be replaced by. */
export type Replacement = "solve" | "reset";

/**
 * Puts the solution, or the starter, in place of the learner's files of some steps, after saving them
 * as one save: one undo gives all of them back.
 *
 * @returns what has been done, to print
 */
export function replaceWork(command: Replacement, ...steps: Step[]): string {
  const sourceOf = command === "solve" ? solutionOf : starterOf;
  const wanted = new Map(
    steps.flatMap((step) =>
      step.edit.map((file) => [file, readFileSync(join(ROOT, sourceOf(step, file)))] as const),
    ),
  );
  const files = [...wanted.keys()].join(", ");
  if ([...wanted].every(isThere)) return text.nothingToDo[command](files);
  const save = replaceFiles(command, wanted);
  return `${text.done[command](files)}\n${text.saved(folderOf(save))}`;
}

/**
 * Gives back the files that the last solve, reset or update replaced; called again, those before.
 *
 * @returns what has been done, to print
 */
export function undoLast(): string {
  const save = lastSave();
  if (!save) return text.nothingToUndo;
  const kept = replaceFiles("undo", contentsOf(save), save);
  return `${text.undone(save.command, save.files.join(", "))}\n${text.keptToo(folderOf(kept))}`;
}

function isThere([file, content]: readonly [string, Buffer]): boolean {
  return existsSync(join(ROOT, file)) && readFileSync(join(ROOT, file)).equals(content);
}
