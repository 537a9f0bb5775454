// npm run step:N — is this step solved? Exit code 0: yes; 1: not yet; 2: it could not be tried.
import { attempt, prepare } from "../judging/attempt.ts";
import { tellBoard } from "../board/tell.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { stepOf } from "../work/current.ts";
import { praise } from "../guide/overview.ts";
import { report } from "../guide/report.ts";
import { findSteps } from "../ground/steps.ts";
import { messages } from "../messages/index.ts";

const text = messages.step;

await run(async () => {
  const { positionals } = readArguments("step", { words: ["[N]"], example: "1" });
  const steps = findSteps();
  const step = stepOf(positionals[0], steps);
  await prepare(step, steps);
  const result = await attempt(step, steps);
  console.log(report(step, result));
  tellBoard(step, steps, result.verdict);
  if (!result.solved) return 1;
  console.log(text.solution(`solutions/${step.id}/`));
  const next = steps.find(({ number }) => number === step.number + 1);
  console.log(
    next
      ? text.next(`npm run step:${next.number}`, next.title, next.minutes, next.readme)
      : text.wasLast,
  );
  const words = next?.part === step.part ? undefined : praise(step.part, steps);
  if (words) console.log(words);
  return 0;
});
