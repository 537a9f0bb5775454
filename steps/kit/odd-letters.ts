import { say } from "./say.ts";

/** What a keyboard or a word processor writes in place of a letter of ASCII, beside full-width forms. */
const TWINS: Record<string, string> = {
  "“": '"',
  "”": '"',
  "„": '"',
  "‟": '"',
  "「": '"',
  "」": '"',
  "‘": "'",
  "’": "'",
  "‐": "-",
  "‑": "-",
  "–": "-",
  "—": "-",
  "−": "-",
  ー: "-",
  "、": ",",
  "。": ".",
  "・": ".",
  "【": "[",
  "】": "]",
};

/** Names of what cannot be seen. */
const INVISIBLE: Record<string, [en: string, ja: string]> = {
  "\u3000": ["a full-width space", "全角スペース"],
  "\u00a0": ["a no-break space", "改行しないスペース"],
  "\u200b": ["an invisible space of no width", "幅のないスペース"],
  "\u200c": ["an invisible joining mark", "見えない結合制御文字"],
  "\u200d": ["an invisible joining mark", "見えない結合制御文字"],
  "\u2060": ["an invisible joining mark", "見えない結合制御文字"],
  "\ufeff": ["an invisible byte order mark", "見えない BOM"],
};

/**
 * Names a letter so that a learner finds it, though it may be invisible or look like another:
 * `a full-width space (U+3000)`, `"；" (U+FF1B)`.
 */
export function nameOf(letter: string): string {
  const code = `U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
  const name = INVISIBLE[letter];
  if (name) return say(`${name[0]} (${code})`, `${name[1]}（${code}）`);
  if (isInvisible(letter)) {
    return say(`an invisible character (${code})`, `見えない文字（${code}）`);
  }
  return say(`"${letter}" (${code})`, `「${letter}」（${code}）`);
}

/** What to write in place of a letter; nothing where there is no telling what was meant. */
export function adviceFor(letter: string): string {
  const twin = TWINS[letter] ?? letter.normalize("NFKC");
  if (twin === " ") return say(" Write a plain space.", "半角スペースを使います。");
  if (isInvisible(letter)) return say(" Delete it.", "削除してください。");
  if (!/^[!-~]$/.test(twin)) return "";
  return say(` Write \`${twin}\`.`, `半角の \`${twin}\` を使います。`);
}

function isInvisible(letter: string): boolean {
  return /[\p{C}\p{Z}]/u.test(letter);
}
