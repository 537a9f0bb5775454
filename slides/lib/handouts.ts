import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "marked";
import { writeWhole } from "../../scripts/ground/files.ts";
import { ROOT } from "../../scripts/ground/paths.ts";
import { findSteps } from "../../scripts/ground/steps.ts";
import type { Language } from "../../steps/kit/say.ts";
import { pagesOf } from "./deck.ts";
import { renderDeck } from "./marp.ts";
import { notesOf } from "./notes.ts";
import { DIST, SLIDES } from "./paths.ts";
import { WHOLE, type Plan } from "./plans.ts";
import { asTime, typeset } from "./presenter.ts";
import { startsOf, timetable } from "./timetable.ts";

/**
 * Makes what is printed on paper: for the presenter every slide with its notes, for learners a cheat
 * sheet.
 *
 * @returns the paths of their HTML
 */
export async function renderHandouts(language: Language, plan: Plan): Promise<string[]> {
  return [await renderNotes(language, plan), renderCheatSheet(language)];
}

async function renderNotes(language: Language, plan: Plan): Promise<string> {
  const pages = await pagesOf(language, plan);
  const notes = pages.map(({ slide }) => notesOf(slide).join("\n"));
  const starts = startsOf(timetable(pages, plan, findSteps(ROOT, language), language));
  const deck = readFileSync(await renderDeck(language, "bare", plan), "utf8");
  const [head, ...slides] = deck.split(/(?=<svg data-marpit-svg)/);
  const articles = slides.map((slide, index) => {
    const place = `${index + 1} · ${asTime(starts[index]!)}`;
    const beside = `<p class="place">${place}</p><div class="notes">${typeset(notes[index]!)}</div>`;
    // After the last slide the page goes on.
    return `<article>${slide.slice(0, slide.lastIndexOf("</svg>"))}</svg><div>${beside}</div></article>`;
  });
  const html = `${head}<style>${read("notes.css")}</style>${articles.join("\n")}</body></html>`;
  return written(`${plan === WHOLE ? language : `${language}-${plan}`}.notes.html`, html);
}

function renderCheatSheet(language: Language): string {
  const page = read(language === "ja" ? "cheat-sheet.ja.md" : "cheat-sheet.md");
  const [, title] = /^# (.+)$/m.exec(page)!;
  const head = `<meta charset="utf-8"><title>${title}</title><style>${read("cheat-sheet.css")}</style>`;
  const html = `<!doctype html><html lang="${language}"><head>${head}</head><body>${parse(page, { async: false })}</body></html>`;
  return written(`${language}.cheat-sheet.html`, html);
}

function written(name: string, html: string): string {
  const path = join(DIST, name);
  writeWhole(path, html);
  return path;
}

function read(name: string): string {
  return readFileSync(join(SLIDES, "handouts", name), "utf8");
}
