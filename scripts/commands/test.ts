// npm test — the course proves itself: every starter fails for the intended reason, every solution
// passes, every mistake is caught; then the tests of the course's own scripts.
import { ROOT, SCRATCH } from "../ground/paths.ts";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mark } from "../terminal/style.ts";
import type { Language } from "../../steps/kit/say.ts";
import { parityModule, unsharedTypes } from "../proving/parity.ts";
import { findTargets, type Target } from "../proving/targets.ts";
import { FIRST_STEP_WITH_FRESH_CODE } from "../judging/attempt.ts";
import { compile } from "../judging/generated-code.ts";
import { Judge } from "../judging/judge.ts";
import { findSteps } from "../ground/steps.ts";
import { typecheck } from "../judging/typecheck.ts";
import type { Verdict } from "../judging/verdict.ts";
import { namesIn } from "../ground/files.ts";
import { layOut } from "../judging/layout.ts";
import { messages } from "../messages/index.ts";
import { findBrowser } from "../ground/browser.ts";

const text = messages.course;
const CHECK = join(SCRATCH, "check");
const steps = findSteps(ROOT, "en");
const targets = findTargets(steps);
const problems: string[] = [];
let passed = 0;

/** Counts one check, and keeps what is wrong with it. */
function count(name: string, found: string[]): void {
  if (found.length === 0) passed += 1;
  problems.push(...found.map((problem) => `${name}: ${problem}`));
}

async function main(): Promise<void> {
  await layOutTargets();
  console.log(text.laidOut(targets.length));
  await checkTypes();
  await judgeTargets();
  await checkJapanese();
  await runOwnTests();
}

/** Each target in a folder of its own, beside the same generated code. */
async function layOutTargets(): Promise<void> {
  rmSync(CHECK, { recursive: true, force: true });
  const reference = join(CHECK, "reference");
  layOut(reference, steps, steps.at(-1)!, new Map());
  await compile(reference);
  for (const { step, name, work } of targets) {
    layOut(join(CHECK, name), steps, step, work);
    cpSync(join(reference, "gen"), join(CHECK, name, "gen"), { recursive: true });
  }
}

async function checkTypes(): Promise<void> {
  console.log(text.types);
  for (const { id, edit } of steps) {
    const module = parityModule(edit, `./${id}.starter`, `./${id}.solution`);
    writeFileSync(join(CHECK, `${id}.parity.ts`), module);
  }
  const errors = await typecheck(CHECK, ["**/*.ts"], "check");
  const errorsIn = (prefix: string) =>
    errors
      .filter(({ file }) => file.startsWith(prefix))
      .map(({ file, line, message }) => `${file}:${line}: ${message}`);
  for (const { name } of targets) count("types", errorsIn(`${name}/`));
  for (const step of steps) {
    count("exports", [...errorsIn(`${step.id}.parity.ts`), ...unsharedTypes(step)]);
  }
}

async function judgeTargets(): Promise<void> {
  console.log(text.tests);
  for (const { kind, step, name } of targets) {
    // An untouched starter belongs to a learner who has not run codegen yet.
    const hasCode = kind !== "starter" || step.number >= FIRST_STEP_WITH_FRESH_CODE;
    if (!hasCode) rmSync(join(CHECK, name, "gen"), { recursive: true });
  }
  const right = { starter: 0, solution: 0, mistake: 0 };
  const mistakes = targets.filter(({ kind }) => kind === "mistake");
  const others = targets.filter(({ kind }) => kind !== "mistake");
  // Before the first step that starts a server nothing outlives its test file.
  const isPure = ({ step }: Target) => step.number < FIRST_STEP_WITH_FRESH_CODE;
  const runs = [
    { which: others, options: {} },
    // Of a mistake only the first failure counts, and waiting for the others takes long.
    { which: mistakes.filter(isPure), options: { stopAtFirst: true, isolate: false } },
    { which: mistakes.filter((target) => !isPure(target)), options: { stopAtFirst: true } },
  ];
  for (const { which, options } of runs) {
    const verdicts = await judgeWithProgress(which, "en", options);
    for (const [index, target] of which.entries()) {
      const found = target.judge(verdicts[index]!);
      count(target.name, found);
      if (found.length === 0) right[target.kind] += 1;
    }
  }
  console.log(text.targets(right.starter, right.solution, right.mistake));
}

/** A learner who reads Japanese must get every sentence in it: the starters make each one fail. */
async function checkJapanese(): Promise<void> {
  const starters = targets.filter(({ kind }) => kind === "starter");
  const verdicts = await judgeWithProgress(starters, "ja");
  for (const [index, { name }] of starters.entries()) {
    const words = verdicts[index]!.outcomes.flatMap(({ task, title, failure }) => [
      task,
      title,
      failure?.sentence ?? title,
    ]);
    count(
      `${name} in Japanese`,
      words.filter((word) => !/\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Han}/u.test(word)),
    );
  }
}

async function runOwnTests(): Promise<void> {
  console.log(text.own);
  const browser = findBrowser();
  if (!browser) console.log(text.noBrowser);
  const files = namesIn("scripts/test")
    .filter((name) => name.endsWith(".test.ts"))
    .filter((name) => browser || !name.startsWith("browser"));
  const paths = files.map((name) => join(ROOT, "scripts", "test", name));
  const verdicts = await new Judge(ROOT, paths, "en", { onEnd: ticker(files.length) }).run();
  for (const [index, { outcomes, strays }] of verdicts.entries()) {
    for (const { title, state, failure } of outcomes) {
      count(files[index]!, state === "passed" ? [] : [`${title}: ${failure?.sentence ?? state}`]);
    }
    if (strays.length > 0)
      count(
        files[index]!,
        strays.map(({ sentence }) => sentence),
      );
    if (outcomes.length === 0) count(files[index]!, ["it has no test"]);
  }
}

function judgeWithProgress(
  which: Target[],
  language: Language,
  options: { stopAtFirst?: boolean; isolate?: boolean } = {},
): Promise<Verdict[]> {
  const files = which.map(({ name, step }) => join(CHECK, name, step.test));
  return new Judge(ROOT, files, language, { onEnd: ticker(files.length), ...options }).run();
}

/** A function that counts up to `total` on the terminal's last line; silent where there is none. */
function ticker(total: number): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (!process.stdout.isTTY) return;
    process.stdout.write(`\r  ${done} / ${total}${done === total ? "\n" : ""}`);
  };
}

try {
  await main();
} finally {
  rmSync(CHECK, { recursive: true, force: true });
}
for (const problem of problems) console.error(`${mark.failed} ${problem}`);
console.log(text.closing(passed, problems.length));
process.exit(problems.length === 0 ? 0 : 1);
