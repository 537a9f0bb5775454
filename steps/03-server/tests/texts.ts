import { say } from "../../kit/say.ts";

/** What escaping, trimming, normalising or a regular expression would change. */
export const ODD_TEXTS = [
  " space  \taround\r\nand\n in it\n",
  `<a href="https://it's">&amp; &lt;</a>`,
  "/me %20 \\n ${x} {{x}}",
  "\uFF76\uFF9E \u30AC \u30AB\u3099 ﬁ ① Å", // Each letter that `normalize` would change.
  "👨‍👩‍👧 🇯🇵 é e\u0301",
  "\uFEFFa mark at the beginning",
  "zero\u200Bwidth \u202Eturned\u202C \uFFFD",
  "a\0b \u007F",
  "あ".repeat(1365),
];

/** A note as the messages show it: one that spaces cannot hide in. */
export function quoted(note = ""): string {
  const letters = [...note];
  return JSON.stringify(letters.length > 40 ? `${letters.slice(0, 40).join("")}…` : note);
}

/** A note as the two sides of a comparison show it. */
export function shortened(note: string): string {
  if (note.length <= 60) return note;
  const length = say(`${note.length} characters`, `${note.length}文字`);
  return `${[...note].slice(0, 40).join("")}… (${length})`;
}

/** Two texts that differ, so that it can be seen: as they are, or what the eye does not tell apart by number. */
export function escaped(expected: string, actual: string): [string, string] {
  const isVisible = visible(expected) !== visible(actual);
  const show = (text: string) => {
    const line = JSON.stringify(text);
    if (isVisible) return line;
    return line.replaceAll(/[^ -~]/gu, (letter) => `\\u{${letter.codePointAt(0)!.toString(16)}}`);
  };
  return [show(expected), show(actual)];
}

function visible(text: string): string {
  return text.normalize("NFKC").replaceAll(/[\p{Cf}\p{Cc}]/gu, "");
}
