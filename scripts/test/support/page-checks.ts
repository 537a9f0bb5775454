import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect } from "vitest";
import type { Page } from "../../ground/browser.ts";
import { SCRATCH } from "../../ground/paths.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SCREENS = join(SCRATCH, "screens");

/** What axe finds on a page that somebody could not use, past the page's own policy, which lets no foreign script in. */
export async function violationsOn(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(async () => { ${AXE}; const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" ")); })()`);
}

/** Keeps a picture of a page, for a person to look at. */
export async function takePicture(page: Page, name: string, options = {}): Promise<void> {
  mkdirSync(SCREENS, { recursive: true });
  await page.screenshot({ path: join(SCREENS, `${name}.png`), ...options });
}

/** Whether a page that is as large as its window, and no larger, can be used by everybody. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  await takePicture(page, name);
  const spill = `[${["Width", "Height"].map((side) => `document.documentElement.scroll${side} - inner${side}`)}]`;
  expect(await page.evaluate(spill), "the page is as large as the window").toEqual([0, 0]);
  expect(await violationsOn(page)).toEqual([]);
}
