import { messages } from "../messages/index.ts";
import { stateOf } from "../work/progress.ts";
import type { Step } from "../ground/steps.ts";
import { colour, mark } from "../terminal/style.ts";

const text = messages.overview;

/** A line for each step: its state, title and minutes, the current one marked. */
export function overview(steps: Step[], current: Step | undefined): string {
  return steps
    .map((step) => {
      const state = stateOf(step, steps);
      const notes = [text.minutes(step.minutes), messages.progress.state[state]];
      if (step === current) notes.push(text.here);
      const sign = state === "solved" ? mark.passed : step === current ? mark.here : " ";
      const aside = colour.dim(`(${notes.filter(Boolean).join(text.comma)})`);
      return ` ${sign.padEnd(2)} ${step.number}  ${step.title}  ${aside}`;
    })
    .join("\n");
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
