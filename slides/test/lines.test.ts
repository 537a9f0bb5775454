import assert from "node:assert/strict";
import { afterAll, beforeAll, describe, it } from "vitest";
import { type Browser, findBrowser, openBrowser } from "../../scripts/ground/browser.ts";
import { findBadBreaks } from "../lib/checks/lines.ts";

const chromium = findBrowser();

describe.skipIf(!chromium)("findBadBreaks", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser(chromium!);
  });

  afterAll(() => browser.close());

  const breaksOf = async (slide: string) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.setContent(`<section><h1>fits</h1></section><section>${slide}</section>`);
    const breaks = await findBadBreaks(page);
    await page.close();
    assert.ok(breaks.every((each) => each.slide === 2));
    return breaks.map(({ kind, words }) => `${kind}: ${words}`);
  };

  it("says nothing of a single line, or of one that ends well", async () => {
    assert.deepEqual(await breaksOf("<p>ノート</p><p>One</p><p>words on<br>two lines</p>"), []);
    assert.deepEqual(await breaksOf("<p>ノートを送り、<br>応答を待つ。</p>"), []);
  });

  it("finds one short word alone on the last line", async () => {
    assert.deepEqual(await breaksOf("<p>each call has a<br><b>deadline</b>.</p>"), [
      "orphan: deadline.",
    ]);
  });

  it("finds a few Japanese letters alone on the last line", async () => {
    assert.deepEqual(await breaksOf("<p>応答の形が<br>決まる。</p>"), ["orphan: 決まる。"]);
  });

  it("finds a Japanese word in two halves, also across elements", async () => {
    assert.deepEqual(await breaksOf("<p>ほぼ<b>解<br>決</b>したといえる</p>"), ["split: 解決"]);
  });

  it("takes larger letters for the same line", async () => {
    const words = `<p>a <code style="font-size: 3em">code</code> in a line</p>`;
    assert.deepEqual(await breaksOf(words), []);
  });
});
