import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { status } from "@grpc/grpc-js";
import { beforeAll, describe, it } from "vitest";
import { findBrowser, openBrowser } from "../../scripts/ground/browser.ts";
import type { Language } from "../../steps/kit/say.ts";
import { pagesOf } from "../lib/deck.ts";
import { notesOf } from "../lib/notes.ts";
import { renderHandouts } from "../lib/handouts.ts";

const chromium = findBrowser();

describe.each<Language>(["en", "ja"])("on paper, in %s", (language) => {
  let notes: string;
  let cheatSheet: string;

  beforeAll(async () => {
    [notes, cheatSheet] = (await renderHandouts(language, "day")) as [string, string];
  });

  it("every slide has its notes beside it", async () => {
    const html = readFileSync(notes, "utf8");
    const slides = await pagesOf(language, "day");
    const noted = slides.flatMap(({ slide }) => notesOf(slide));
    assert.equal(html.match(/<article>/g)!.length, slides.length);
    assert.equal(html.match(/<svg data-marpit-svg/g)!.length, slides.length);
    assert.equal(html.match(/class="label"/g)!.length, noted.length);
  });

  it("the cheat sheet has each status code of grpc-js under its number", () => {
    const html = readFileSync(cheatSheet, "utf8");
    const rows = [...html.matchAll(/<td align="right">(\d+)<\/td>\s*<td><code>([A-Z_]+)</g)];
    const found = rows.map(([, code, name]) => [name, Number(code)]);
    const codes = Object.entries(status).filter(([, code]) => typeof code === "number");
    assert.deepEqual(Object.fromEntries(found), Object.fromEntries(codes));
  });

  it.skipIf(!chromium)("the cheat sheet is one page", async () => {
    const browser = await openBrowser(chromium!);
    try {
      const page = await browser.newPage();
      await page.goto(pathToFileURL(cheatSheet).href);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      assert.equal(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)!.length, 1);
    } finally {
      await browser.close();
    }
  });
});
