import { Stop } from "../../scripts/ground/stop.ts";
import { say } from "../../steps/kit/say.ts";

/** How long the talk is to be: so many minutes, or a day. */
export type Plan = 30 | 60 | 120 | 180 | "day";

/** The plans, from short to long. */
export const PLANS: Plan[] = [30, 60, 120, 180, "day"];

/** The plan that has every slide. */
export const WHOLE: Plan = "day";

/** A day's minutes, from ten to four, with its breaks. */
const DAY = 360;

/** How many minutes a plan has. */
export function minutesOf(plan: Plan): number {
  return plan === "day" ? DAY : plan;
}

/** Whether a plan has a slide that names these: the last means that plan and each longer one. */
export function reaches(plan: Plan, named: Plan[]): boolean {
  return named.includes(plan) || PLANS.indexOf(plan) >= PLANS.indexOf(named.at(-1)!);
}

/** The plan of a name, if there is one. */
export function planNamed(name: string): Plan | undefined {
  return PLANS.find((plan) => String(plan) === name);
}

/**
 * Reads what stands behind `--plan`.
 *
 * @returns the plan with every slide where nothing does
 * @throws Stop if there is no such plan
 */
export function readPlan(name: string | undefined): Plan {
  if (name === undefined) return WHOLE;
  const plan = planNamed(name.normalize("NFKC").toLowerCase());
  if (plan) return plan;
  const list = PLANS.join(", ");
  throw new Stop(
    say(
      `There is no plan ${name}. The plans are: ${list}`,
      `${name} というプランはありません。選べるのは ${list} です。`,
    ),
  );
}

/** A plan in words, as a table's head has it. */
export function planTitle(plan: Plan, language: "en" | "ja"): string {
  if (plan === "day") return language === "ja" ? "1日" : "A day";
  return language === "ja" ? `${plan}分` : `${plan} min`;
}
