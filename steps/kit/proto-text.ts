/**
 * A contract as it is written, and places in it. Lines are counted from 1.
 */
export class ProtoText {
  readonly text: string;
  /** The same with comments blanked out: every character keeps its place. */
  readonly code: string;
  /** The same with strings blanked out, too. */
  readonly bare: string;

  constructor(text: string) {
    this.text = text;
    this.code = text.replace(COMMENT_OR_STRING, (part) =>
      part.startsWith("/") ? blank(part) : part,
    );
    this.bare = this.code.replace(STRING, blank);
  }

  /** The line that a place is in. */
  lineOf(index: number): number {
    return this.text.slice(0, index).split("\n").length;
  }

  /** The code of a line, without what surrounds it. */
  codeAt(line: number): string {
    return this.code.split("\n")[line - 1]?.trim() ?? "";
  }

  /** The line where a pattern first stands in the code; undefined if it does not. */
  find(pattern: RegExp): number | undefined {
    const index = this.code.search(pattern);
    return index < 0 ? undefined : this.lineOf(index);
  }

  /** The last line before another that holds any code; 0 if none does. */
  codeBefore(line: number): number {
    let before = line - 1;
    while (before > 0 && this.codeAt(before) === "") before -= 1;
    return before;
  }
}

const STRING = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g;
const COMMENT_OR_STRING = new RegExp(String.raw`\/\/[^\n]*|\/\*[^]*?\*\/|${STRING.source}`, "g");

/** Spaces in place of everything but line ends. */
export function blank(part: string): string {
  return part.replace(/[^\n]/g, " ");
}
