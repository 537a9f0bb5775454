import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { splitFrontMatter } from "../../scripts/ground/front-matter.ts";
import { say, type Language } from "../../steps/kit/say.ts";
import { diagram } from "../diagrams/index.ts";
import { exercise } from "./exercise.ts";
import { include, parseInclusion } from "./include.ts";
import { SLIDES } from "./paths.ts";
import { SlideError } from "./problem.ts";

/** A part of the talk: one file `slides/<language>/NN-name.md`. */
export interface Section {
  /** Relative to the repository, with `/`. */
  file: string;
  title: string;
  /** Minutes of talk for each plan; a plan that is not named leaves the section out. */
  minutes: Record<string, number>;
  /** The exercise that closes the section, and the plans that give it time. */
  exercise?: { step: number; plans: number[] };
  slides: Slide[];
}

/** One slide, as it is written. */
export interface Slide {
  /** Where it begins in the section's file, from 1. */
  line: number;
  text: string;
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
 * @throws SlideError if its front matter has no title or no minutes
 */
export function parseSection(markdown: string, file: string): Section {
  const { frontMatter, body, bodyLine } = splitFrontMatter(markdown);
  const { title, minutes, exercise: practice } = frontMatter as Partial<Section>;
  if (!title || !minutes) {
    throw new SlideError(
      file,
      1,
      say(
        "the front matter must hold title and minutes",
        "フロントマターには title と minutes が必要です",
      ),
    );
  }
  return { file, title, minutes, exercise: practice, slides: splitSlides(body, bodyLine) };
}

function splitSlides(body: string, firstLine: number): Slide[] {
  const slides: Slide[] = [];
  let line = firstLine;
  for (const text of body.split(/^---\r?\n/m)) {
    const blank = text.length - text.trimStart().length;
    slides.push({ line: line + text.slice(0, blank).split("\n").length - 1, text: text.trim() });
    line += text.split("\n").length;
  }
  return slides;
}

/**
 * A whole deck in Marp's Markdown: the sections one after another, with the code, the diagrams and
 * the exercises in their places.
 *
 * @throws SlideError naming the line whose code or diagram is not there
 */
export function assemble(language: Language, sections = readSections(language)): string {
  const head = [
    "---",
    "marp: true",
    "theme: workshop",
    "paginate: true",
    `lang: ${language}`,
    `title: ${JSON.stringify(TITLES[language])}`,
    "---",
  ].join("\n");
  const slides = sections.flatMap((section) =>
    section.slides.map((slide, index) => {
      const header = index === 0 ? `<!-- header: ${JSON.stringify(section.title)} -->\n\n` : "";
      return header + expand(slide, section.file, language);
    }),
  );
  return `${head}\n\n${slides.join("\n\n---\n\n")}\n`;
}

/** A slide with each `<<<` line replaced by what it names. */
function expand(slide: Slide, file: string, language: Language): string {
  return slide.text
    .split(/\r?\n/)
    .map((line, index) => {
      if (!line.startsWith("<<<")) return line;
      try {
        return resolve(line.slice("<<<".length).trim(), language);
      } catch (error) {
        throw new SlideError(file, slide.line + index, (error as Error).message);
      }
    })
    .join("\n");
}

function resolve(directive: string, language: Language): string {
  const [kind, name = ""] = directive.split(" ");
  if (kind === "diagram") return diagram(name, language);
  if (kind === "exercise") return exercise(Number(name), language);
  return include(parseInclusion(directive));
}
