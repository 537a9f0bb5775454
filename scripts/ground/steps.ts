import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import { splitFrontMatter } from "./front-matter.ts";
import { ROOT } from "./paths.ts";
import { Stop } from "./stop.ts";
import { languageOf, say, type Language } from "../../steps/kit/say.ts";

/** One step of the course, as its README's front matter registers it. Paths are relative, with `/`. */
export interface Step {
  number: number;
  /** The folder's name, such as `03-server`. */
  id: string;
  title: string;
  /** How long a learner is expected to take who is alone with the README. */
  minutes: number;
  /** How long after the talk, which has said already what the README explains. */
  inClass: number;
  /** 1: the talk and what belongs to it; 2: what is for afterwards. */
  part: 1 | 2;
  /** Whether `gen/` is what `proto/` says before the step is tried; else compiling it is the lesson. */
  freshCode: boolean;
  /** The only files that the learner edits. */
  edit: string[];
  /** Which of them an npm script runs, by the script's name. */
  runs: Record<string, string>;
  readme: string;
  test: string;
}

/** The name of every step's test file. Other test files in a step's folder are the learner's own. */
const TEST = "step.test.ts";

/**
 * Finds the steps by looking: every folder `steps/NN-name` with a README that has a folder of its name
 * in `solutions/`, in order. Other folders are the learner's own, copies of a step too.
 *
 * @param root the tree to look in
 * @throws Stop naming the README whose front matter lacks something
 */
export function findSteps(root = ROOT, language = languageOf()): Step[] {
  return readdirSync(join(root, "steps"))
    .filter((name) => /^\d\d-/.test(name))
    .filter((name) => existsSync(join(root, "steps", name, "README.md")))
    .filter((name) => existsSync(join(root, "solutions", name)))
    .sort()
    .map((id) => readStep(root, id, language));
}

function readStep(root: string, id: string, language: Language): Step {
  const dir = `steps/${id}`;
  const readme = `${dir}/${language === "ja" ? "README.ja.md" : "README.md"}`;
  const fields = readFields(join(root, readme));
  const { title, minutes, part = 1, freshCode = false, edit, runs = {} } = fields;
  if (typeof title !== "string" || typeof minutes !== "number" || !Array.isArray(edit)) {
    throw new Stop(
      say(
        `${readme}: the front matter must hold title, minutes and edit. Put yours aside, where git stash list finds it, and the course's is back: git stash push -- ${readme}`,
        `${readme}：フロントマターには title、minutes、edit が必要です。次のコマンドでよけておくと（git stash list で見つかります）、コースの README に戻ります：git stash push -- ${readme}`,
      ),
    );
  }
  const number = Number(id.slice(0, 2));
  const { inClass = minutes } = fields;
  const test = `${dir}/${TEST}`;
  return { number, id, title, minutes, inClass, part, freshCode, edit, runs, readme, test };
}

/** What a README's front matter holds; nothing where it cannot be read, whatever the reason. */
function readFields(path: string): Partial<Step> {
  try {
    return splitFrontMatter(readFileSync(path, "utf8")).frontMatter ?? {};
  } catch {
    return {};
  }
}

/** Where the reference solution of one of a step's files is. */
export function solutionOf(step: Step, file: string): string {
  return `solutions/${step.id}/${basename(file)}`;
}

/** Where the untouched starter of one of a step's files is. */
export function starterOf(step: Step, file: string): string {
  return `solutions/${step.id}/starter/${basename(file)}`;
}

/** Every TypeScript file right in a step's folder but its test: the learner may add some of their own. */
export function codeOf(step: Step, root = ROOT): string[] {
  const dir = `steps/${step.id}`;
  return readdirSync(join(root, dir))
    .filter((name) => name.endsWith(".ts") && !name.startsWith(".") && name !== TEST)
    .sort()
    .map((name) => `${dir}/${name}`);
}

/** The files that a step's verdict is made with: its test, and what that is put together from. */
export function testsOf(step: Step, root = ROOT): string[] {
  const dir = `steps/${step.id}/tests`;
  const parts = existsSync(join(root, dir)) ? readdirSync(join(root, dir)).sort() : [];
  return [
    step.test,
    ...parts.filter((name) => name.endsWith(".ts")).map((name) => `${dir}/${name}`),
  ];
}

/** How many tests a step has: as many as its untouched starter fails. */
export function countTests(step: Step, root = ROOT): number {
  const failures = readFileSync(join(root, failuresOf(step)), "utf8");
  return Object.keys((parse(failures) as object | null) ?? {}).length;
}

/** Where it is said what the untouched starter of a step fails with, test by test. */
export function failuresOf({ id }: Step): string {
  return `solutions/${id}/starter/failures.yaml`;
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

/**
 * The step whose file an npm script runs.
 *
 * @param script the script's name, such as `server`
 * @throws Stop when no step's front matter names it
 */
export function runnableOf(script: string, steps: Step[]): { step: Step; file: string } {
  const step = steps.find(({ runs }) => Object.hasOwn(runs, script));
  if (step) return { step, file: step.runs[script]! };
  throw new Stop(
    say(
      `No step's front matter says under \`runs\` which file \`npm run ${script}\` runs.`,
      `\`npm run ${script}\` で実行するファイルが、どのステップのフロントマターの \`runs\` にもありません。`,
    ),
  );
}
