// The class board's pages in a real browser, before thirty learners of different fates.
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Board, startBoard } from "../board/server.ts";
import { startBoardSite } from "../board/site.ts";
import {
  type Browser,
  type BrowserContextOptions,
  findBrowser,
  openBrowser,
  type Page,
} from "../ground/browser.ts";
import { ROOT } from "../ground/paths.ts";
import { qrSvg } from "../ground/qr.ts";
import { bundle, type Page as Bundle } from "../web/bundle.ts";
import { takePicture, violationsOn } from "./support/page-checks.ts";
import { standing } from "./support/board.ts";

const executablePath = findBrowser();
const COMMAND = "npm run join -- 192.168.1.5 K7M-QX4";

describe.skipIf(!executablePath)("the class board", () => {
  let browser: Browser;
  let page: Bundle;
  let board: Board;
  let site: Awaited<ReturnType<typeof startBoardSite>>;

  beforeAll(async () => {
    page = await bundle(join(ROOT, "scripts/board/page"), join(ROOT, "gen"));
    browser = await openBrowser(executablePath!);
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    board = await startBoard("127.0.0.1", 0, "K7M-QX4");
    const qr = `data:image/svg+xml,${encodeURIComponent(qrSvg(COMMAND))}`;
    const welcome = { code: "K7M-QX4", commands: [COMMAND], qr };
    site = await startBoardSite(page, welcome, { boardPort: board.port, key: board.key, port: 0 });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    site.close();
    await board.close();
  });

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: "en-GB", ...options });
    const opened = await context.newPage();
    opened.on("pageerror", (error) => expect.fail(String(error)));
    await opened.goto(`${site.url}${path}`);
    return opened;
  }

  /** A class in which eleven are red on one test, two have raised a hand, and the others get on. */
  function rehearse(): void {
    const title = "the limits count bytes of UTF-8, not characters";
    for (let index = 0; index < 30; index += 1) {
      const fate =
        index < 11
          ? { step: 3, passed: 5, total: 29, failingNumber: 6, failingTitle: title }
          : index < 20
            ? { step: 3, passed: 29, total: 29, solvedBy: "BY_HAND" as const }
            : index < 26
              ? {
                  step: 2,
                  passed: 9,
                  total: 14,
                  failingNumber: 10,
                  failingTitle: "a frame",
                  hints: 2,
                }
              : { step: 4, solvedBy: "BY_SOLVE" as const };
      const name = index % 3 === 0 ? `花子${index}` : index === 7 ? "נועה!" : `otter-${index}`;
      const more = { unchangedMinutes: index % 9, hand: index === 4 || index === 22 };
      board.room.report(`id ${index}`, standing(name, { ...fate, ...more }));
    }
    board.changed();
  }

  const until = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 120_000 });
  const text = (opened: Page, selector: string) => opened.locator(selector).innerText();

  test("the instructor sees who needs help first, and what to do", async () => {
    const opened = await open("?instructor");
    await until(() => text(opened, "#count")).toBe("Nobody has joined yet.");
    rehearse();
    await until(() => text(opened, "#count")).toBe("30 learners");
    expect(await text(opened, "#advice")).toBe(
      "Step 3: 11 of 30 are red on “the limits count bytes of UTF-8, not characters”: stop the room?",
    );
    const names = await opened.locator(".tile h3 bdi").allTextContents();
    expect(new Set(names.slice(0, 2))).toEqual(new Set(["otter-4", "otter-22"]));
    await opened.getByRole("button", { name: "Take otter-4 off the board" }).click();
    await until(() => text(opened, "#count")).toBe("29 learners");
  });

  test("the instructor tells the room where it is, and takes a line that was read aloud", async () => {
    const opened = await open("?instructor");
    await opened.getByLabel("Now: step").fill("3");
    await opened.getByLabel("minutes").fill("20");
    await opened.keyboard.press("Enter");
    await until(() => text(opened, "#now")).toBe("Now: step 3, 20 min left");
    await opened.getByLabel("A line of").fill("hanako 3 11/29 12 2 n 41");
    await opened.keyboard.press("Enter");
    await until(() => text(opened, "#said")).toMatch(/^This is not what npm run progress/);
    board.room.report("1", standing("taro"));
    board.changed();
    await until(() => text(opened, "#count")).toBe("1 learner");
    expect(await text(opened, "#said")).toMatch(/^This is not what npm run progress/);
    await opened.getByLabel("A line of").fill("hanako 3 11/29 12 2 n 40");
    await opened.keyboard.press("Enter");
    await until(() => text(opened, ".tile.red h3")).toBe("hanako");
    const inJapanese = await open("?instructor", { locale: "ja" });
    await inJapanese.locator("input[name=line]").fill("taro");
    await inJapanese.keyboard.press("Enter");
    await until(() => text(inJapanese, "#said")).toContain("の1行ではないか");
  });

  test("the projector shows no name, in its source neither, and is glad of a first green", async () => {
    const opened = await open("");
    board.room.report("1", standing("kenji", { step: 3 }));
    board.changed();
    await until(() => text(opened, "#steps")).toContain("1 at work");
    board.room.report("1", standing("kenji", { step: 3, solvedBy: "BY_HAND" }));
    board.changed();
    await until(() => text(opened, "#cheer")).toBe(
      "Somebody is the first to have solved step 3. ✓",
    );
    expect(await opened.content()).not.toContain("kenji");
    const events = await fetch(`${site.url}events`);
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
    let said = "";
    while (!said.includes("learners")) said += (await reader.read()).value ?? "";
    await reader.cancel();
    expect(said).not.toContain("kenji");
  });

  test("a page elsewhere neither reads nor instructs", async () => {
    const headers = { origin: "http://evil.example" };
    expect((await fetch(`${site.url}events`, { headers })).status).toBe(403);
    const post = { method: "POST", body: '{"remove":1}', headers };
    expect((await fetch(`${site.url}instruct`, post)).status).toBe(403);
  });

  test.each([
    ["projector", "", { colorScheme: "light" }],
    ["projector-dark-ja", "", { colorScheme: "dark", locale: "ja-JP" }],
    ["instructor", "?instructor", { colorScheme: "light" }],
    ["instructor-dark-ja", "?instructor", { colorScheme: "dark", locale: "ja-JP" }],
    ["instructor-phone", "?instructor", { viewport: { width: 390, height: 844 } }],
  ] as [string, string, BrowserContextOptions][])(
    "%s is accessible, and fits",
    async (name, path, options) => {
      rehearse();
      board.room.set({ step: 3, secondsLeft: 1200 });
      const opened = await open(path, options);
      await until(() => text(opened, "#count")).toMatch(/^30/);
      expect(await violationsOn(opened)).toEqual([]);
      const tooWide = "document.documentElement.scrollWidth > innerWidth";
      expect(await opened.evaluate(tooWide)).toBe(false);
      await takePicture(opened, `board-${name}`, { fullPage: true });
    },
  );
});
