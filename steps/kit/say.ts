/** The languages that the course speaks. */
export type Language = "en" | "ja";

/**
 * The learner's language: `WORKSHOP_LANG` where it is set, else the locale's.
 *
 * @param env the environment to read, `process.env` by default
 * @returns `"ja"` for a Japanese locale, else `"en"`
 */
export function languageOf(env: NodeJS.ProcessEnv = process.env): Language {
  // Windows sets no variable.
  const wanted = wantedIn(env) || Intl.DateTimeFormat().resolvedOptions().locale;
  return /^ja/i.test(wanted) ? "ja" : "en";
}

/** Whether `languageOf` knows, and does not guess: the locale `C`, or none, is what containers have. */
export function isLanguageKnown(env: NodeJS.ProcessEnv = process.env): boolean {
  const wanted = wantedIn(env);
  return wanted ? !/^(C|POSIX)\b/.test(wanted) : process.platform !== "linux";
}

function wantedIn(env: NodeJS.ProcessEnv): string | undefined {
  return env.WORKSHOP_LANG || env.LC_ALL || env.LC_MESSAGES || env.LANG;
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
