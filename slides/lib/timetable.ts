import type { Step } from "../../scripts/ground/steps.ts";
import type { Language } from "../../steps/kit/say.ts";
import type { Page, Slide } from "./deck.ts";
import { exerciseMinutes } from "./exercise.ts";
import { secondsOf } from "./pace.ts";
import type { Plan } from "./plans.ts";

/** What happens at one time of a plan: a slide that is spoken about, an exercise or a break. */
export interface Moment {
  page: Page;
  /** What it belongs to in the instructor's table. */
  title: string;
  kind: "talk" | "exercise" | "break";
  /** When it begins and how long it takes, in seconds. */
  start: number;
  seconds: number;
}

/** What the timetable needs to know of a step. */
export type StepTime = Pick<Step, "number" | "minutes" | "inClass">;

/** When each page of a plan is on the screen. */
export function timetable(
  pages: Page[],
  plan: Plan,
  steps: StepTime[],
  language: Language,
): Moment[] {
  let start = 0;
  return pages.map((page) => {
    const moment = { page, start, ...momentOf(page, plan, steps, language) };
    start += moment.seconds;
    return moment;
  });
}

function momentOf(
  page: Page,
  plan: Plan,
  steps: StepTime[],
  language: Language,
): Pick<Moment, "title" | "kind" | "seconds"> {
  const number = exerciseOf(page.slide);
  const step = steps.find((each) => each.number === number);
  if (step) {
    const title = language === "ja" ? `演習：ステップ${number}` : `Exercise: step ${number}`;
    return { title, kind: "exercise", seconds: 60 * exerciseMinutes(step, plan) };
  }
  const rest = /^<<< break (\d+)/m.exec(page.slide.text)?.[1];
  if (rest) {
    return {
      title: language === "ja" ? "休憩" : "Breaks",
      kind: "break",
      seconds: 60 * Number(rest),
    };
  }
  return { title: page.section.title, kind: "talk", seconds: secondsOf(page.slide, page.shown) };
}

/** When each page begins, in seconds, and after them when the talk ends. */
export function startsOf(moments: Moment[]): number[] {
  const end = moments.at(-1);
  const starts = moments.map(({ start }) => start);
  return [...starts, end ? end.start + end.seconds : 0].map(Math.round);
}

/** The step whose exercise a slide is, if it is one. */
export function exerciseOf(slide: Slide): number | undefined {
  const number = /^<<< exercise (\d+)/m.exec(slide.text)?.[1];
  return number === undefined ? undefined : Number(number);
}
