// npm run diff -- N — from your files to the reference solution.
import { createInterface } from "node:readline";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { stepOf } from "../work/current.ts";
import { diffToSolution } from "../work/diff.ts";
import { isSolution } from "../work/progress.ts";
import { findSteps } from "../ground/steps.ts";
import { messages } from "../messages/index.ts";

const text = messages.diff;

await run(async () => {
  const { positionals } = readArguments("diff", { words: ["[N]"], example: "1" });
  const step = stepOf(positionals[0], findSteps());
  // A pipe cannot be asked, and who set one up has decided.
  const canAsk = process.stdin.isTTY && process.stdout.isTTY;
  const isWanted = !canAsk || isSolution(step) || (await confirm(text.sure(step.number)));
  console.log(isWanted ? diffToSolution(step) : text.notShown(`npm run hint -- ${step.number}`));
  return 0;
});

/** Asks on the terminal; whoever just leaves has not agreed. */
function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  return new Promise((resolve) => {
    terminal.on("close", () => resolve(false));
    terminal.question(`${question} `, (answer) => {
      resolve(/^y(es)?$/i.test(answer.normalize("NFKC").trim()));
      terminal.close();
    });
  });
}
