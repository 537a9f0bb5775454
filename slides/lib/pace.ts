import { demoSeconds, notesOf } from "./notes.ts";
import { countWords } from "../../scripts/ground/words.ts";
import type { Slide } from "./deck.ts";

/** How fast a speaker goes: in words of English and in Japanese letters a minute. */
const SPOKEN = { words: 130, letters: 300 };

/** What takes longer than its words, in seconds. */
const SECONDS = {
  /** To turn the page and let the room look. */
  turn: 4,
  /** To walk through a diagram. */
  picture: 20,
  /** To point at a line of code and say what it is for. */
  codeLine: 2.5,
  /** To ask, to wait and to take an answer. */
  question: 15,
};

/**
 * How long a speaker stays on a slide, in seconds: its words, what it shows, its question and, where
 * it is marked, its demo.
 *
 * @param shown the slide's Markdown with code and diagrams in their places
 */
export function secondsOf(slide: Slide, shown: string): number {
  const notes = notesOf(slide);
  const [prose, code] = proseAndCode(shown);
  const { letters, words } = countWords(prose);
  const pictures = shown.match(/class="(?:diagram|screenshot)"/g) ?? [];
  return (
    SECONDS.turn +
    60 * (words / SPOKEN.words + letters / SPOKEN.letters) +
    SECONDS.picture * pictures.length +
    SECONDS.codeLine * code +
    // A sentence to say, alone, asks nothing.
    (notes.length > 1 ? SECONDS.question : 0) +
    demoSeconds(notes) +
    60 * slide.keyboard
  );
}

/** What is read out of a slide, and how many lines of code it shows. Nobody reads out a source. */
function proseAndCode(shown: string): [prose: string, codeLines: number] {
  let codeLines = 0;
  const prose = shown
    .replace(/<!--[\s\S]*?-->/g, "")
    .replace(/^```[\s\S]*?^```/gm, (code) => {
      codeLines += code.split("\n").length - 2;
      return "";
    })
    .replace(/^> .*$/gm, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/^\|[-| ]+\|$/gm, "");
  return [prose, codeLines];
}
