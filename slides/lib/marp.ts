import { readFileSync } from "node:fs";
import { join } from "node:path";
import { marpCli } from "@marp-team/marp-cli";
import { writeWhole } from "../../scripts/ground/files.ts";
import { ROOT } from "../../scripts/ground/paths.ts";
import { findSteps } from "../../scripts/ground/steps.ts";
import type { Language } from "../../steps/kit/say.ts";
import { startsOf } from "./clock.ts";
import { assemble, readSections } from "./deck.ts";
import { DIST, SLIDES } from "./paths.ts";
import { forPresenter } from "./presenter.ts";

/** The plan by which the presenter hears when a slide should be: the one with every slide. */
export const LONGEST = 120;

/**
 * Makes a deck's HTML.
 *
 * @param template `bespoke` is the talk, with presenter notes; `bare` shows all slides at once
 * @returns the path of the file
 * @throws SlideError if something that a slide names is not there
 */
export async function renderDeck(
  language: Language,
  template: "bespoke" | "bare" = "bespoke",
): Promise<string> {
  const name = template === "bare" ? `${language}.bare` : language;
  const source = join(DIST, `${name}.md`);
  const target = join(DIST, `${name}.html`);
  const sections = readSections(language);
  writeWhole(source, assemble(language, sections));
  const options = ["--html", "--no-stdin", "--no-config-file", "--template", template];
  const theme = ["--theme-set", join(SLIDES, "theme.css")];
  const status = await quietly(() => marpCli([source, "-o", target, ...options, ...theme]));
  if (status !== 0) throw new Error(`Marp ended with ${status}`);
  if (template === "bespoke") {
    const starts = startsOf(sections, findSteps(ROOT, language), LONGEST);
    writeWhole(target, forPresenter(readFileSync(target, "utf8"), starts, language));
  }
  return target;
}

/** Runs Marp without its lines of progress: the commands here say themselves what they made. */
async function quietly(run: () => Promise<number>): Promise<number> {
  const { warn } = console;
  const lines: unknown[][] = [];
  console.warn = (...line) => lines.push(line);
  try {
    const status = await run();
    if (status !== 0) for (const line of lines) warn(...line);
    return status;
  } finally {
    console.warn = warn;
  }
}
