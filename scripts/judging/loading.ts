import { readFileSync, realpathSync } from "node:fs";
import { isAbsolute, join, relative } from "node:path";
import { ROOT } from "../ground/paths.ts";
import { solutionOf, type Step } from "../ground/steps.ts";
import { adviceFor, nameOf } from "../../steps/kit/odd-letters.ts";
import { callsExit, missingImport } from "../../steps/kit/loading.ts";
import { messages } from "../messages/index.ts";
import type { TypeError } from "./compiler.ts";
import type { Failure, Verdict } from "./verdict.ts";

const text = messages.loading;

/**
 * The error because of which a learner's file cannot be loaded, as a sentence: what runs the tests says
 * it in English, and of its own files, where the compiler says it in the learner's language.
 *
 * @returns the error; undefined where the file can be loaded
 */
export function loadingError(
  step: Step,
  { outcomes, strays }: Verdict,
  typeErrors: TypeError[],
): Failure | undefined {
  const failures = [...strays, ...outcomes.flatMap((outcome) => outcome.failure ?? [])];
  const sentences = failures.filter(({ isCheck }) => !isCheck).map(({ sentence }) => sentence);
  const drawing = sentences.find((sentence) => SAID.test(sentence));
  if (drawing !== undefined) return syntaxError(drawing, typeErrors, step.edit);
  const isModuleMissing = sentences.some((each) => missingImport(each) !== undefined);
  const linked = isModuleMissing ? step.edit.find(isElsewhere) : undefined;
  if (linked)
    return failureAt(text.fileElsewhere(linked, realpathSync(join(ROOT, linked))), linked, 1);
  const noModule = typeErrors.find(({ message }) => /^TS(?:2307|2732|2834|2835):/.test(message));
  if (noModule && isModuleMissing) {
    const { file, line, message } = noModule;
    return failureAt(text.noModule(`${file}:${line}`, message), file, line);
  }
  const isCallOfNothing = sentences.some((sentence) => OF_NOTHING.test(sentence));
  const noExport = isCallOfNothing ? missingExport(step) : undefined;
  // Where there is no test at all, the file of the tests, which imports the learner's, was never loaded.
  return noExport ?? (outcomes.length === 0 ? thrownAtLoading(step, strays) : undefined);
}

/** What was thrown outside any function, in words. */
function thrownAtLoading({ edit }: Step, strays: Failure[]): Failure | undefined {
  const thrown = strays.find(({ isCheck }) => !isCheck);
  if (!thrown) return undefined;
  const place = thrown.at ? `${thrown.at.file}:${thrown.at.line}` : edit[0]!;
  const missing = missingImport(thrown.sentence);
  const sentence = missing
    ? text.notThere(place, missing)
    : callsExit(thrown.sentence)
      ? text.exits(place)
      : text.throws(place, thrown.sentence);
  return { ...thrown, sentence, isCheck: true };
}

/** Whether a file of the course is a link that leads out of it. */
function isElsewhere(file: string): boolean {
  const way = relative(realpathSync(ROOT), realpathSync(join(ROOT, file)));
  return way.startsWith("..") || isAbsolute(way);
}

/** How JavaScript refuses to call what is not there. */
const OF_NOTHING = /^[\w$]+ is not a function$|^Function\.prototype\.apply was called on undefined/;

/** The first function that the solution exports and the learner does not. */
function missingExport(step: Step): Failure | undefined {
  for (const file of step.edit) {
    const mine = readFileSync(join(ROOT, file), "utf8");
    const solved = readFileSync(join(ROOT, solutionOf(step, file)), "utf8");
    const names = Array.from(
      solved.matchAll(/^export (?:async )?function\*? (\w+)/gm),
      ([, name]) => name!,
    );
    const missing = names.find((name) => !exportsName(mine, name));
    if (missing) return failureAt(text.noExport(file, missing), file, 1);
  }
  return undefined;
}

function exportsName(source: string, name: string): boolean {
  const declared = `(?:async\\s+)?(?:function\\*?|const|let|var|class)\\s+${name}\\b`;
  const listed = `\\{[^}]*\\b${name}\\b`;
  return new RegExp(`^export\\s+${declared}|^export\\s*${listed}|^export \\*`, "m").test(source);
}

/** What the bundler draws of a file that it cannot read. */
function syntaxError(drawing: string, typeErrors: TypeError[], edit: string[]): Failure {
  const [, said = ""] = SAID.exec(drawing)!;
  const [, drawn, line] = /╭─\[ (.+?):(\d+):\d+ \]/.exec(drawing) ?? [];
  const file = edit.find((each) => drawn?.endsWith(each)) ?? drawn ?? edit.at(-1)!;
  if (said.startsWith("File appears to be binary")) return failureAt(text.notUtf8(file), file, 1);
  const at = Number(line ?? 1);
  const [, odd] = /^Invalid Character `(.)`/u.exec(said) ?? [];
  if (odd) return failureAt(text.oddLetter(`${file}:${at}`, nameOf(odd), adviceFor(odd)), file, at);
  const ofFile = typeErrors.filter((each) => each.file === file);
  const error = ofFile.find((each) => each.line === at) ?? ofFile[0];
  return failureAt(text.unreadable(`${file}:${at}`, error?.message ?? said), file, at);
}

/** How the bundler begins what it says of a file that it cannot read. */
const SAID = /^\[PARSE_ERROR\] (.+)/m;

function failureAt(sentence: string, file: string, line: number): Failure {
  return { sentence, isCheck: true, at: { file, line } };
}
