import { readFileSync } from "node:fs";
import { lexer, walkTokens } from "marked";
import nspell from "nspell";
import { splitFrontMatter } from "../../ground/front-matter.ts";
import type { Problem } from "../problem.ts";
import { course } from "./course.ts";

/** Words that no dictionary has and that the course uses all the same, one a line. */
const OWN_WORDS = "scripts/proving/lint/words.txt";

/** Whether words of the Latin alphabet are spelt as in British English, in every text that a person reads. */
export function lintSpelling(pages: string[]): Problem[] {
  const isWord = dictionary();
  const messages = course.names("scripts/messages").map((name) => `scripts/messages/${name}`);
  const texts = [
    ...pages.map((path) => ({ path, text: proseOf(course.read(path)) })),
    ...messages.map((path) => ({ path, text: stringsIn(course.read(path)) })),
  ];
  return texts.flatMap(({ path, text }) =>
    wordsIn(text)
      .filter((word) => !isWord(word))
      .map((word) => ({
        path,
        line: course.lineOf(path, word),
        wrong: `there is no word "${word}"`,
        mend: `spell it as in British English, put it in backquotes if it is code, or add it to ${OWN_WORDS}`,
      })),
  );
}

function dictionary(): (word: string) => boolean {
  const folder = import.meta.resolve("dictionary-en-gb");
  const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
  const speller = nspell(read("index.aff"), read("index.dic")).personal(course.read(OWN_WORDS));
  return (word) => speller.correct(word);
}

/** A page's prose: without front matter, code, addresses, and the names of mistakes. */
function proseOf(markdown: string): string {
  const { body } = splitFrontMatter(markdown);
  const prose: string[] = [];
  walkTokens(lexer(body.replaceAll(/^## [a-z\d-]+$/gm, "")), (token) => {
    if (token.type === "text" && !("tokens" in token && token.tokens)) prose.push(token.raw);
  });
  return prose.join("\n");
}

/** What a file of messages says, without what it puts in. */
function stringsIn(source: string): string {
  const strings = source.match(/"(?:[^"\\]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g) ?? [];
  return strings.join("\n").replaceAll(/\$\{[^}]*\}|\\n|\w+\.\w+\([^)]*\)/g, " ");
}

/** Each word once; names in capitals or with one inside, paths, commands and flags are none. */
function wordsIn(text: string): string[] {
  const words = text.matchAll(
    /(?<![\w.:/@$<-])[A-Za-z][a-z]{2,}(?:['’][a-z]+)?(?![\w:/@(<]|\.\w|-\d)/g,
  );
  return [...new Set(Array.from(words, ([word]) => word.replace("’", "'").replace(/'s?$/, "")))];
}
