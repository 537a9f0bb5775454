// npm run solve -- N — puts the solution in place of the learner's files of a step, after saving them;
// --to N does so for every step up to N that is not solved.
import { tellBoard } from "../board/tell.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { needsCodegen } from "../judging/generated-code.ts";
import { stepOf } from "../work/current.ts";
import { stateOf } from "../work/progress.ts";
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
  const upTo = steps.filter((step) => step.number <= last.number);
  // Who names one step wants it anew, solved or not.
  const kept = number === undefined ? upTo.filter((step) => stateOf(step, steps) === "solved") : [];
  const solved = number === undefined ? upTo.filter((step) => !kept.includes(step)) : [last];
  if (kept.length > 0) console.log(text.keptSolved(kept.flatMap(({ edit }) => edit).join(", ")));
  if (solved.length > 0) console.log(replaceWork("solve", ...solved));
  tellBoard(last, steps);
  const then = number === undefined ? "npm start" : `npm run step:${last.number}`;
  console.log(solved.some(needsCodegen) ? text.nextTwo("npm run codegen", then) : text.next(then));
  return 0;
});
