import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { pathToFileURL } from "node:url";
import { findBrowser, openBrowser } from "../../scripts/ground/browser.ts";
import { ROOT } from "../../scripts/ground/paths.ts";
import { say } from "../../steps/kit/say.ts";
import { outsideResources } from "./checks/self-contained.ts";
import { renderHandouts } from "./handouts.ts";
import { renderDeck } from "./marp.ts";
import { LANGUAGES } from "./paths.ts";
import type { Plan } from "./plans.ts";
import { takeScreenshots } from "./screenshot.ts";
import { readTalk, TALK_FILE, unfilled } from "./talk.ts";

/**
 * Builds a plan's decks and their handouts into `slides/dist/`, and says what it wrote.
 *
 * @throws Error if a slide is wrong, or a deck would load something from elsewhere
 */
export async function build(plan: Plan): Promise<void> {
  const pages: string[] = [];
  await filmDemo();
  for (const language of LANGUAGES) {
    const html = await renderDeck(language, "bespoke", plan);
    const outside = outsideResources(readFileSync(html, "utf8"));
    if (outside.length > 0) {
      const list = outside.join(", ");
      throw new Error(say(`${html} loads ${list}`, `${html} が外部の ${list} を読み込みます`));
    }
    tellWritten(html);
    pages.push(html, ...(await renderHandouts(language, plan)));
  }
  await printPdfs(pages);
  const open = unfilled(readTalk()).join(", ");
  if (!open) return;
  console.log(
    say(
      `${TALK_FILE} is still to be filled in: ${open}`,
      `${TALK_FILE} に未記入の項目があります：${open}`,
    ),
  );
}

/** Takes the pictures of the demo that the slides show, where there is a browser for it. */
async function filmDemo(): Promise<void> {
  const chromium = findBrowser();
  if (!chromium) return;
  const browser = await openBrowser(chromium);
  try {
    await takeScreenshots(browser, LANGUAGES);
  } finally {
    await browser.close();
  }
}

/** Prints pages as PDF, each beside its HTML. */
async function printPdfs(pages: string[]): Promise<void> {
  const chromium = findBrowser();
  if (!chromium) {
    console.log(
      say(
        "No Chromium was found, so there are no PDFs (CHROME_PATH names one).",
        "Chromium が見つからないので PDF は作りません（CHROME_PATH で指定できます）。",
      ),
    );
    return;
  }
  const browser = await openBrowser(chromium);
  try {
    const page = await browser.newPage({ colorScheme: "light" });
    for (const html of pages) {
      const path = html.replace(/\.html$/, ".pdf");
      await page.goto(pathToFileURL(html).href);
      await page.pdf({ path, preferCSSPageSize: true, printBackground: true, tagged: true });
      tellWritten(path);
    }
  } finally {
    await browser.close();
  }
}

function tellWritten(path: string): void {
  console.log(`✔ ${relative(ROOT, path).replaceAll("\\", "/")}`);
}
