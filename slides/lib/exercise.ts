import { ROOT } from "../../scripts/ground/paths.ts";
import { findSteps, type Step } from "../../scripts/ground/steps.ts";
import { say, type Language } from "../../steps/kit/say.ts";
import type { Plan } from "./plans.ts";

/** How long an exercise takes: a day has time to read the step's README as well. */
export function exerciseMinutes(step: Pick<Step, "minutes" | "inClass">, plan: Plan): number {
  return plan === "day" ? step.minutes : step.inClass;
}

/**
 * The head of an exercise slide, from the README of its step: title, minutes, file and commands.
 *
 * @throws Error if there is no such step
 */
export function exercise(number: number, language: Language, plan: Plan): string {
  const step = findSteps(ROOT, language).find((each) => each.number === number);
  if (!step) throw new Error(say(`there is no step ${number}`, `ステップ${number}はありません`));
  const words =
    language === "ja"
      ? { heading: `やってみよう：ステップ${number}`, unit: "分", begin: "始める", edit: "編集" }
      : { heading: `Now you: step ${number}`, unit: "minutes", begin: "Begin", edit: "Edit" };
  const files = step.edit.map((file) => `<code>${file}</code>`).join(", ");
  return [
    "<!-- _class: exercise -->",
    "",
    `# ${words.heading}`,
    "",
    `<div class="task"><p class="clock"><strong>${exerciseMinutes(step, plan)}</strong> ${words.unit}</p>` +
      `<dl><dt class="what">${step.title}</dt>` +
      `<dt>${words.begin}</dt><dd><code>npm start -- ${number}</code></dd>` +
      `<dt>${words.edit}</dt><dd>${files}</dd></dl></div>`,
  ].join("\n");
}

/** A break of so many minutes. */
export function breakSlide(minutes: number, language: Language): string {
  const words =
    language === "ja" ? { heading: "休憩", unit: "分" } : { heading: "Break", unit: "minutes" };
  return [
    "<!-- _class: exercise break -->",
    "",
    `# ${words.heading}`,
    "",
    `<div class="task"><p class="clock"><strong>${minutes}</strong> ${words.unit}</p></div>`,
  ].join("\n");
}
