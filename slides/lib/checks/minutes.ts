import type { Step } from "../../../scripts/ground/steps.ts";
import { say, type Language } from "../../../steps/kit/say.ts";
import type { Section } from "../deck.ts";

/** The talks that there are, by their length in minutes. */
const PLANS = [30, 60, 120];

/** A part of a plan: a section's talk, or an exercise, with its minutes in each of {@link PLANS}. */
export interface PlanRow {
  title: string;
  minutes: number[];
}

/** What the plans need to know of a step. */
type StepTime = Pick<Step, "number" | "inClass">;

/** What fills the plans, in order. The minutes of an exercise are those of its step in class. */
export function planRows(sections: Section[], steps: StepTime[], language: Language): PlanRow[] {
  return sections.flatMap(({ title, minutes, exercise }) => {
    const talk = { title, minutes: PLANS.map((plan) => minutes[plan] ?? 0) };
    const step = steps.find(({ number }) => number === exercise?.step);
    if (!exercise || !step) return [talk];
    const label =
      language === "ja" ? `演習：ステップ${step.number}` : `Exercise: step ${step.number}`;
    const practice = PLANS.map((plan) => (exercise.plans.includes(plan) ? step.inClass : 0));
    return [talk, { title: label, minutes: practice }];
  });
}

/** How many minutes each plan has in all. */
export function sums(rows: PlanRow[]): number[] {
  return PLANS.map((_, plan) => rows.reduce((sum, { minutes }) => sum + minutes[plan]!, 0));
}

/** A sentence for each plan whose minutes do not add up, and for each step without an exercise. */
export function checkMinutes(sections: Section[], steps: StepTime[]): string[] {
  const wrong = sums(planRows(sections, steps, "en")).flatMap((sum, index) => {
    const plan = PLANS[index]!;
    if (sum === plan) return [];
    return [
      say(
        `the plan of ${plan} minutes adds up to ${sum}: change minutes in the sections' front matter`,
        `${plan} 分のプランの合計が ${sum} 分です。各節のフロントマターの minutes を直してください`,
      ),
    ];
  });
  const missing = steps
    .filter(({ number }) => !sections.some(({ exercise }) => exercise?.step === number))
    .map(({ number }) =>
      say(`step ${number} has no exercise slide`, `ステップ ${number} の演習スライドがありません`),
    );
  return [...wrong, ...missing];
}

/** The plans as a table in Markdown, for the instructor's page. */
export function planTable(rows: PlanRow[], language: Language): string {
  const [part, unit, sum] = language === "ja" ? ["節", "分", "合計"] : ["Part", " min", "Sum"];
  const lines = [
    [part!, ...PLANS.map((plan) => `${plan}${unit}`)],
    ["---", ...PLANS.map(() => "---:")],
    ...rows.map(({ title, minutes }) => [title, ...minutes.map((each) => String(each || "–"))]),
    [`**${sum}**`, ...sums(rows).map((each) => `**${each}**`)],
  ];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
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
      `${file}: the table of the plans is not that of the sections, which is:\n${table}`,
      `${file}：プランの表が各節と一致しません。正しい表：\n${table}`,
    ),
  ];
}

/** A table without the spaces and dashes that a formatter lines its columns up with. */
function plain(markdown: string): string {
  return markdown.replace(/ *\| */g, "|").replace(/-{3,}/g, "---");
}
