import { lexer, walkTokens } from "marked";
import { splitFrontMatter } from "../../ground/front-matter.ts";
import type { Problem } from "../problem.ts";
import { course } from "./course.ts";

const JAPANESE = "[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}、。「」（）：]";
/** A line end beside a Japanese letter, which a browser shows as a space in the middle of a sentence. */
const WRAP = new RegExp(`(?<=${JAPANESE})\\n|\\n(?=${JAPANESE})`, "u");

/** Whether each paragraph of a Japanese page is one line. */
export function lintWraps(pages: string[]): Problem[] {
  return pages
    .filter((path) => path.endsWith(".ja.md"))
    .flatMap((path) => {
      const found: Problem[] = [];
      walkTokens(lexer(splitFrontMatter(course.read(path)).body), (token) => {
        // A paragraph's words stand in its innermost tokens.
        if (token.type !== "text" || token.tokens || !WRAP.test(token.raw)) return;
        const line = course.lineOf(path, token.raw.split("\n")[0]!);
        const wrong = "a paragraph is broken into lines, which a browser shows as spaces";
        found.push({ path, line, wrong, mend: "write it in one line" });
      });
      return found;
    });
}
