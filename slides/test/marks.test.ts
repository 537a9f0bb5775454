import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { type Browser, findBrowser, openBrowser } from "../../scripts/ground/browser.ts";
import { SLIDES } from "../lib/paths.ts";

const chromium = findBrowser();

describe.skipIf(!chromium)("the theme", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openBrowser(chromium!);
  });

  afterAll(() => browser.close());

  it("draws a mark behind the line that matters, and behind no other", async () => {
    const theme = readFileSync(join(SLIDES, "theme.css"), "utf8");
    // Letters of one font and of another, as in a Japanese name: no line may be the taller for it.
    const lines = ["one();", "二(…);", "three();", "four();", "five();", "six();"];
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
    for (const [line, words] of lines.entries()) {
      await page.setContent(
        `<style>${theme}</style><section><div class="marked" style="--line: ${line}"><pre><code>${lines.join("\n")}</code></pre></div></section>`,
      );
      const [mark, letters] = await page.evaluate<[Band, Band]>(`(() => {
        const pre = document.querySelector("pre");
        const style = getComputedStyle(pre);
        const top = pre.getBoundingClientRect().top + Number.parseFloat(style.backgroundPositionY);
        const height = Number.parseFloat(style.backgroundSize.split(" ")[1]);
        const range = document.createRange();
        const text = pre.querySelector("code").firstChild;
        const start = text.data.indexOf(${JSON.stringify(words)});
        range.setStart(text, start);
        range.setEnd(text, start + 1);
        const box = range.getBoundingClientRect();
        return [{ top, bottom: top + height }, { top: box.top, bottom: box.bottom }];
      })()`);
      const middle = (letters.top + letters.bottom) / 2;
      assert.ok(Math.abs((mark.top + mark.bottom) / 2 - middle) < 4, `line ${line}`);
    }
    await page.close();
  });
});

interface Band {
  top: number;
  bottom: number;
}
