import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

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

const STEPS = fileURLToPath(new URL("../../steps/", import.meta.url));

/** The pages to take messages from, and what tells a message of theirs. */
const SOURCES: Record<Text, { page: string; isMessage: RegExp }> = {
  ascii: { page: "README.md", isMessage: /^[\x20-\x7e]{8,}$/ },
  japanese: { page: "README.ja.md", isMessage: /[ぁ-ん].{3,}/ },
};

const NAMES = ["alice", "bob", "carol", "dave", "erin", "frank", "grace"];

/**
 * Notes whose messages people have written: the clauses of the steps' pages, from first to last.
 *
 * @param count how many; where the pages have fewer clauses, they begin anew
 */
export function manyNotes(text: Text, count: number): PlainNote[] {
  const { page, isMessage } = SOURCES[text];
  const clauses = readdirSync(STEPS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d/.test(entry.name))
    .map(({ name }) => join(STEPS, name, page))
    .sort()
    .flatMap((file) => clausesOf(readFileSync(file, "utf8")))
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
  return page
    .replace(/\r/g, "")
    .replace(/^---\n.*?^---\n/ms, "")
    .replace(/^```.*?^```/gms, "")
    .replace(/^\|.*$/gm, "")
    .replace(/<[^>]*>|^#+|^\s*(?:[-*]|\d+\.)\s/gm, "\n\n")
    .split(/(?<=[.,:;?!])\s+|(?<=[。、：；？！])|\n\s*\n/)
    .map((clause) => clause.replace(/\s+/g, " ").trim());
}
