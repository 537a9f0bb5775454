import { readChange, type Change } from "./change.ts";
import { CourseError } from "./problem.ts";

/** A part of a page of changes: what stands below one heading. */
export interface Section {
  /** The page, relative to the repository, with `/`, and where the section begins and ends in it. */
  path: string;
  first: number;
  last: number;
  /** The heading's words. */
  title: string;
  /** The paragraphs between the heading and the fields. */
  prose: string[];
  /** `- Name: value` lines; of `File` only the last. */
  fields: Record<string, string>;
  /** A `diff` block each. */
  changes: Change[];
}

/**
 * Reads the sections of a page whose headings have a given depth: what is written in
 * `solutions/NN-name/path/` and in `solutions/NN-name/mistakes/`.
 *
 * @param markdown the page
 * @param path its path in the repository
 * @param depth how many `#` a section's heading begins with
 * @param file the file that a block changes if no `- File:` line before it names another
 * @throws CourseError for a block that cannot be read
 */
export function readSections(
  markdown: string,
  path: string,
  depth: number,
  file: string,
): Section[] {
  const sections: Section[] = [];
  const heading = new RegExp(`^#{${depth}} (.+)$`);
  const lines = markdown.split("\n");
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    const title = heading.exec(line)?.[1]?.trim();
    if (title) {
      const here = index + 1;
      sections.push({ path, first: here, last: here, title, prose: [], fields: {}, changes: [] });
      continue;
    }
    const section = sections.at(-1);
    if (!section) continue;
    if (line.trim()) section.last = index + 1;
    const [, name, value] = /^- (\w[\w ]*): (.+)$/.exec(line) ?? [];
    if (name) section.fields[name] = value!.trim();
    else if (line.startsWith("```diff")) index = readBlock(section, lines, index, file);
    else if (line.trim()) section.prose.push(line);
  }
  return sections;
}

/** Reads a `diff` block. Returns the index of its last line. */
function readBlock(section: Section, lines: string[], fence: number, file: string): number {
  const at = { path: section.path, line: fence + 1 };
  const end = lines.indexOf("```", fence + 1);
  if (end < 0)
    throw new CourseError({ ...at, wrong: "this block is never closed", mend: "add ```" });
  const target = section.fields.File ?? file;
  const body = lines.slice(fence + 1, end);
  section.changes.push(readChange(target, body, { ...at, line: fence + 2 }));
  section.last = end + 1;
  return end;
}
