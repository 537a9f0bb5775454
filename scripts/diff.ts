// npm run diff -- N — from your files to the reference solution.
import { readArguments, run, stepOf } from "./course/command.ts";
import { diffToSolution } from "./course/diff.ts";
import { findSteps } from "./course/steps.ts";

await run(() => {
  const { positionals } = readArguments({});
  console.log(diffToSolution(stepOf(positionals[0], findSteps())));
  return 0;
});
