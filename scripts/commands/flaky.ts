// npm run test:flaky — every verdict again and again beside busy loops on all cores: none may differ.
import { ROOT } from "../ground/paths.ts";
import { findSteps } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { runRounds } from "../proving/flaky.ts";
import { asLine } from "../proving/problem.ts";
import { select } from "../proving/selection.ts";
import { findTargets } from "../proving/targets.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { mark } from "../terminal/style.ts";

const text = messages.flaky;

await run(async () => {
  const { values, positionals } = readArguments("test:flaky", {
    words: ["[PART …]"],
    flags: { rounds: { type: "string", value: "COUNT", default: "20" } },
    example: "03 --rounds 5",
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Stop(text.badRounds(values.rounds));
  const steps = findSteps(ROOT, "en");
  const all = findTargets(steps, (problem) => {
    throw new Stop(asLine(problem));
  });
  const { targets } = select(positionals, { targets: all, ownTests: [] });
  const wrong = await runRounds(targets, steps, rounds);
  for (const each of wrong) console.error(`${mark.failed} ${each}`);
  console.log(wrong.length === 0 ? text.same(rounds) : text.different(wrong.length));
  return wrong.length === 0 ? 0 : 1;
});
