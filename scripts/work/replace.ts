import { ROOT } from "../ground/paths.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { messages } from "../messages/index.ts";
import { folderOf } from "./save.ts";
import { areThere, replaceFiles, undoLastSave } from "./saves.ts";
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
  if (areThere(wanted)) return text.nothingToDo[command](files);
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
  const what = [save.command, timeOf(save.at)].filter(Boolean).join(" ");
  return [
    (kept ? text.undone : text.undoneAlready)(what, files.join(", ")),
    ...(gone.length > 0 ? [text.copiesGone(folderOf(save.id), gone.join(", "))] : []),
    ...(kept ? [text.keptToo(folderOf(kept.id))] : []),
  ].join("\n");
}

/** A time as this machine's clock shows it, `2026-01-31 09:05`; empty where it is none. */
function timeOf(iso: string): string {
  const time = new Date(iso);
  time.setMinutes(time.getMinutes() - time.getTimezoneOffset());
  return Number.isNaN(time.getTime()) ? "" : time.toISOString().slice(0, 16).replace("T", " ");
}
