import { adviceFor, nameOf } from "../../steps/kit/odd-letters.ts";
import { messages } from "../messages/index.ts";
import type { TypeError } from "./compiler.ts";
import type { Failure, Verdict } from "./verdict.ts";

const text = messages.syntax;

/**
 * The error because of which a learner's file cannot even be read, as a sentence: the tests' bundler
 * draws it, in English, where the compiler says it in the learner's language.
 *
 * @param edit the files that the learner writes
 * @returns the error; undefined where the file can be read
 */
export function syntaxError(
  { outcomes, strays }: Verdict,
  typeErrors: TypeError[],
  edit: string[],
): Failure | undefined {
  const failures = [...strays, ...outcomes.flatMap((outcome) => outcome.failure ?? [])];
  const drawing = failures.find(({ sentence }) => SAID.test(sentence))?.sentence;
  if (drawing === undefined) return undefined;
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
