import { asNickname } from "./nickname.ts";
import type { SolvedBy, Standing } from "./contract.ts";

/** A letter for each way to have solved a step, or not. */
const WAYS: Record<SolvedBy, string> = { NOT_SOLVED: "n", BY_HAND: "h", BY_SOLVE: "s" };

/**
 * How a learner stands in one line, to paste or to read aloud where no network leads to the board:
 * `hanako 3 11/29 12 2 n 40`: who, the step, tests passed of all, the first that fails, hints, how it
 * was solved, and a number that a slip of the tongue changes.
 */
export function asLine({
  nickname,
  step,
  passed,
  total,
  failingNumber,
  hints,
  solvedBy,
}: Standing): string {
  const words = [nickname, step, `${passed}/${total}`, failingNumber, hints, WAYS[solvedBy]].join(
    " ",
  );
  return `${words} ${checkOf(words)}`;
}

/** The standing that a line tells of; undefined where it is none, or not whole. */
export function readLine(line: string): Standing | undefined {
  const plain = line.normalize("NFKC").trim().replace(/\s+/g, " ");
  const found = /^(.+) (\d{1,3}) (\d{1,3})\/(\d{1,3}) (\d{1,3}) (\d{1,3}) ([nhs]) (\d{2})$/i.exec(
    plain,
  );
  if (!found) return undefined;
  const [, name = "", step, passed, total, failing, hints, way = "", check] = found;
  const nickname = asNickname(name);
  const solvedBy = (Object.keys(WAYS) as SolvedBy[]).find((key) => WAYS[key] === way.toLowerCase());
  if (nickname === undefined || !solvedBy) return undefined;
  const standing: Standing = {
    nickname,
    step: Number(step),
    passed: Number(passed),
    total: Number(total),
    failingNumber: Number(failing),
    failingTitle: "",
    unchangedMinutes: 0,
    hints: Number(hints),
    solvedBy,
    hand: false,
    left: false,
  };
  return asLine(standing).endsWith(` ${check}`) ? standing : undefined;
}

/** Two digits that depend on every character and its place. */
function checkOf(words: string): string {
  let sum = 0;
  // Names are compared as they sound: nobody reads capitals aloud.
  for (const char of words.normalize("NFKC").toLowerCase())
    sum = (sum * 31 + char.codePointAt(0)!) % 97;
  return String(sum).padStart(2, "0");
}
