// npm run solve -- N, npm run reset -- N — puts the solution, or the starter, in place of the
// learner's files of a step, after saving them.
import { readArguments, run, stepOf } from "../terminal/command.ts";
import { replaceWork } from "../work/replace.ts";
import { findSteps } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";

await run(() => {
  const { positionals } = readArguments({});
  // Never the current step by default: this replaces files.
  if (positionals[1] === undefined) throw new Stop(messages.replace.whichStep(positionals[0]!));
  const step = stepOf(positionals[1], findSteps());
  console.log(replaceWork(positionals[0] === "solve" ? "solve" : "reset", step));
  console.log(messages.replace.next(`npm run step:${step.number}`));
  return 0;
});
