// npm run solve -- N — puts the solution in place of the learner's files of a step, after saving them;
// --to N does so for every step up to N.
import { tellBoard } from "../board/tell.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { needsCodegen } from "../judging/generated-code.ts";
import { stepOf } from "../work/current.ts";
import { replaceWork } from "../work/replace.ts";
import { findSteps } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";

const text = messages.replace;

await run(() => {
  const { values, positionals } = readArguments("solve", {
    words: ["[N]"],
    flags: { to: { type: "string", value: "N" } },
    example: "--to 3",
  });
  const [number] = positionals;
  const steps = findSteps();
  // Never the current step by default: this replaces files.
  if (number === undefined && values.to === undefined) throw new Stop(text.whichStepToSolve);
  if (number !== undefined && values.to !== undefined) throw new Stop(text.oneOrAllUpTo);
  const last = stepOf(number ?? values.to, steps);
  const solved =
    values.to === undefined ? [last] : steps.filter((step) => step.number <= last.number);
  console.log(replaceWork("solve", ...solved));
  tellBoard(last, steps);
  const tried = `npm run step:${last.number}`;
  if (values.to !== undefined) console.log(text.next("npm start"));
  else console.log(needsCodegen(last) ? text.nextTwo("npm run codegen", tried) : text.next(tried));
  return 0;
});
