// npm run diff -- N — from your files to the reference solution.
import { readArguments, run, stepOf } from "../terminal/command.ts";
import { diffToSolution } from "../work/diff.ts";
import { findSteps } from "../ground/steps.ts";

await run(() => {
  const { positionals } = readArguments({});
  console.log(diffToSolution(stepOf(positionals[0], findSteps())));
  return 0;
});
