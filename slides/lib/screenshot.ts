import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "../../scripts/ground/browser.ts";
import { ROOT } from "../../scripts/ground/paths.ts";
import { finishedParts } from "../../scripts/web/finished.ts";
import { startSite } from "../../scripts/web/site.ts";
import type { Language } from "../../steps/kit/say.ts";
import { DIST } from "./paths.ts";

const PEOPLE = {
  en: {
    names: ["alice", "bob"],
    hello: "hi",
    answer: "Hello Alice!",
    shows: "Two people chat, and the bytes that they send",
  },
  ja: {
    names: ["花子", "太郎"],
    hello: "hi",
    answer: "花子さん、こんにちは！",
    shows: "チャットしている2人と、送られるバイト列",
  },
} satisfies Record<Language, unknown>;

/** Takes the picture of a demo that runs: two people who chat, the first with the panel of the wire. */
export async function takeScreenshots(browser: Browser, languages: readonly Language[]) {
  const parts = await finishedParts();
  mkdirSync(DIST, { recursive: true });
  for (const language of languages) {
    const site = await startSite(parts, { port: 0 });
    const { names, hello, answer } = PEOPLE[language];
    const options = { locale: language, colorScheme: "light", reducedMotion: "reduce" } as const;
    const open = async (name: string, width: number) => {
      const page = await browser.newPage({
        ...options,
        viewport: { width, height: 560 },
        deviceScaleFactor: 1.5,
      });
      await page.goto(`${site.url}?name=${encodeURIComponent(name)}`);
      await page.locator("#state[data-state=connected]").waitFor();
      return page;
    };
    const pages = [await open(names[0]!, 900), await open(names[1]!, 460)];
    await pages[0]!.locator("#wire-toggle").click();
    await say(pages[0]!, hello, pages);
    await say(pages[1]!, answer, pages);
    for (const [index, page] of pages.entries()) {
      writeFileSync(pathOf(language, index), await page.screenshot({ caret: "hide" }));
      await page.context().close();
    }
    await site.close();
  }
}

/** Sends a note, and waits until everybody has it. */
async function say(from: Page, note: string, pages: Page[]): Promise<void> {
  const box = from.getByRole("textbox");
  await box.fill(note);
  await box.press("Enter");
  await Promise.all(pages.map((page) => page.getByText(note, { exact: true }).first().waitFor()));
}

/** The pictures of the chat side by side: those of the last build, else the one of the README. */
export function screenshot(language: Language): string {
  const taken = [0, 1].map((index) => pathOf(language, index));
  const still = join(ROOT, ".github", "pictures", `chat-${language}-light-still.png`);
  const shown = taken.every((path) => existsSync(path)) ? taken : [still];
  const images = shown.map((path) => {
    const data = readFileSync(path).toString("base64");
    return `<img src="data:image/png;base64,${data}" alt="">`;
  });
  return `<div class="screenshot" role="img" aria-label="${PEOPLE[language].shows}">${images.join("")}</div>`;
}

function pathOf(language: Language, index: number): string {
  return join(DIST, `chat-${language}-${index + 1}.png`);
}
