import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { splitFrontMatter } from "../../scripts/ground/front-matter.ts";
import { say, type Language } from "../../steps/kit/say.ts";
import { agenda } from "./agenda.ts";
import { diagram } from "../diagrams/index.ts";
import { breakSlide, exercise } from "./exercise.ts";
import { include, parseInclusion } from "./include.ts";
import { SENTENCE } from "./notes.ts";
import { SLIDES } from "./paths.ts";
import { planNamed, PLANS, reaches, type Plan } from "./plans.ts";
import { SlideError } from "./problem.ts";
import { screenshot } from "./screenshot.ts";
import { fillIn, readTalk } from "./talk.ts";

/** A part of the talk: one file `slides/<language>/NN-name.md`. */
export interface Section {
  /** Relative to the repository, with `/`. */
  file: string;
  title: string;
  /** What to say where the section begins; the first needs none. */
  bridge?: string;
  slides: Slide[];
}

/** One slide, as it is written. */
export interface Slide {
  /** Where it begins in the section's file, from 1. */
  line: number;
  /** The plans that have it; the last stands for each longer one, too. */
  plans: Plan[];
  /** Minutes that the room spends at the keyboard on it, beside the exercises. */
  keyboard: number;
  text: string;
}

/** A slide in a deck: with code, diagrams and all else in their places. */
export interface Page {
  section: Section;
  slide: Slide;
  shown: string;
}

const TITLES: Record<Language, string> = {
  en: "gRPC, hands on: a chat in TypeScript",
  ja: "手を動かして学ぶ gRPC：TypeScript でチャットを作る",
};

/** The sections of the talk, in order. */
export function readSections(language: Language): Section[] {
  return readdirSync(join(SLIDES, language))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) =>
      parseSection(
        readFileSync(join(SLIDES, language, name), "utf8"),
        `slides/${language}/${name}`,
      ),
    );
}

/**
 * Reads a section.
 *
 * @param file its name, for messages
 * @throws SlideError if it has no title, or a slide names a plan that there is not
 */
export function parseSection(markdown: string, file: string): Section {
  const { frontMatter, body, bodyLine } = splitFrontMatter(markdown);
  const { title, bridge } = frontMatter as Partial<Section>;
  if (!title) {
    throw new SlideError(
      file,
      1,
      say("the front matter must hold a title", "フロントマターには title が必要です"),
    );
  }
  return { file, title, bridge, slides: splitSlides(body, bodyLine, file) };
}

function splitSlides(body: string, firstLine: number, file: string): Slide[] {
  const slides: Slide[] = [];
  let line = firstLine;
  for (const text of body.split(/^---\r?\n/m)) {
    const blank = text.length - text.trimStart().length;
    const start = line + text.slice(0, blank).split("\n").length - 1;
    const keyboard = Number(KEYBOARD.exec(text)?.[1] ?? 0);
    slides.push({ line: start, plans: plansOf(text, file, start), keyboard, text: text.trim() });
    line += text.split("\n").length;
  }
  return slides;
}

const PLAN = /^<!-- plan: (.*) -->$/m;
const KEYBOARD = /^<!-- keyboard: (\d+) -->$/m;

function plansOf(text: string, file: string, line: number): Plan[] {
  const names = PLAN.exec(text)?.[1]?.split(", ") ?? [String(PLANS[0])];
  return names.map((name) => {
    const plan = planNamed(name);
    if (plan) return plan;
    const list = PLANS.join(", ");
    throw new SlideError(
      file,
      line,
      say(`there is no plan ${name}, only ${list}`, `プランは ${list} のどれかです：${name}`),
    );
  });
}

/**
 * The slides of a plan in their order, filled: each section but the first begins with the agenda,
 * which shows where we are; a section of one slide begins with that slide.
 *
 * @throws SlideError naming the line whose code or diagram is not there
 */
export async function pagesOf(
  language: Language,
  plan: Plan,
  sections = readSections(language),
): Promise<Page[]> {
  const chosen = sections
    .map((section) => ({
      ...section,
      slides: section.slides.filter((slide) => reaches(plan, slide.plans)),
    }))
    .filter(({ slides }) => slides.length > 0);
  const titles = chosen.slice(1).map(({ title }) => title);
  const talk = readTalk();
  const pages: Page[] = [];
  for (const [index, section] of chosen.entries()) {
    const slides = index === 0 ? section.slides : begun(section, language);
    for (const slide of slides) {
      const text = fillIn(slide.text, talk, language);
      const shown = await expand({ ...slide, text }, section.file, async (directive) => {
        if (directive === "agenda") return agenda(titles, index - 1, language);
        return resolve(directive, language, plan);
      });
      pages.push({ section, slide, shown });
    }
  }
  return pages;
}

/** A section's slides, with what leads to it: said before the agenda, or on the only slide. */
function begun({ bridge, slides }: Section, language: Language): Slide[] {
  const led = (slide: Slide) =>
    bridge ? { ...slide, text: sayFirst(bridge, slide.text, language) } : slide;
  const [first, second] = slides;
  if (first && !second) return [led(first)];
  const divider = { line: 1, plans: [PLANS[0]!], keyboard: 0, text: "<<< agenda\n\n<!--\n-->" };
  return [led(divider), ...slides];
}

/** A slide's text with a sentence to say first: before the one that its notes have, or in a note of its own. */
function sayFirst(sentence: string, text: string, language: Language): string {
  const label = SENTENCE[language];
  const goesOn = text.includes(`<!--\n${label}`);
  const before = `<!--\n${label}${sentence}${goesOn ? (language === "ja" ? "" : " ") : "\n"}`;
  return text.replace(goesOn ? `<!--\n${label}` : "<!--\n", () => before);
}

/** A whole deck in Marp's Markdown. */
export function assemble(pages: Page[], language: Language): string {
  const head = [
    "---",
    "marp: true",
    "theme: workshop",
    "paginate: true",
    `lang: ${language}`,
    `title: ${JSON.stringify(TITLES[language])}`,
    "---",
  ].join("\n");
  const slides = pages.map(({ section, shown }, index) => {
    const isFirst = pages[index - 1]?.section !== section;
    return isFirst ? `<!-- header: ${JSON.stringify(section.title)} -->\n\n${shown}` : shown;
  });
  return `${head}\n\n${slides.join("\n\n---\n\n")}\n`;
}

/** A slide with each `<<<` line replaced by what it names. */
async function expand(
  slide: Slide,
  file: string,
  replace: (directive: string) => Promise<string>,
): Promise<string> {
  const lines = slide.text.split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (!line.startsWith("<<<")) continue;
    try {
      lines[index] = await replace(line.slice("<<<".length).trim());
    } catch (error) {
      throw new SlideError(file, slide.line + index, (error as Error).message);
    }
  }
  return lines.join("\n").replace(PLAN, "").replace(KEYBOARD, "").trim();
}

async function resolve(directive: string, language: Language, plan: Plan): Promise<string> {
  const [kind, name = ""] = directive.split(" ");
  if (kind === "diagram") return diagram(name, language);
  if (kind === "exercise") return exercise(Number(name), language, plan);
  if (kind === "screenshot") return screenshot(language);
  if (kind === "break") return breakSlide(Number(name), language);
  return include(parseInclusion(directive));
}
