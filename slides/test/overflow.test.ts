import assert from "node:assert/strict";
import { afterAll, beforeAll, describe, it } from "vitest";
import { type Browser, findBrowser, openBrowser } from "../../scripts/ground/browser.ts";
import { findMisfits } from "../lib/checks/overflow.ts";

const STYLE =
  "<style>section { position: relative; width: 1280px; height: 720px; font-size: 30px } * { margin: 0 } pre, text { font-size: 26px }</style>";

const chromium = findBrowser();

describe.skipIf(!chromium)("findMisfits", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser(chromium!);
  });

  afterAll(() => browser.close());

  const kinds = async (slide: string) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    await page.setContent(
      `${STYLE}<section><h1 style="margin: 80px">fits</h1></section><section>${slide}</section>`,
    );
    const misfits = await findMisfits(page);
    await page.close();
    assert.ok(misfits.every((each) => each.slide === 2));
    return [...new Set(misfits.map(({ kind }) => kind))];
  };

  it("says nothing of what fits", async () => {
    assert.deepEqual(await kinds(`<p style="margin: 80px">Words</p>`), []);
  });

  it("finds text below the slide", async () => {
    assert.deepEqual(await kinds(`<p style="margin: 80px; padding-top: 720px">Words</p>`), [
      "outside",
    ]);
  });

  it("finds code wider than its box", async () => {
    const pre = `<pre style="margin: 80px; width: 300px; overflow: hidden">${"code ".repeat(40)}</pre>`;
    assert.deepEqual(await kinds(pre), ["code"]);
  });

  it("finds code, also inside a sentence, labels, words and proofs that the back row cannot read", async () => {
    assert.deepEqual(await kinds(`<pre style="margin: 80px; font-size: 25px">a</pre>`), ["small"]);
    assert.deepEqual(await kinds(`<p style="margin: 80px; font-size: 23px">a</p>`), ["small"]);
    assert.deepEqual(
      await kinds(`<p style="margin: 80px"><code style="font-size: 23px">a</code></p>`),
      ["small"],
    );
    assert.deepEqual(
      await kinds(`<blockquote style="margin: 80px; font-size: 19px"><p>a</p></blockquote>`),
      ["small"],
    );
    const label = `<text x="50" y="50" style="font-size: 23px">a</text>`;
    const drawing = `<svg viewBox="0 0 200 100" width="200" height="100">${label}</svg>`;
    assert.deepEqual(await kinds(`<div class="diagram" style="margin: 80px">${drawing}</div>`), [
      "small",
    ]);
  });

  it("finds a label wider than its shape, or outside the drawing", async () => {
    const drawing = (text: string) =>
      `<div class="diagram" style="margin: 80px"><svg viewBox="0 0 200 100" width="200" height="100">${text}</svg></div>`;
    assert.deepEqual(
      await kinds(drawing(`<text x="10" y="50" data-fit="20">much too long</text>`)),
      ["label"],
    );
    assert.deepEqual(await kinds(drawing(`<text x="180" y="50">outside</text>`)), ["label"]);
    assert.deepEqual(await kinds(drawing(`<text x="10" y="50" data-fit="190">fits</text>`)), []);
  });
});
