// npm start — where am I, and what do I do next? In a terminal it goes on to watch the current step;
// npm start -- N begins at step N.
import { SCRATCH } from "../ground/paths.ts";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { currentStep, stepOf } from "../work/current.ts";
import { instructions, overview, praise } from "../guide/overview.ts";
import { stateOf } from "../work/progress.ts";
import { recover } from "../work/saves.ts";
import { findSteps, type Step } from "../ground/steps.ts";
import { colour } from "../terminal/style.ts";
import { isLanguageKnown } from "../../steps/kit/say.ts";
import { messages } from "../messages/index.ts";

const text = messages.start;

await run(async () => {
  const { positionals } = readArguments("start", { words: ["[N]"], example: "3" });
  const [asked] = positionals;
  const steps = findSteps();
  const step = asked === undefined ? currentStep(steps) : stepOf(asked, steps);
  recover();
  console.log(`\n${colour.bold(text.title)}`);
  if (isFirstTime()) {
    if (!isLanguageKnown()) console.log(text.language);
    console.log(text.welcome);
  }
  console.log(`\n${overview(steps, step)}\n`);
  if (step && asked !== undefined) console.log(`${text.asked(step.number)}\n`);
  console.log(whatNext(step, steps));
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (!step || !isTerminal) return 0;
  const { watchSteps } = await import("../guide/session.ts");
  await watchSteps(step, steps);
  return 0;
});

/** What to do next, and praise for part one as long as nothing of part two has begun. */
function whatNext(step: Step | undefined, steps: Step[]): string {
  if (!step) return praise(steps.at(-1)!.part, steps)!;
  const isNew = step.part === 2 && stateOf(step, steps) === "not-begun";
  return [isNew ? praise(1, steps) : undefined, instructions(step)].filter(Boolean).join("\n\n");
}

/** Whether this is the first `npm start` here; the next one is not. */
function isFirstTime(): boolean {
  const greeted = join(SCRATCH, "greeted");
  if (existsSync(greeted)) return false;
  mkdirSync(SCRATCH, { recursive: true });
  writeFileSync(greeted, "");
  return true;
}
