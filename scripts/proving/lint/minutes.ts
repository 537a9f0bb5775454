import { diffLines } from "diff";
import { splitFrontMatter } from "../../ground/front-matter.ts";
import { withoutFolded } from "../../ground/markdown.ts";
import type { Step } from "../../ground/steps.ts";
import { countWords } from "../../ground/words.ts";
import type { Problem } from "../problem.ts";
import { endOfPath, starterWork } from "../work.ts";
import { course, IN_CLASS, readmesOf } from "./course.ts";

/** How fast a technical text is read, in Latin words and in Japanese letters a minute. */
const READ = { words: 200, letters: 500 };

/** How many lines of code a learner writes in a minute, alone and in class. */
const WRITTEN = { alone: 2, inClass: 4 };

/** Whether the minutes that a step promises are enough to read what it says and to write what it asks. */
export function lintMinutes(step: Step): Problem[] {
  const lines = linesToWrite(step);
  return readmesOf(step).flatMap(({ language, path }) => {
    const page = splitFrontMatter(course.read(path)).body;
    const box = sectionOf(page, IN_CLASS[language]);
    return [
      ...tooShort(path, "minutes", step.minutes, page, lines / WRITTEN.alone),
      ...(box ? tooShort(path, "inClass", step.inClass, box, lines / WRITTEN.inClass) : []),
    ];
  });
}

function tooShort(
  path: string,
  field: "minutes" | "inClass",
  promised: number,
  text: string,
  writing: number,
): Problem[] {
  const reading = readingMinutes(text);
  const needed = Math.ceil((reading + writing) / 5) * 5;
  if (promised >= needed) return [];
  const line = course.lineOf(path, `${field}:`);
  const wrong = `${field} is ${promised}, and reading takes ${reading.toFixed(1)} and writing ${writing.toFixed(1)}`;
  return [{ path, line, wrong, mend: `write ${field}: ${needed}` }];
}

/** How long a text takes to read, in minutes; what is folded is read by those who need it. */
function readingMinutes(markdown: string): number {
  const { letters, words } = countWords(withoutFolded(markdown));
  return letters / READ.letters + words / READ.words;
}

/** How many lines with code in them the README's way adds to the starter; brackets come by themselves. */
function linesToWrite(step: Step): number {
  const starter = starterWork(step);
  return [...endOfPath(step)].reduce((sum, [file, text]) => {
    const added = diffLines(starter.get(file)!, text).filter(({ added: isNew }) => isNew);
    const lines = added.flatMap(({ value }) => value.split("\n"));
    return sum + lines.filter((line) => /\w/.test(line) && !/^\s*(?:\/\/|\/?\*)/.test(line)).length;
  }, 0);
}

/** What stands below a heading, up to the next. */
function sectionOf(page: string, heading: string): string | undefined {
  return page.split(/^## /m).find((section) => section.startsWith(`${heading}\n`));
}
