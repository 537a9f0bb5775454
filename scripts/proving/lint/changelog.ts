import type { Problem } from "../problem.ts";
import { course } from "./course.ts";

const PAGES = ["CHANGELOG.md", "CHANGELOG.ja.md"];
/** `## [0.2.0] - 2026-12-24`; what has no version yet stands under `## [Unreleased]`. */
const VERSION = /^\[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$/;

/** Whether the newest version that the changelog tells of is package.json's, which `npm run update` names. */
export function lintChangelog(): Problem[] {
  const { version } = JSON.parse(course.read("package.json")) as { version: string };
  return PAGES.flatMap((path) => {
    const newest = course
      .page(path)
      .headings.flatMap(({ text }) => VERSION.exec(text)?.[1] ?? [])
      .at(0);
    if (newest === version) return [];
    const wrong = `its newest version is ${newest ?? "missing"}, and package.json's is ${version}`;
    const mend = `write ## [${version}] - YYYY-MM-DD above what is new in it, or change package.json`;
    return [{ path, line: course.lineOf(path, `[${newest}]`), wrong, mend }];
  });
}
