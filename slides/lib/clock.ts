import type { Step } from "../../scripts/ground/steps.ts";
import type { Section } from "./deck.ts";

/**
 * When each slide of a plan should begin: a section's minutes are spread over its slides, and the slide
 * of an exercise has the exercise's.
 *
 * @returns seconds from the beginning, and after them when the talk ends
 */
export function startsOf(
  sections: Section[],
  steps: Pick<Step, "number" | "inClass">[],
  plan: number,
): number[] {
  const starts = [0];
  const lasts = (seconds: number) => starts.push(starts.at(-1)! + seconds);
  for (const { slides, minutes, exercise } of sections) {
    const talk = exercise ? slides.length - 1 : slides.length;
    for (let slide = 0; slide < talk; slide += 1) lasts(((minutes[plan] ?? 0) * 60) / talk);
    if (!exercise) continue;
    const step = steps.find(({ number }) => number === exercise.step);
    lasts(exercise.plans.includes(plan) ? (step?.inClass ?? 0) * 60 : 0);
  }
  return starts.map(Math.round);
}
