import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { marpCli } from "@marp-team/marp-cli";
import { afterAll, describe, it } from "vitest";
import { findBrowser, openBrowser } from "../../scripts/ground/browser.ts";
import { forPresenter, typeset } from "../lib/presenter.ts";

const NOTE = '<div class="bespoke-marp-note" data-index="0" tabindex="0">';

describe("the notes in the presenter's view", () => {
  it("are a list with a label for each item", () => {
    const html = typeset("- Ask: Who knows `Map<string, Note>`?\n- Watch out: A _trap_.");
    assert.match(html, /<li><span class="label">Ask<\/span>Who knows <code>Map&lt;string/);
    assert.match(html, /<li><span class="label">Watch out<\/span>A <em>trap<\/em>\.<\/li>/);
  });

  it("are typeset where Marp has put them, with what it had escaped", () => {
    const marp = `<body>${NOTE}<p>- 問いかけ：&lt;b&gt; &amp; &quot;c&quot;\n- 注意：d</p></div></body>`;
    const html = forPresenter(marp, [0, 60], "ja");
    assert.match(html, /<span class="label">問いかけ<\/span>&lt;b> &amp; &quot;c&quot;<\/li>/);
    assert.match(html, /<span class="label">注意<\/span>d<\/li>/);
    assert.match(html, /"starts":\[0,60\]/);
  });
});

const chromium = findBrowser();

describe.skipIf(!chromium)("the presenter's view that Marp makes", () => {
  const folder = mkdtempSync(join(tmpdir(), "slides-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("says when the slide should be, and how far off the timer is", async () => {
    const [source, target] = [join(folder, "deck.md"), join(folder, "deck.html")];
    writeFileSync(source, "# One\n\n<!-- - Ask: a? -->\n\n---\n\n# Two\n\n<!-- - Ask: b? -->\n");
    await marpCli([source, "-o", target, "--no-stdin", "--no-config-file", "--quiet"]);
    writeFileSync(target, forPresenter(readFileSync(target, "utf8"), [0, 2220, 2340], "en"));
    const browser = await openBrowser(chromium!);
    try {
      const page = await browser.newPage();
      const url = pathToFileURL(target).href;
      await page.goto(`${url}?view=presenter#2`);
      await page.getByText("You should be at 0:37 · 37 min early").waitFor();
      assert.equal(await page.locator(".bespoke-marp-note.active .label").textContent(), "Ask");
      await page.goto(`${url}?view=presenter#1`);
      await page.getByText("You should be at 0:00 · on time").waitFor();
      await page.goto(url);
      assert.equal(await page.locator(".planned-time").count(), 0);
    } finally {
      await browser.close();
    }
  });
});
