// npm start — where am I, and what do I do next? In a terminal it goes on to watch the current step.
import { SCRATCH } from "../ground/paths.ts";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { currentStep, readArguments, run } from "../terminal/command.ts";
import { instructions, overview } from "../guide/overview.ts";
import { recover } from "../work/saves.ts";
import { findSteps } from "../ground/steps.ts";
import { colour } from "../terminal/style.ts";
import { messages } from "../messages/index.ts";

const text = messages.start;

await run(async () => {
  readArguments({});
  recover();
  const steps = findSteps();
  const current = currentStep(steps);
  console.log(`\n${colour.bold(text.title)}`);
  if (isFirstTime()) console.log(text.welcome);
  console.log(`\n${overview(steps, current)}\n`);
  console.log(current ? instructions(current) : text.allSolved);
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (!current || !isTerminal) return 0;
  const { watchSteps } = await import("../guide/session.ts");
  await watchSteps(current, steps);
  return 0;
});

/** Whether this is the first `npm start` here; the next one is not. */
function isFirstTime(): boolean {
  const greeted = join(SCRATCH, "greeted");
  if (existsSync(greeted)) return false;
  mkdirSync(SCRATCH, { recursive: true });
  writeFileSync(greeted, "");
  return true;
}
