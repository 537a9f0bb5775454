/** The languages that the course speaks. */
export type Language = "en" | "ja";

/**
 * The learner's language: `WORKSHOP_LANG` where it is set, else the locale's.
 *
 * @param env the environment to read, `process.env` by default
 * @returns `"ja"` for a Japanese locale, else `"en"`
 */
export function languageOf(env: NodeJS.ProcessEnv = process.env): Language {
  const wanted =
    env.WORKSHOP_LANG ||
    env.LC_ALL ||
    env.LC_MESSAGES ||
    env.LANG ||
    // Windows sets none of these.
    Intl.DateTimeFormat().resolvedOptions().locale;
  return /^ja/i.test(wanted) ? "ja" : "en";
}

const language = languageOf();

/**
 * One text in the learner's language.
 *
 * @param en the text in English
 * @param ja the same for a Japanese reader
 */
export function say(en: string, ja: string): string {
  return language === "ja" ? ja : en;
}

/**
 * The title of a `describe` block: the task of the step's README that its tests belong to.
 *
 * @param number the task's number in the README
 */
export function task(number: number, en: string, ja: string): string {
  return say(`Task ${number}: ${en}`, `課題${number}：${ja}`);
}
