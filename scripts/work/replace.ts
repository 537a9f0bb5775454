import { ROOT } from "../ground/paths.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { messages } from "../messages/index.ts";
import { isAsWanted, readState } from "./file.ts";
import { folderOf } from "./save.ts";
import { replaceFiles, undoLastSave } from "./saves.ts";
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
  const contentOf = (step: Step, file: string) => readFileSync(join(ROOT, sourceOf(step, file)));
  const wanted = new Map(
    steps.flatMap((step) =>
      step.edit.map((file) => [file, { content: contentOf(step, file) }] as const),
    ),
  );
  const files = [...wanted.keys()].join(", ");
  const isThere = [...wanted].every(([file, state]) => isAsWanted(readState(file), state));
  if (isThere) return text.nothingToDo[command](files);
  const save = replaceFiles(command, wanted);
  return `${text.done[command](files)}\n${text.saved(folderOf(save.id))}`;
}

/**
 * Gives back the files that the last solve, reset or update replaced; called again, those before.
 *
 * @returns what has been done, to print
 */
export function undoLast(): string {
  const undone = undoLastSave();
  if (!undone) return text.nothingToUndo;
  const { save, files, kept } = undone;
  const gone = save.files.filter((file) => !files.includes(file));
  return [
    text.undone(save.command, files.join(", ")),
    ...(gone.length > 0 ? [text.copiesGone(folderOf(save.id), gone.join(", "))] : []),
    text.keptToo(folderOf(kept.id)),
  ].join("\n");
}
