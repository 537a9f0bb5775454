import stringWidth from "fast-string-width";
import { isPlain } from "../../scripts/terminal/style.ts";
import { say } from "../../steps/kit/say.ts";

const stream = process.stderr;
/** Whether there is a terminal on which a line can be rewritten. */
const isLive = stream.isTTY && !isPlain && !process.env.CI;
let isShown = false;
/** What a terminal takes as: erase from here to the end of the line. */
const ERASE_REST = "\x1b[K";

process.on("exit", clearProgress);

/** Says that a part begins: a line of its own where no line can be rewritten. */
export function beginPart(title: string, index: number, count: number): void {
  const line = say(
    `Measuring (${index + 1} of ${count}): ${title}`,
    `測定中（${index + 1}/${count}）：${title}`,
  );
  if (isLive) show(line);
  else stream.write(`\n${line}\n`);
}

/** Rewrites the line of the terminal: which part it is, how far it is, and what it does now. */
export function showProgress(part: string, what: string, done: number, total: number): void {
  if (!isLive) return;
  const percent = String(Math.floor((done / total) * 100)).padStart(3);
  show(`${part} ${percent}%  ${what}`);
}

/** Leaves the terminal's line empty, so that something else can be printed. */
export function clearProgress(): void {
  if (!isShown) return;
  isShown = false;
  stream.write(`\r${ERASE_REST}`);
}

function show(line: string): void {
  isShown = true;
  // In one go, with what was there before erased behind it: the line does not flicker.
  stream.write(`\r${shortened(line, (stream.columns || 80) - 1)}${ERASE_REST}`);
}

/** As much of a text as fits: a line that wraps could not be rewritten. */
function shortened(text: string, columns: number): string {
  let end = text.length;
  while (stringWidth(text.slice(0, end)) > columns) end -= 1;
  return text.slice(0, end);
}
