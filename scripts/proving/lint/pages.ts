import { isDeepStrictEqual } from "node:util";
import type { Page } from "../../ground/markdown.ts";
import { missingReferences } from "../../ground/references.ts";
import type { Step } from "../../ground/steps.ts";
import type { Problem } from "../problem.ts";
import { course } from "./course.ts";
import { lintSpelling } from "./spelling.ts";
import { lintTerms } from "./terms.ts";
import { lintWraps } from "./wraps.ts";

/** Folders that hold no page of the course. */
const FOREIGN = new Set(["node_modules/", "gen/", "fixtures/", "dist/", "results/"]);

/** The language of a page that stands beside the English one, such as `de` in `README.de.md`. */
const TRANSLATED = /\.([a-z]{2,3}(?:-[A-Za-z]+)?)\.md$/;
/** Those that are spelt, or not, as the dictionary says. */
const SPELT = new Set([undefined, "ja"]);

/** Whether every page names only what is there, and says the same in each language that it is in. */
export function lintPages(steps: Step[]): Problem[] {
  const texts = [...filesIn(""), ...filesIn(".github/")];
  const pages = texts.filter((path) => path.endsWith(".md"));
  // Reports are what a run of the benchmarks wrote.
  const written = pages.filter((path) => !path.startsWith("bench/reference/"));
  const needed = ["README.md", ...steps.map(({ id }) => `steps/${id}/README.md`)];
  return [
    ...needed
      .map(japaneseOf)
      .filter((path) => !course.has(path))
      .map((path) => ({ path, wrong: "it is not there", mend: "translate the English page" })),
    ...texts.flatMap(lintReferences),
    ...pages.filter((path) => TRANSLATED.test(path)).flatMap(lintTranslation),
    ...lintTerms(written),
    ...lintWraps(written),
    ...lintSpelling(written.filter((path) => SPELT.has(TRANSLATED.exec(path)?.[1]))),
  ];
}

/** Every page, and every form that names commands. */
function filesIn(folder: string): string[] {
  return course.names(folder || ".").flatMap((name) => {
    if (FOREIGN.has(name)) return [];
    const path = `${folder}${name}`;
    if (name.endsWith("/")) return filesIn(path);
    return /\.(md|yml)$/.test(name) ? [path] : [];
  });
}

function japaneseOf(path: string): string {
  return path.replace(/\.md$/, ".ja.md");
}

function lintReferences(path: string): Problem[] {
  return missingReferences(course.read(path), path).map((what) => ({
    path,
    line: course.lineOf(path, what),
    wrong: `there is no ${what}`,
    mend: "name what is there",
  }));
}

/** What has to be the same in every language: each with what it is, in a word. */
const SAME: { what: string; of: (page: Page) => string[] }[] = [
  { what: "headings' depths", of: (page) => page.headings.map(({ depth }) => "#".repeat(depth)) },
  { what: "kinds of blocks", of: (page) => page.code.map(({ language }) => language || "none") },
  // Prose and output stand in `text` blocks, and are in the reader's language.
  {
    what: "code",
    of: (page) => page.code.filter(({ language }) => language !== "text").map(({ text }) => text),
  },
  {
    what: "numbers of folded parts",
    of: (page) => [...page.hints.values()].map(({ length }) => String(length)),
  },
];

function lintTranslation(path: string): Problem[] {
  const english = path.replace(TRANSLATED, ".md");
  if (!course.has(english)) return [];
  const [ours, theirs] = [course.page(english), course.page(path)];
  return SAME.filter(({ of }) => !isDeepStrictEqual(of(ours), of(theirs))).map(({ what, of }) => {
    const [wanted, found] = [of(ours), of(theirs)];
    const at = wanted.findIndex((each, index) => each !== found[index]);
    const [one, other] = [wanted[at], found[at]].map((each) => brief(each));
    const wrong = `its ${what} are not those of ${english} (the ${(at < 0 ? wanted.length : at) + 1}. is ${other}, there ${one})`;
    return {
      path,
      line: course.lineOf(path, found[at]?.split("\n")[0] ?? "\0"),
      wrong,
      mend: "make them the same",
    };
  });
}

function brief(text: string | undefined): string {
  if (text === undefined) return "missing";
  const line = text.split("\n")[0]!;
  return `\`${line.length > 50 ? `${line.slice(0, 50)}…` : line}\``;
}
