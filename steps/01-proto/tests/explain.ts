import { textBefore } from "../../kit/protoc.ts";
import { adviceFor, nameOf } from "../../kit/odd-letters.ts";
import { say } from "../../kit/say.ts";
import { located } from "./contract-file.ts";
import type { ProtocError } from "./protoc.ts";
import { reasonOf } from "./reasons.ts";
import type { Slip } from "./slips.ts";
import type { ProtoText } from "../../kit/proto-text.ts";

/**
 * Puts what protoc has against a contract into a learner's terms: the first thing to mend, its line,
 * and what stands there.
 *
 * @param errors what protoc says, at least one
 */
export function explain(errors: ProtocError[], source: ProtoText): string {
  const [first] = errors;
  const open =
    findEncoding(source) ??
    findOpenComment(errors, source) ??
    findBrace(errors, source) ??
    findOddLetter(first!.line, source);
  if (open) return open;
  const { line, en, ja } = reasonOf(slipOf(first!, source));
  return at(line, source, en, ja);
}

/** A located sentence that ends with the code of its line. */
function at(line: number | undefined, source: ProtoText, en: string, ja: string): string {
  const code = line === undefined ? "" : source.codeAt(line);
  return located(line, code ? say(`${en}: \`${code}\``, `${ja}：\`${code}\``) : say(en, ja));
}

function slipOf({ line, column, reason }: ProtocError, source: ProtoText): Slip {
  const whole = source.code.split("\n")[(line ?? 0) - 1] ?? "";
  const before = textBefore(whole, column);
  const came = /^(?:\w+|.)/.exec(whole.slice(before.length))?.[0] ?? "";
  return { reason, line, came, isFirst: before.trim() === "", source };
}

function findEncoding({ text }: ProtoText): string | undefined {
  if (!text.includes("\0")) return undefined;
  return located(
    undefined,
    say(
      "It holds zero bytes, as a file in UTF-16 does. Save it as UTF-8.",
      "値が0のバイトが入っています。UTF-16 で保存されていませんか？ UTF-8 で保存し直してください。",
    ),
  );
}

function findOpenComment(errors: ProtocError[], source: ProtoText): string | undefined {
  const start = errors.find(({ reason }) => reason.includes("Comment started here"));
  if (!start) return undefined;
  return at(
    start.line,
    source,
    "A comment that begins with `/*` is never closed",
    "`/*` で始まるコメントが閉じられていません",
  );
}

/** A brace without its other half; protoc notices only at the next one, or at the end. */
function findBrace(errors: ProtocError[], source: ProtoText): string | undefined {
  const isOpen = errors.some(({ reason }) => reason.startsWith("Reached end of input"));
  const isExtra = errors.some(
    ({ reason, line }) => reason.startsWith("Unmatched") && line === errors[0]!.line,
  );
  if (!isOpen && !isExtra) return undefined;
  const open: number[] = [];
  for (const { 0: brace, index } of source.bare.matchAll(/[{}]/g)) {
    if (brace === "{") open.push(index);
    else if (open.pop() === undefined) {
      return located(
        source.lineOf(index),
        say(
          "This `}` closes nothing: no `{` is open here.",
          "この `}` に対応する `{` がありません。",
        ),
      );
    }
  }
  const index = open.pop();
  if (index === undefined) return undefined;
  const line = source.lineOf(index);
  const code = source.codeAt(line);
  return located(
    line,
    say(
      `The \`{\` of this line is never closed: \`${code}\`. A \`}\` is missing after it.`,
      `この行の \`{\` が閉じられていません：\`${code}\`。対応する \`}\` が必要です。`,
    ),
  );
}

/** A letter that only looks like one of ASCII, or cannot be seen, in the line that protoc names. */
function findOddLetter(line: number | undefined, source: ProtoText): string | undefined {
  const [letter] = /\P{ASCII}/u.exec(source.bare.split("\n")[(line ?? 0) - 1] ?? "") ?? [];
  if (!letter) return undefined;
  const code = source.codeAt(line!);
  if (letter === "\uFFFD") {
    return located(
      line,
      say(
        `There are bytes here that are not UTF-8: \`${code}\`. Save the file as UTF-8.`,
        `UTF-8 ではないバイトがあります：\`${code}\`。ファイルを UTF-8 で保存し直してください。`,
      ),
    );
  }
  const name = nameOf(letter);
  const advice = adviceFor(letter) || (/\p{L}/u.test(letter) ? adviceForNames() : "");
  return located(
    line,
    say(
      `This line has ${name}, which may stand only in a comment: \`${code}\`.${advice}`,
      `この行に${name}があります。コメントの中でしか使えない文字です：\`${code}\`。${advice}`,
    ),
  );
}

/** What names are made of, in every language of programs that the contract is compiled to. */
function adviceForNames(): string {
  return say(
    " Names are made of the letters A to Z, digits and `_`.",
    "名前に使えるのは英数字と `_` だけです。",
  );
}
