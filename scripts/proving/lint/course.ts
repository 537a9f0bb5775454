import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { readPage, type Page } from "../../ground/markdown.ts";
import { ROOT } from "../../ground/paths.ts";
import type { Step } from "../../ground/steps.ts";
import { readSource } from "../work.ts";

/** The course as its linter reads it; paths are relative to the repository, with `/`. */
export const course = {
  has: (path: string): boolean => existsSync(join(ROOT, path)),

  /** A file's text, empty where there is none: that it is missing is another rule's problem. */
  read: (path: string): string =>
    course.has(path) && statSync(join(ROOT, path)).isFile() ? readSource(path) : "",

  page: (path: string): Page => readPage(course.read(path)),

  /** What is in a folder, without what is hidden; a folder's name ends with `/`. */
  names: (folder: string): string[] =>
    course.has(folder)
      ? readdirSync(join(ROOT, folder), { withFileTypes: true })
          .filter(({ name }) => !name.startsWith("."))
          .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
          .sort()
      : [],

  /** The line of a file on which some words first stand; undefined where they do not. */
  lineOf: (path: string, words: string): number | undefined => {
    const index = course
      .read(path)
      .split("\n")
      .findIndex((line) => line.includes(words));
    return index < 0 ? undefined : index + 1;
  },
};

/** A page's two languages. */
export function readmesOf({ id }: Step): { language: "en" | "ja"; path: string }[] {
  return [
    { language: "en", path: `steps/${id}/README.md` },
    { language: "ja", path: `steps/${id}/README.ja.md` },
  ];
}

/** The heading of what those read who come from the talk. */
export const IN_CLASS = { en: "In class", ja: "会場で" };

/** The heading of a task in a README, in both languages. */
const TASK = { en: /^Task (\d+): (.+)$/, ja: /^課題(\d+)：(.+)$/ };

/** The tasks of a README, in its order: each heading, and its number. */
export function tasksOf(page: Page, language: "en" | "ja"): { heading: string; number: number }[] {
  return page.headings.flatMap(({ text }) => {
    const number = TASK[language].exec(text)?.[1];
    return number ? [{ heading: text, number: Number(number) }] : [];
  });
}
