import { ROOT } from "../ground/paths.ts";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readPage } from "../ground/markdown.ts";
import { missingReferences } from "../ground/references.ts";
import { findSteps } from "../ground/steps.ts";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
const steps = findSteps(ROOT, "en");
const pages = markdownFiles(".");
const bilingual = pages.filter((path) => existsSync(join(ROOT, japaneseOf(path))));

function markdownFiles(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (["node_modules", ".git", ".workshop", "gen", "fixtures"].includes(entry.name)) return [];
    const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return markdownFiles(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

function japaneseOf(path: string): string {
  return path.replace(/\.md$/, ".ja.md");
}

describe("what a learner reads is there in both languages", () => {
  test.each(["README.md", ...steps.map(({ id }) => `steps/${id}/README.md`)])("%s", (path) => {
    expect(bilingual).toContain(path);
  });

  test.each(bilingual)("%s has the same headings, code and front matter in both", (path) => {
    const [english, japanese] = [readPage(read(path)), readPage(read(japaneseOf(path)))];
    expect(japanese.headings.map(({ depth }) => depth)).toEqual(
      english.headings.map(({ depth }) => depth),
    );
    // Prose and output stand in `text` blocks, and are in the reader's language.
    const shared = ({ code }: typeof english) => code.filter(({ language }) => language !== "text");
    expect(shared(japanese)).toEqual(shared(english));
    expect(japanese.code.map(({ language }) => language)).toEqual(
      english.code.map(({ language }) => language),
    );
    const { title: _, ...rest } = english.frontMatter;
    expect(japanese.frontMatter).toMatchObject(rest);
    const folded = ({ hints }: typeof english) => [...hints.values()].map((each) => each.length);
    expect(folded(japanese)).toEqual(folded(english));
  });
});

describe("what a page says is there", () => {
  test.each(pages)("%s names no file and no command that there is not", (path) => {
    expect(missingReferences(read(path), path)).toEqual([]);
  });
});

describe("a step has all its parts", () => {
  const sections = [
    /^Step \d+: /,
    /^What you will be able to do$/,
    /^The picture$/,
    /^Predict before you code$/,
    /^Task 1: /,
  ];
  const closing = [/^Questions to think about$/, /^Bonus$/, /^Where to go next$/];

  test.each(steps)("$id's README has the sections in their order", ({ id }) => {
    const { headings } = readPage(read(`steps/${id}/README.md`));
    const titles = headings.filter(({ depth }) => depth <= 2).map(({ text }) => text);
    for (const [index, pattern] of sections.entries()) expect(titles[index]).toMatch(pattern);
    for (const [index, pattern] of closing.entries()) {
      expect(titles.slice(-closing.length)[index]).toMatch(pattern);
    }
  });

  test.each(steps)(
    "$id's tasks open with the file to edit and have three hints",
    ({ id, edit }) => {
      for (const name of ["README.md", "README.ja.md"]) {
        const markdown = read(`steps/${id}/${name}`);
        const { headings, hints } = readPage(markdown);
        const tasks = headings.filter(({ text }) => /^(Task \d+: |課題\d+：)/.test(text));
        expect(tasks.length).toBeGreaterThan(0);
        for (const { text } of tasks) {
          const summaries = hints.get(text)?.map(({ summary }) => summary) ?? [];
          expect(summaries, `hints of "${text}" in ${name}`).toHaveLength(3);
          for (const summary of summaries) expect(summary).toMatch(/^(Hint|ヒント) ?\d/);
        }
        for (const file of edit) expect(markdown).toContain(file);
      }
    },
  );

  test.each(steps)("$id has its commands", ({ number }) => {
    expect(scripts).toHaveProperty([`step:${number}`]);
    expect(read(".vscode/tasks.json")).toContain(`"step:${number}"`);
    for (const page of ["README.md", "README.ja.md"]) {
      expect(read(page)).toContain(`npm run step:${number}`);
    }
  });

  test.each(steps)(
    "$id's starter marks each edit, and its solution leaves none",
    ({ id, edit }) => {
      for (const file of edit) {
        const name = file.split("/").at(-1)!;
        expect(read(`solutions/${id}/starter/${name}`)).toContain("TODO:");
        expect(read(`solutions/${id}/${name}`)).not.toContain("TODO");
      }
    },
  );

  // A learner's own copy is theirs to change; in a fresh clone it is the starter.
  if (process.env.CI) {
    test.each(steps)("$id's copy for the learner is the starter, byte for byte", ({ id, edit }) => {
      for (const file of edit) {
        const starter = read(`solutions/${id}/starter/${file.split("/").at(-1)}`);
        expect(read(file) === starter, file).toBe(true);
      }
    });
  }
});
