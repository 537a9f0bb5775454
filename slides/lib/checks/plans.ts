import type { Step } from "../../../scripts/ground/steps.ts";
import { say, type Language } from "../../../steps/kit/say.ts";
import type { Section } from "../deck.ts";
import { demoSeconds, notesOf } from "../notes.ts";
import { minutesOf, planTitle, type Plan } from "../plans.ts";
import { exerciseOf, type Moment } from "../timetable.ts";

/** What of a plan stays free for the room's questions and for what takes longer. */
const RESERVE = 0.05;

/** The minute at which a plan with exercises has its first one, at the latest. */
const FIRST_KEYBOARD = 20;

/** A plan, minute by minute. */
export interface Planned {
  plan: Plan;
  moments: Moment[];
}

/** How many minutes a plan takes. */
export function minutesTaken({ moments }: Planned): number {
  const last = moments.at(-1);
  return last ? (last.start + last.seconds) / 60 : 0;
}

/** A sentence for each way in which a plan cannot be kept at a speaking pace. */
export function checkPlan(planned: Planned, language: Language): string[] {
  const { plan, moments } = planned;
  const where = `${language}, ${planTitle(plan, "en")}`;
  const allowed = minutesOf(plan) * (1 - RESERVE);
  const taken = minutesTaken(planned);
  const problems: string[] = [];
  if (taken > allowed) {
    const over = (taken - allowed).toFixed(1);
    problems.push(
      say(
        `${where}: ${taken.toFixed(1)} minutes at a speaking pace, ${over} too many: say less, or raise the \`plan\` of a slide`,
        `${where}：話す速さで${taken.toFixed(1)}分かかり、${over}分長すぎます。減らすか、スライドの plan を上げてください`,
      ),
    );
  }
  const first = moments.find(({ kind }) => kind === "exercise");
  if (first && first.start > 60 * FIRST_KEYBOARD) {
    problems.push(
      say(
        `${where}: the first exercise begins after ${Math.round(first.start / 60)} minutes, later than ${FIRST_KEYBOARD}`,
        `${where}：最初の演習が${Math.round(first.start / 60)}分後で、${FIRST_KEYBOARD}分より遅くなっています`,
      ),
    );
  }
  return [...problems, ...checkDemos(moments, where)];
}

/** Each section that a plan has shows one demo: the one whose note tells its time. */
function checkDemos(moments: Moment[], where: string): string[] {
  const sections = new Set(moments.map(({ page }) => page.section));
  return [...sections].flatMap((section) => {
    const own = moments.filter(({ page }) => page.section === section);
    const demos = own.filter(({ page }) => demoSeconds(notesOf(page.slide)) > 0).length;
    if (demos === 1) return [];
    return [
      say(
        `${where}: ${section.file} has ${demos} demos with a time, and one is what a section has`,
        `${where}：${section.file} の時間つきデモが${demos}個あります。1つにしてください`,
      ),
    ];
  });
}

/** A sentence for each step without an exercise slide, and for each solution shown before it. */
export function checkExercises(sections: Section[], steps: Pick<Step, "number">[]): string[] {
  const missing = steps
    .filter(({ number }) =>
      sections.every(({ slides }) => slides.every((slide) => exerciseOf(slide) !== number)),
    )
    .map(({ number }) =>
      say(`step ${number} has no exercise slide`, `ステップ${number}の演習スライドがありません`),
    );
  const done = new Set<number>();
  const early: string[] = [];
  for (const { file, slides } of sections) {
    for (const slide of slides) {
      const exercise = exerciseOf(slide);
      if (exercise !== undefined) done.add(exercise);
      for (const [, digits] of slide.text.matchAll(/^<<< solutions\/(\d\d)-/gm)) {
        const number = Number(digits);
        if (done.has(number)) continue;
        early.push(
          say(
            `${file}:${slide.line}: it shows the solution of step ${number} before the exercise`,
            `${file}:${slide.line}：ステップ${number}の解答例が演習より先にあります`,
          ),
        );
      }
    }
  }
  return [...missing, ...early];
}

/** The plans as a table in Markdown, for the instructor's page: minutes of each part, and what is left. */
export function planTable(plans: Planned[], language: Language): string {
  const [part, left, sum] =
    language === "ja" ? ["節", "質問と予備", "合計"] : ["Part", "Questions, reserve", "Sum"];
  const titles = [...new Set(plans.flatMap(({ moments }) => moments.map(({ title }) => title)))];
  const ordered = titles.toSorted((a, b) => placeOf(a, plans) - placeOf(b, plans));
  const columns = plans.map((planned) => roundedMinutes(planned, ordered));
  const lines = [
    [part!, ...plans.map(({ plan }) => planTitle(plan, language))],
    ["---", ...plans.map(() => "---:")],
    ...ordered.map((title, row) => [title, ...columns.map((column) => String(column[row] || "–"))]),
    [left!, ...plans.map(({ plan }, at) => String(minutesOf(plan) - total(columns[at]!)))],
    [`**${sum}**`, ...plans.map(({ plan }) => `**${minutesOf(plan)}**`)],
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Where a row stands: in the order of the plan that has everything. */
function placeOf(title: string, plans: Planned[]): number {
  return plans.at(-1)!.moments.findIndex((moment) => moment.title === title);
}

/** Whole minutes that add up: each row ends where the rounded sum so far does. */
function roundedMinutes({ moments }: Planned, titles: string[]): number[] {
  let seconds = 0;
  return titles.map((title) => {
    const before = Math.round(seconds / 60);
    for (const moment of moments) if (moment.title === title) seconds += moment.seconds;
    return Math.round(seconds / 60) - before;
  });
}

function total(minutes: number[]): number {
  return minutes.reduce((sum, each) => sum + each, 0);
}

/**
 * A sentence if the instructor's page does not hold the table of the plans as it is now.
 *
 * @param page the page's text
 * @param file its name
 */
export function checkPlanTable(page: string, file: string, table: string): string[] {
  if (plain(page).includes(plain(table))) return [];
  return [
    say(
      `${file}: the table of the plans is not that of the slides, which is:\n${table}`,
      `${file}：プランの表がスライドと一致しません。正しい表：\n${table}`,
    ),
  ];
}

/** A table without the spaces and dashes that a formatter lines its columns up with. */
function plain(markdown: string): string {
  return markdown.replace(/ *\| */g, "|").replace(/-{3,}/g, "---");
}
