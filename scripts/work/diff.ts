import { ROOT } from "../ground/paths.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";
import { messages } from "../messages/index.ts";
import { solutionOf, type Step } from "../ground/steps.ts";
import { printable } from "../terminal/printable.ts";
import { colour } from "../terminal/style.ts";

/** What leads from a learner's files to the reference solution, as a unified diff for the terminal. */
export function diffToSolution(step: Step): string {
  return step.edit.map((file) => diffFile(file, solutionOf(step, file))).join("\n");
}

function diffFile(file: string, solution: string): string {
  const [own, solved] = [read(file), read(solution)];
  if (own === solved) return messages.diff.same(file, solution);
  const patch = createTwoFilesPatch(file, solution, own, solved, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
    stripTrailingCr: true,
  });
  return patch
    .split("\n")
    .map(printable)
    .map((line) => {
      if (line.startsWith("+")) return colour.green(line);
      return line.startsWith("-") ? colour.red(line) : line;
    })
    .join("\n");
}

function read(file: string): string {
  return existsSync(join(ROOT, file)) ? readFileSync(join(ROOT, file), "utf8") : "";
}
