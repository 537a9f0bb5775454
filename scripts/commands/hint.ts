// npm run hint -- N — the next hint for the test that fails now; --all shows every hint.
import { attempt, prepare } from "../judging/attempt.ts";
import { tellBoard } from "../board/tell.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { stepOf } from "../work/current.ts";
import { allHints, hintFor } from "../guide/hints.ts";
import { findSteps } from "../ground/steps.ts";

await run(async () => {
  const { values, positionals } = readArguments("hint", {
    words: ["[N]"],
    flags: { all: { type: "boolean" } },
    example: "1",
  });
  const steps = findSteps();
  const step = stepOf(positionals[0], steps);
  if (values.all) {
    console.log(allHints(step));
    return 0;
  }
  await prepare(step, steps);
  const { verdict } = await attempt(step, steps);
  console.log(hintFor(step, verdict));
  tellBoard(step, steps, verdict);
  return 0;
});
