import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "../../scripts/ground/browser.ts";
import type { Language } from "../../steps/kit/say.ts";
import { renderDeck } from "./marp.ts";
import { DIST } from "./paths.ts";

/** Light or dark: a deck follows the machine that shows it. */
export type Scheme = "light" | "dark";

/** Opens a deck with all its slides below one another, each of 1280 × 720. */
export async function openDeck(
  browser: Browser,
  language: Language,
  scheme: Scheme,
): Promise<Page> {
  const html = await renderDeck(language, "bare");
  const viewport = { width: 1280, height: 720 };
  const page = await browser.newPage({ viewport, colorScheme: scheme });
  await page.goto(pathToFileURL(html).href);
  return page;
}

/** Writes each slide of a deck as a picture to `dist/pictures/`. */
export async function takePictures(browser: Browser, language: Language, scheme: Scheme) {
  const folder = join(DIST, "pictures");
  mkdirSync(folder, { recursive: true });
  const page = await openDeck(browser, language, scheme);
  for (const [index, slide] of (await page.locator("svg[data-marpit-svg]").all()).entries()) {
    const name = `${language}-${scheme}-${String(index + 1).padStart(2, "0")}.png`;
    await slide.screenshot({ path: join(folder, name) });
  }
  await page.close();
}
