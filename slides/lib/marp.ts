import { readFileSync } from "node:fs";
import { join } from "node:path";
import { marpCli } from "@marp-team/marp-cli";
import { writeWhole } from "../../scripts/ground/files.ts";
import { ROOT } from "../../scripts/ground/paths.ts";
import { findSteps } from "../../scripts/ground/steps.ts";
import type { Language } from "../../steps/kit/say.ts";
import { assemble, pagesOf } from "./deck.ts";
import { DIST, SLIDES } from "./paths.ts";
import { WHOLE, type Plan } from "./plans.ts";
import { forPresenter } from "./presenter.ts";
import { startsOf, timetable } from "./timetable.ts";

/**
 * Makes the HTML of a plan's deck.
 *
 * @param template `bespoke` is the talk, with presenter notes; `bare` shows all slides at once
 * @returns the path of the file
 * @throws SlideError if something that a slide names is not there
 */
export async function renderDeck(
  language: Language,
  template: "bespoke" | "bare" = "bespoke",
  plan: Plan = WHOLE,
): Promise<string> {
  const deck = plan === WHOLE ? language : `${language}-${plan}`;
  const name = template === "bare" ? `${deck}.bare` : deck;
  const source = join(DIST, `${name}.md`);
  const target = join(DIST, `${name}.html`);
  const pages = await pagesOf(language, plan);
  writeWhole(source, assemble(pages, language));
  const options = ["--html", "--no-stdin", "--no-config-file", "--template", template];
  const theme = ["--theme-set", join(SLIDES, "theme.css")];
  const status = await quietly(() => marpCli([source, "-o", target, ...options, ...theme]));
  if (status !== 0) throw new Error(`Marp ended with ${status}`);
  if (template === "bespoke") {
    const starts = startsOf(timetable(pages, plan, findSteps(ROOT, language), language));
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
