import { lexer, type Token, type Tokens } from "marked";
import { withoutFolded } from "../../ground/markdown.ts";
import type { Step } from "../../ground/steps.ts";
import type { Problem } from "../problem.ts";
import { course, readmesOf } from "./course.ts";

/** The sections that ask something. */
const ASKING = {
  en: ["Predict before you code", "Questions to think about", "Bonus"],
  ja: ["書く前に予想する", "考えてみよう", "おまけ"],
};

/** Whether each question of a step's README has an answer, folded, by which a learner alone can check theirs. */
export function lintAnswers(step: Step): Problem[] {
  return readmesOf(step).flatMap(({ language, path }) => {
    const page = course.page(path);
    return ASKING[language].flatMap((heading) => {
      const line = course.lineOf(path, `## ${heading}`);
      const answers = page.hints.get(heading) ?? [];
      const [answer] = answers;
      if (!answer?.body || answers.length > 1) {
        const wrong = `"${heading}" has ${answer?.body ? `${answers.length} answers` : "no answer"}`;
        return [{ path, line, wrong, mend: "close it with one <details> that holds the answer" }];
      }
      const section = course
        .read(path)
        .split(/^## /m)
        .find((each) => each.startsWith(heading))!;
      const [asked, answered] = [items(withoutFolded(section)), items(answer.body)];
      if (asked === answered || asked === 0) return [];
      const wrong = `"${heading}" asks ${asked} questions and answers ${answered}`;
      return [{ path, line, wrong, mend: "answer each, in the same order" }];
    });
  });
}

/** How many items a text's lists have. */
function items(markdown: string): number {
  return lexer(markdown)
    .filter(isList)
    .reduce((sum, list) => sum + list.items.length, 0);
}

function isList(token: Token): token is Tokens.List {
  return token.type === "list";
}
