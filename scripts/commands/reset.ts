// npm run reset -- N — puts the starter in place of the learner's files of a step, after saving them.
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { stepOf } from "../work/current.ts";
import { replaceWork } from "../work/replace.ts";
import { findSteps } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";

const text = messages.replace;

await run(() => {
  const { positionals } = readArguments("reset", { words: ["N"], example: "1" });
  // Never the current step by default: this replaces files.
  if (positionals[0] === undefined) throw new Stop(text.whichStepToReset);
  const step = stepOf(positionals[0], findSteps());
  console.log(replaceWork("reset", step));
  console.log(text.next(`npm run step:${step.number}`));
  return 0;
});
