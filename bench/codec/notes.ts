import { readFileSync } from "node:fs";
import { join } from "node:path";
import { splitFrontMatter } from "../../scripts/ground/front-matter.ts";
import { ROOT } from "../../scripts/ground/paths.ts";
import { findSteps } from "../../scripts/ground/steps.ts";
import type { Language } from "../../steps/kit/say.ts";

/** A note as a plain object. */
export interface PlainNote {
  name: string;
  message: string;
}

/** What messages are written in. */
export type Text = "ascii" | "japanese";

/** The note that is measured alone. */
export const NOTE: Record<Text, PlainNote> = {
  ascii: { name: "alice", message: "Shall we have lunch at the usual place today?" },
  japanese: { name: "alice", message: "今日のお昼、いつものお店で一緒にどうですか？" },
};

/** The language of the pages to take messages from, and what tells a message of theirs. */
const SOURCES: Record<Text, { language: Language; isMessage: RegExp }> = {
  ascii: { language: "en", isMessage: /^[\x20-\x7e]{8,}$/ },
  japanese: { language: "ja", isMessage: /[ぁ-ん].{3,}/ },
};

const NAMES = ["alice", "bob", "carol", "dave", "erin", "frank", "grace"];

/**
 * Notes whose messages people have written: the clauses of the steps' pages, from first to last.
 *
 * @param count how many; where the pages have fewer clauses, they begin anew
 */
export function manyNotes(text: Text, count: number): PlainNote[] {
  const { language, isMessage } = SOURCES[text];
  const clauses = findSteps(ROOT, language)
    .flatMap(({ readme }) => clausesOf(readFileSync(join(ROOT, readme), "utf8")))
    .filter((clause) => isMessage.test(clause));
  // Headings come on every page.
  const messages = [...new Set(clauses)];
  return Array.from({ length: count }, (_, index) => ({
    name: NAMES[index % NAMES.length]!,
    message: messages[index % messages.length]!,
  }));
}

/** The clauses of a page's prose, in both languages' punctuation. */
function clausesOf(page: string): string[] {
  return splitFrontMatter(page)
    .body.replace(/\r/g, "")
    .replace(/^```.*?^```/gms, "")
    .replace(/^\|.*$/gm, "")
    .replace(/<[^>]*>|^#+|^\s*(?:[-*]|\d+\.)\s/gm, "\n\n")
    .split(/(?<=[.,:;?!])\s+|(?<=[。、：；？！])|\n\s*\n/)
    .map((clause) => clause.replace(/\s+/g, " ").trim());
}
