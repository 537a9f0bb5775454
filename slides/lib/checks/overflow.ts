import type { Browser, Page } from "../../../scripts/ground/browser.ts";
import { say, type Language } from "../../../steps/kit/say.ts";
import { openDeck } from "../pictures.ts";

/** Something that does not fit its slide. */
export interface Misfit {
  /** The slide's number in the deck, from 1. */
  slide: number;
  kind: "outside" | "code" | "label" | "small";
  /** The words that do not fit. */
  words: string;
  /** By how many pixels. */
  by: number;
}

/**
 * Shows every slide of a deck in a browser at 1280 × 720, and looks for what does not fit: text
 * beyond the margin, code wider than its box, a diagram's label wider than its shape, letters that the
 * back row cannot read.
 *
 * @param place tells where a slide is written, as in `slides/en/02-rest.md:6`
 * @returns a sentence for each
 */
export async function checkOverflow(
  browser: Browser,
  language: Language,
  place: (slide: number) => string,
): Promise<string[]> {
  const page = await openDeck(browser, language, "light");
  const misfits = await findMisfits(page);
  await page.close();
  return misfits.map(
    ({ slide, kind, words, by }) => `${place(slide)}: ${sentence(kind, words, by)}`,
  );
}

/** Looks for what does not fit in a page that shows every slide, each a `section`. */
export function findMisfits(page: Page): Promise<Misfit[]> {
  // As text: tsx would leave helpers in a function that the page does not have.
  return page.evaluate<Misfit[]>(FIND_MISFITS);
}

function sentence(kind: Misfit["kind"], words: string, by: number): string {
  const shown = JSON.stringify(words.trim().replace(/\s+/g, " ").slice(0, 40));
  const px = Math.ceil(by);
  switch (kind) {
    case "outside":
      return say(
        `${shown} is ${px} px outside the slide`,
        `${shown} がスライドから${px} px はみ出す`,
      );
    case "code":
      return say(`the code is ${px} px too wide: ${shown}`, `コードの幅が${px} px 超過：${shown}`);
    case "label":
      return say(`${shown} is ${px} px too wide for its shape`, `${shown} が図形より${px} px 広い`);
    case "small":
      return say(
        `${shown} is ${px} px too small to be read from the back`,
        `${shown} は後ろの席で読むには${px} px 小さい`,
      );
  }
}

/** Runs in the page. Sizes are divided by the scale at which Marp shows the slide. */
const FIND_MISFITS = `(() => {
  const MARGIN = { side: 60, bottom: 28 };
  // The smallest letters, in pixels of 720.
  const SMALLEST = { code: 26, inline: 24, label: 24, prose: 24, proof: 20 };
  const misfits = [];
  document.querySelectorAll("section").forEach((section, index) => {
    const slide = index + 1;
    const frame = section.getBoundingClientRect();
    const scale = frame.width / 1280;
    const report = (kind, element, by) => {
      if (by > 1) misfits.push({ slide, kind, words: element.textContent, by });
    };
    for (const element of section.querySelectorAll(":scope > *, li, td, p, dt, dd")) {
      const { left, right, bottom } = element.getBoundingClientRect();
      report("outside", element, Math.max(
        (bottom - frame.bottom) / scale + MARGIN.bottom,
        (right - frame.right) / scale + MARGIN.side,
        (frame.left - left) / scale + MARGIN.side,
      ));
    }
    const isSmaller = (element, least) => {
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < least) misfits.push({ slide, kind: "small", words: element.textContent, by: least - size });
    };
    for (const pre of section.querySelectorAll("pre")) isSmaller(pre, SMALLEST.code);
    for (const text of section.querySelectorAll("p, li, td, th, dt, dd, :not(pre) > code")) {
      const kind = text.matches("code") ? "inline" : "prose";
      isSmaller(text, SMALLEST[text.closest("blockquote") ? "proof" : kind]);
    }
    for (const label of section.querySelectorAll(".diagram text")) isSmaller(label, SMALLEST.label);
    for (const pre of section.querySelectorAll("pre")) {
      report("code", pre, pre.scrollWidth - pre.clientWidth);
      report("code", pre, pre.scrollHeight - pre.clientHeight);
    }
    for (const drawing of section.querySelectorAll(".diagram svg")) {
      const { x, y, width, height } = drawing.viewBox.baseVal;
      for (const label of drawing.querySelectorAll("text")) {
        const box = label.getBBox();
        report("label", label, Math.max(
          label.dataset.fit ? label.getComputedTextLength() - Number(label.dataset.fit) : 0,
          x - box.x, y - box.y, box.x + box.width - width - x, box.y + box.height - height - y,
        ));
      }
    }
  });
  return misfits;
})()`;
