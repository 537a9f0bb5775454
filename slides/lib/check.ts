import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findBrowser, openBrowser } from "../../scripts/ground/browser.ts";
import { ROOT } from "../../scripts/ground/paths.ts";
import { findSteps } from "../../scripts/ground/steps.ts";
import { say, type Language } from "../../steps/kit/say.ts";
import { checkFigures, claimsOf, measure } from "./checks/figures.ts";
import { checkLines } from "./checks/lines.ts";
import { checkLinks } from "./checks/links.ts";
import { checkNotes } from "./checks/notes.ts";
import { checkOverflow } from "./checks/overflow.ts";
import { checkParity } from "./checks/parity.ts";
import {
  checkExercises,
  checkPlan,
  checkPlanTable,
  minutesTaken,
  planTable,
  type Planned,
} from "./checks/plans.ts";
import { checkProofs } from "./checks/proofs.ts";
import { outsideResources } from "./checks/self-contained.ts";
import { pagesOf, readSections, type Page, type Section } from "./deck.ts";
import { renderDeck } from "./marp.ts";
import { LANGUAGES } from "./paths.ts";
import { PLANS, WHOLE } from "./plans.ts";
import { timetable } from "./timetable.ts";

/** Pages of the instructor, beside the slides. */
const PAGES = ["README.md", "README.ja.md", "INSTRUCTOR.md", "INSTRUCTOR.ja.md"];

/**
 * Checks the talk in all its languages, and prints what it finds.
 *
 * @returns whether all is well
 * @throws SlideError if a deck cannot even be built
 */
export async function check(): Promise<boolean> {
  const decks = await Promise.all(LANGUAGES.map(readDeck));
  const [first, ...others] = decks.map(({ sections }) => sections);
  // The talk is part one.
  const steps = findSteps(ROOT, "en").filter(({ part }) => part === 1);
  const count = first!.reduce((sum, { slides }) => sum + slides.length, 0);
  const taken = decks
    .map(({ language, plans }) => `${language} ${plans.map(roundedMinutes).join(", ")}`)
    .join(" · ");
  const claims = claimsOf(await measure());

  const results = [
    report(
      say(
        `plans of ${PLANS.join(", ")}, minutes taken: ${taken}`,
        `プラン ${PLANS.join("、")} の所要分数：${taken}`,
      ),
      decks.flatMap((deck) => [
        ...deck.plans.flatMap((planned) => checkPlan(planned, deck.language)),
        ...checkInstructor(deck),
      ]),
    ),
    report(
      say("each exercise before its solution", "演習は解答例より先"),
      decks.flatMap(({ sections }) => checkExercises(sections, steps)),
    ),
    report(
      say(`notes on ${count} slides`, `${count} 枚のノート`),
      decks.flatMap(({ language, sections }) => checkNotes(sections, language)),
    ),
    report(
      say("a command or a year behind every proof", "根拠にはコマンドか年"),
      decks.flatMap(({ sections }) => checkProofs(sections)),
    ),
    report(
      say(`${claims.length} figures as they were measured`, `${claims.length}個の数値が実測どおり`),
      decks.flatMap(({ sections, language }) => checkFigures(sections, claims, language)),
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
    report(say("self-contained HTML", "HTML が1ファイルで完結"), await checkHtml()),
    await checkFit(decks),
  ];
  return results.every(Boolean);
}

/** The talk in one language: its sections, the pages of its longest plan, and all plans. */
interface Deck {
  language: Language;
  sections: Section[];
  pages: Page[];
  plans: Planned[];
}

async function readDeck(language: Language): Promise<Deck> {
  const sections = readSections(language);
  const steps = findSteps(ROOT, language);
  const plans: Planned[] = [];
  for (const plan of PLANS) {
    const pages = await pagesOf(language, plan, sections);
    plans.push({ plan, moments: timetable(pages, plan, steps, language) });
  }
  return { language, sections, pages: await pagesOf(language, WHOLE, sections), plans };
}

function roundedMinutes(planned: Planned): number {
  return Math.round(minutesTaken(planned));
}

/** Prints what one check has found. */
function report(what: string, problems: string[]): boolean {
  console.log(`${problems.length === 0 ? "✔" : "✖"} ${what}`);
  for (const problem of problems) console.log(`  ${problem}`);
  return problems.length === 0;
}

function checkInstructor({ language, plans }: Deck): string[] {
  const file = inSlides(language === "ja" ? "INSTRUCTOR.ja.md" : "INSTRUCTOR.md");
  return checkPlanTable(read(file), file, planTable(plans, language));
}

async function checkHtml(): Promise<string[]> {
  const problems: string[] = [];
  for (const language of LANGUAGES) {
    const html = readFileSync(await renderDeck(language), "utf8");
    problems.push(...outsideResources(html).map((url) => `${language}.html: ${url}`));
  }
  return problems;
}

/** What only a browser shows: sizes, and where lines end. */
async function checkFit(decks: Deck[]): Promise<boolean> {
  const chromium = findBrowser();
  if (!chromium) {
    console.log(
      say(
        "- No Chromium was found, so it was not checked whether the slides fit and where lines end (CHROME_PATH names one).",
        "- Chromium が見つからないので、はみ出しと改行は検査しません（CHROME_PATH で指定できます）。",
      ),
    );
    return true;
  }
  const browser = await openBrowser(chromium);
  try {
    const misfits: string[] = [];
    const breaks: string[] = [];
    for (const { language, pages } of decks) {
      misfits.push(...(await checkOverflow(browser, language, placeIn(pages))));
      breaks.push(...(await checkLines(browser, language, placeIn(pages))));
    }
    const fits = report(
      say(
        "every slide fits 1280 × 720, and is read from the back",
        "どのスライドも 1280 × 720 に収まり、後ろの席から読める",
      ),
      misfits,
    );
    const breaksWell = report(
      say(
        "no word alone on a last line, none in two halves",
        "1語だけの行も、2行に分かれる語もない",
      ),
      breaks,
    );
    return fits && breaksWell;
  } finally {
    await browser.close();
  }
}

/** Tells where the slide of a number is written. */
function placeIn(pages: Page[]): (slide: number) => string {
  return (number) => {
    const { section, slide } = pages[number - 1]!;
    return `${section.file}:${slide.line}`;
  };
}

function inSlides(page: string): string {
  return `slides/${page}`;
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}
