import { messages } from "../messages/index.ts";
import { stateOf } from "../work/progress.ts";
import type { Step } from "../ground/steps.ts";
import { colour, mark } from "../terminal/style.ts";

const text = messages.overview;

/**
 * A line for each step: its state, title and minutes, the current one marked. Part two is named in
 * one line until it is what comes next.
 */
export function overview(steps: Step[], current: Step | undefined): string {
  const line = (step: Step) => {
    const state = stateOf(step, steps);
    const notes = [text.minutes(step.minutes), messages.progress.state[state]];
    if (step === current) notes.push(text.here);
    const sign = state === "solved" ? mark.passed : step === current ? mark.here : " ";
    const aside = colour.dim(text.aside(notes.filter(Boolean)));
    return ` ${sign.padEnd(2)} ${step.number}  ${step.title}${aside}`;
  };
  const [first, second] = [1, 2].map((part) => steps.filter((step) => step.part === part));
  const lines = first!.map(line);
  if (second!.length === 0) return lines.join("\n");
  const isNext = current?.part === 2 || praise(1, steps) !== undefined;
  const numbers = second!.map(({ number }) => number);
  const afterwards = isNext
    ? [colour.bold(text.partTwo), ...second!.map(line)]
    : [colour.dim(text.partTwoLater(numbers[0]!, numbers.at(-1)!))];
  return [...lines, "", ...afterwards].join("\n");
}

/** What to say to who has solved every step of a part; undefined while one is left. */
export function praise(part: Step["part"], steps: Step[]): string | undefined {
  const own = steps.filter((step) => step.part === part);
  if (own.some((step) => stateOf(step, steps) !== "solved")) return undefined;
  const isMore = steps.some((step) => step.part > part);
  return isMore ? messages.start.partOneSolved : messages.start.allSolved;
}

/** How to go about a step: what to read, what to edit, what to run. */
export function instructions(step: Step): string {
  return [
    colour.bold(text.nextIs(step.number, step.title)),
    text.read(step.readme),
    text.edit(step.edit.join(", ")),
    text.run(`npm run step:${step.number}`),
  ].join("\n");
}
