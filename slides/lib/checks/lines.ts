import type { Browser, Page } from "../../../scripts/ground/browser.ts";
import { say, type Language } from "../../../steps/kit/say.ts";
import { openDeck } from "../pictures.ts";

/** A line that ends where a reader stumbles. */
export interface BadBreak {
  /** The slide's number in the deck, from 1. */
  slide: number;
  kind: "orphan" | "split";
  /** The words alone on the last line, or the word in two halves. */
  words: string;
}

/**
 * Shows every slide of a deck in a browser, and looks at where its lines end.
 *
 * @param place tells where a slide is written, as in `slides/ja/02-rest.md:6`
 * @returns a sentence for each last line that is too short, and each word on two lines
 */
export async function checkLines(
  browser: Browser,
  language: Language,
  place: (slide: number) => string,
): Promise<string[]> {
  const page = await openDeck(browser, language, "light");
  const breaks = await findBadBreaks(page);
  await page.close();
  return breaks.map(({ slide, kind, words }) => `${place(slide)}: ${sentence(kind, words)}`);
}

/** Looks for bad breaks in a page that shows every slide, each a `section`. */
export function findBadBreaks(page: Page): Promise<BadBreak[]> {
  // As text: tsx would leave helpers in a function that the page does not have.
  return page.evaluate<BadBreak[]>(FIND_BAD_BREAKS);
}

function sentence(kind: BadBreak["kind"], words: string): string {
  const shown = JSON.stringify(words);
  if (kind === "orphan") {
    return say(`${shown} stands alone on the last line`, `最終行が ${shown} だけ`);
  }
  return say(`${shown} is broken over two lines`, `${shown} が2行に分かれる`);
}

/** Runs in the page. Letters, not boxes, tell where a line ends: an element may go over several. */
const FIND_BAD_BREAKS = `(() => {
  // The unit below a clock's number stands there on purpose.
  const BLOCKS = "h1, p:not(.clock), li, td, th, dt, dd";
  // How few letters on a last line are an orphan: of a script without spaces, and of a single word.
  const FEW = { japanese: 3, word: 10 };
  const japanese = /[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]/u;
  const segmenter = new Intl.Segmenter("ja", { granularity: "word" });
  const breaks = [];

  const linesOf = (block) => {
    const lines = [];
    let text = "";
    const lineOf = [];
    let bottom = -Infinity;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest(BLOCKS) !== block) continue;
      for (let at = 0; at < node.data.length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getClientRects()[0];
        if (box && box.width > 0 && (box.top + box.bottom) / 2 > bottom) {
          lines.push("");
          bottom = box.bottom;
        }
        if (lines.length === 0) continue;
        lines[lines.length - 1] += node.data[at];
        text += node.data[at];
        lineOf.push(lines.length - 1);
      }
    }
    return { lines: lines.map((line) => line.trim()), text, lineOf };
  };

  const isOrphan = (line) => {
    const letters = line.replace(/[\\p{P}\\p{S}\\s]/gu, "");
    if (japanese.test(letters)) return letters.length <= FEW.japanese;
    return !/\\s/.test(line) && letters.length <= FEW.word;
  };

  document.querySelectorAll("section").forEach((section, index) => {
    for (const block of section.querySelectorAll(BLOCKS)) {
      const { lines, text, lineOf } = linesOf(block);
      if (lines.length < 2) continue;
      const last = lines.at(-1);
      if (isOrphan(last)) breaks.push({ slide: index + 1, kind: "orphan", words: last });
      for (const { segment, index: start, isWordLike } of segmenter.segment(text)) {
        if (!isWordLike || !japanese.test(segment)) continue;
        if (lineOf[start] === lineOf[start + segment.length - 1]) continue;
        breaks.push({ slide: index + 1, kind: "split", words: segment });
      }
    }
  });
  return breaks;
})()`;
