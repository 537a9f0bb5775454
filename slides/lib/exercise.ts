import { ROOT } from "../../scripts/ground/paths.ts";
import { findSteps } from "../../scripts/ground/steps.ts";
import { say, type Language } from "../../steps/kit/say.ts";

/**
 * The head of an exercise slide, from the README of its step: title, minutes, file and command.
 *
 * @throws Error if there is no such step
 */
export function exercise(number: number, language: Language): string {
  const step = findSteps(ROOT, language).find((each) => each.number === number);
  if (!step) throw new Error(say(`there is no step ${number}`, `ステップ ${number} はありません`));
  const words =
    language === "ja"
      ? { heading: `やってみよう：ステップ${number}`, unit: "分", edit: "編集", check: "確認" }
      : { heading: `Now you: step ${number}`, unit: "minutes", edit: "Edit", check: "Check" };
  const files = step.edit.map((file) => `<code>${file}</code>`).join(", ");
  return [
    "<!-- _class: exercise -->",
    "",
    `# ${words.heading}`,
    "",
    `<div class="task"><p class="clock"><strong>${step.inClass}</strong> ${words.unit}</p>` +
      `<dl><dt class="what">${step.title}</dt>` +
      `<dt>${words.edit}</dt><dd>${files}</dd>` +
      `<dt>${words.check}</dt><dd><code>npm run step:${number}</code></dd></dl></div>`,
  ].join("\n");
}
