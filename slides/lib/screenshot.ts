import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "../../scripts/ground/browser.ts";
import { ROOT } from "../../scripts/ground/paths.ts";
import { finishedParts } from "../../scripts/web/finished.ts";
import { startSite } from "../../scripts/web/site.ts";
import type { Language } from "../../steps/kit/say.ts";
import { DIST } from "./paths.ts";

/** Who chats, and what the first says, as on the slide that follows. */
const NAMES = ["alice", "bob"];
const HELLO = "hi";

const SAID = {
  en: {
    answer: "Hello Alice!",
    shows: "Two people chat, and the bytes of a note that was sent",
  },
  ja: {
    answer: "やあ、alice！",
    shows: "チャットしている2人と、送ったノートのバイト列",
  },
} satisfies Record<Language, unknown>;

/** The page in a window so small that the back row can read it, and with room for a whole call in its panel. */
const SMALL = { width: 300, height: 380 };
const ROOMY = { width: 800, height: 1400 };

/** Takes the pictures of a demo that runs: somebody's window, two people chatting, and the bytes of a note. */
export async function takeScreenshots(browser: Browser, languages: readonly Language[]) {
  const parts = await finishedParts();
  mkdirSync(DIST, { recursive: true });
  for (const language of languages) {
    const site = await startSite(parts, { port: 0 });
    const { answer } = SAID[language];
    const options = { locale: language, colorScheme: "light", reducedMotion: "reduce" } as const;
    const open = async (name: string) => {
      const page = await browser.newPage({ ...options, viewport: ROOMY, deviceScaleFactor: 2.5 });
      await page.goto(`${site.url}?name=${encodeURIComponent(name)}`);
      await page.locator("#state[data-state=connected]").waitFor();
      return page;
    };
    const pages = await Promise.all(NAMES.map(open));
    const [first, second] = pages as [Page, Page];
    await first.locator("#wire-toggle").click();
    await say(first, HELLO, pages);
    await say(second, answer, pages);
    await first.locator("#wire .status[data-ok=true]").first().waitFor();
    const panel = await first.screenshot({ clip: await firstCall(first) });
    await first.locator("#wire-toggle").click();
    await first.setViewportSize(SMALL);
    const chat = await first.screenshot({ caret: "hide" });
    for (const [index, picture] of [chat, panel].entries()) {
      writeFileSync(pathOf(language, index), picture);
    }
    for (const page of pages) await page.context().close();
    await site.close();
  }
}

/** Where the panel shows what the first call has taken: from its bars to the bytes that it sent. */
async function firstCall(page: Page) {
  const call = page.locator("#wire .call-bytes").first();
  const [all, bytes] = [await call.boundingBox(), call.locator(".bytes-hex").first()];
  const { y, height } = (await bytes.boundingBox())!;
  const margin = 12;
  return { ...all!, height: y + height + margin - all!.y };
}

/** Sends a note, and waits until everybody has it. */
async function say(from: Page, note: string, pages: Page[]): Promise<void> {
  const box = from.getByRole("textbox");
  await box.fill(note);
  await box.press("Enter");
  await Promise.all(pages.map((page) => page.getByText(note, { exact: true }).first().waitFor()));
}

/** The pictures of the demo side by side: those of the last build, else the one of the README. */
export function screenshot(language: Language): string {
  const taken = [0, 1].map((index) => pathOf(language, index));
  const still = join(ROOT, ".github", "pictures", `chat-${language}-light-still.png`);
  const shown = taken.every((path) => existsSync(path)) ? taken : [still];
  const images = shown.map((path) => {
    const data = readFileSync(path).toString("base64");
    return `<img src="data:image/png;base64,${data}" alt="">`;
  });
  return `<div class="screenshot" role="img" aria-label="${SAID[language].shows}">${images.join("")}</div>`;
}

function pathOf(language: Language, index: number): string {
  return join(DIST, `chat-${language}-${index + 1}.png`);
}
