import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { splitFrontMatter } from "../../scripts/ground/front-matter.ts";
import { ROOT } from "../../scripts/ground/paths.ts";
import type { Language } from "../../steps/kit/say.ts";

/** What the slides need to know of a step, from the front matter of its README. */
export interface Step {
  number: number;
  title: string;
  minutes: number;
  /** The files that the learner edits. */
  edit: string[];
}

/** The steps of the course, in order: every folder `steps/NN-name` that has a README. */
export function readSteps(language: Language, root = ROOT): Step[] {
  return readdirSync(join(root, "steps"))
    .filter((name) => /^\d\d-/.test(name))
    .sort()
    .map((name) => ({ name, readme: readmeOf(root, name, language) }))
    .filter(({ readme }) => existsSync(readme))
    .map(({ name, readme }) => {
      const { title, minutes, edit } = splitFrontMatter(readFileSync(readme, "utf8")).frontMatter;
      return { number: Number(name.slice(0, 2)), title, minutes, edit } as Step;
    });
}

function readmeOf(root: string, name: string, language: Language): string {
  return join(root, "steps", name, language === "ja" ? "README.ja.md" : "README.md");
}
