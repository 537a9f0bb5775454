import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findBrowser, openBrowser } from "../../scripts/ground/browser.ts";
import { ROOT } from "../../scripts/ground/paths.ts";
import { findSteps } from "../../scripts/ground/steps.ts";
import { say, type Language } from "../../steps/kit/say.ts";
import { checkLinks } from "./checks/links.ts";
import { checkMinutes, checkPlanTable, planRows, planTable, sums } from "./checks/minutes.ts";
import { checkNotes } from "./checks/notes.ts";
import { checkOverflow } from "./checks/overflow.ts";
import { checkParity } from "./checks/parity.ts";
import { checkProofs } from "./checks/proofs.ts";
import { outsideResources } from "./checks/self-contained.ts";
import { readSections, type Section } from "./deck.ts";
import { renderDeck } from "./marp.ts";
import { LANGUAGES } from "./paths.ts";

/** Pages of the instructor, beside the slides. */
const PAGES = ["README.md", "README.ja.md", "INSTRUCTOR.md", "INSTRUCTOR.ja.md"];

/**
 * Checks the talk in all its languages, and prints what it finds.
 *
 * @returns whether all is well
 * @throws SlideError if a deck cannot even be built
 */
export async function check(): Promise<boolean> {
  const decks = LANGUAGES.map((language) => ({ language, sections: readSections(language) }));
  const [first, ...others] = decks.map(({ sections }) => sections);
  // The talk is part one.
  const steps = findSteps(ROOT, "en").filter(({ part }) => part === 1);
  const count = first!.reduce((sum, { slides }) => sum + slides.length, 0);
  const plans = sums(planRows(first!, steps, "en")).join(", ");

  const results = [
    report(say(`minutes: ${plans}`, `時間：${plans} 分`), [
      ...checkMinutes(first!, steps),
      ...decks.flatMap(({ language, sections }) => checkInstructor(language, sections)),
    ]),
    report(
      say(`notes on ${count} slides`, `${count} 枚のノート`),
      decks.flatMap(({ language, sections }) => checkNotes(sections, language)),
    ),
    report(
      say("a command or a year behind every proof", "根拠にはコマンドか年"),
      decks.flatMap(({ sections }) => checkProofs(sections)),
    ),
    report(
      say("the same slides in every language", "どの言語でも同じスライド"),
      others.flatMap((other) => checkParity(first!, other)),
    ),
    report(
      say("links and commands", "リンクとコマンド"),
      [
        ...decks.flatMap(({ sections }) => sections.map(({ file }) => file)),
        ...PAGES.map(inSlides),
      ].flatMap((file) => checkLinks(read(file), file)),
    ),
    report(say("self-contained HTML", "HTML が 1 ファイルで完結"), await checkHtml()),
    await checkFit(decks),
  ];
  return results.every(Boolean);
}

/** Prints what one check has found. */
function report(what: string, problems: string[]): boolean {
  console.log(`${problems.length === 0 ? "✔" : "✖"} ${what}`);
  for (const problem of problems) console.log(`  ${problem}`);
  return problems.length === 0;
}

function checkInstructor(language: Language, sections: Section[]): string[] {
  const file = inSlides(language === "ja" ? "INSTRUCTOR.ja.md" : "INSTRUCTOR.md");
  const table = planTable(planRows(sections, findSteps(ROOT, language), language), language);
  return checkPlanTable(read(file), file, table);
}

async function checkHtml(): Promise<string[]> {
  const problems: string[] = [];
  for (const language of LANGUAGES) {
    const html = readFileSync(await renderDeck(language), "utf8");
    problems.push(...outsideResources(html).map((url) => `${language}.html: ${url}`));
  }
  return problems;
}

async function checkFit(decks: { language: Language; sections: Section[] }[]): Promise<boolean> {
  const chromium = findBrowser();
  if (!chromium) {
    console.log(
      say(
        "- No Chromium was found, so it was not checked whether the slides fit (CHROME_PATH names one).",
        "- Chromium が見つからないので、はみ出しは検査しません（CHROME_PATH で指定できます）。",
      ),
    );
    return true;
  }
  const browser = await openBrowser(chromium);
  try {
    const problems: string[] = [];
    for (const { language, sections } of decks) {
      problems.push(...(await checkOverflow(browser, language, placeIn(sections))));
    }
    return report(
      say("every slide fits 1280 × 720", "どのスライドも 1280 × 720 に収まる"),
      problems,
    );
  } finally {
    await browser.close();
  }
}

/** Tells where the slide of a number is written. */
function placeIn(sections: Section[]): (slide: number) => string {
  const places = sections.flatMap(({ file, slides }) =>
    slides.map(({ line }) => `${file}:${line}`),
  );
  return (slide) => places[slide - 1]!;
}

function inSlides(page: string): string {
  return `slides/${page}`;
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}
