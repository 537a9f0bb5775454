import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { ROOT } from "./paths.ts";
import { languageOf, type Language } from "../../steps/kit/say.ts";

/** One step of the course, as its README's front matter registers it. Paths are relative, with `/`. */
export interface Step {
  number: number;
  /** The folder's name, such as `03-server`. */
  id: string;
  title: string;
  /** How long a learner is expected to take. */
  minutes: number;
  /** The only files that the learner edits. */
  edit: string[];
  readme: string;
  test: string;
}

/**
 * Finds the steps by looking: every folder `steps/NN-name`, in order.
 *
 * @param root the tree to look in
 * @throws Error naming the README whose front matter lacks something
 */
export function findSteps(root = ROOT, language = languageOf()): Step[] {
  return readdirSync(join(root, "steps"))
    .filter((name) => /^\d\d-/.test(name))
    .sort()
    .map((id) => readStep(root, id, language));
}

function readStep(root: string, id: string, language: Language): Step {
  const dir = `steps/${id}`;
  const readme = `${dir}/${language === "ja" ? "README.ja.md" : "README.md"}`;
  const { title, minutes, edit } = frontMatter(readFileSync(join(root, readme), "utf8"));
  const test = readdirSync(join(root, dir)).find((name) => name.endsWith(".test.ts"));
  if (typeof title !== "string" || typeof minutes !== "number" || !Array.isArray(edit)) {
    throw new Error(`${readme}: the front matter must hold title, minutes and edit`);
  }
  if (!test) throw new Error(`${dir}: there is no *.test.ts`);
  return {
    number: Number(id.slice(0, 2)),
    id,
    title,
    minutes,
    edit,
    readme,
    test: `${dir}/${test}`,
  };
}

/** The YAML block between two `---` lines that opens a Markdown text, as an object. */
export function frontMatter(markdown: string): Record<string, unknown> {
  const block = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(markdown)?.[1];
  return block ? parse(block) : {};
}

/** Where the reference solution of one of a step's files is. */
export function solutionOf(step: Step, file: string): string {
  return `solutions/${step.id}/${basename(file)}`;
}

/** Where the untouched starter of one of a step's files is. */
export function starterOf(step: Step, file: string): string {
  return `solutions/${step.id}/starter/${basename(file)}`;
}

/** Every TypeScript file in a step's folder: the learner may add some of their own. */
export function codeOf(step: Step, root = ROOT): string[] {
  const dir = `steps/${step.id}`;
  return readdirSync(join(root, dir))
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => `${dir}/${name}`);
}

/**
 * The earlier steps without which a step cannot be tried: those whose work lies outside their own
 * folder (the contract in `proto/`), because later steps are compiled from it.
 */
export function foundationsOf(step: Step, steps: Step[]): Step[] {
  return steps.filter(
    (other) =>
      other.number < step.number &&
      other.edit.some((file) => !file.startsWith(`steps/${other.id}/`)),
  );
}
