import { isDeepStrictEqual } from "node:util";
import { splitFrontMatter } from "../../ground/front-matter.ts";
import type { Problem } from "../problem.ts";
import { course } from "./course.ts";

/** What a front matter may hold: whether it must, and what it must be like. */
const FIELDS: Record<string, { isNeeded: boolean; like: string; is: (value: unknown) => boolean }> =
  {
    title: { isNeeded: true, like: "a text", is: (value) => typeof value === "string" },
    minutes: { isNeeded: true, like: "a number above 0", is: (value) => Number(value) > 0 },
    inClass: { isNeeded: false, like: "a number above 0", is: (value) => Number(value) > 0 },
    part: { isNeeded: false, like: "1 or 2", is: (value) => value === 1 || value === 2 },
    freshCode: {
      isNeeded: false,
      like: "true or false",
      is: (value) => typeof value === "boolean",
    },
    edit: { isNeeded: true, like: "a list of paths", is: isListOfTexts },
    runs: {
      isNeeded: false,
      like: "paths by the names of npm scripts",
      is: (value) =>
        typeof value === "object" && value !== null && isListOfTexts(Object.values(value)),
    },
  };

/** Whether the steps can be found, and registered in both languages. */
export function lintFrontMatter(): Problem[] {
  const folders = course.names("steps").filter((name) => /^\d\d-.*\/$/.test(name));
  const ids = folders.map((name) => name.slice(0, -1)).filter((id) => isStep(id));
  return [...ids.flatMap(readingsOf), ...lintNumbers(ids)];
}

/** A folder without any README and without a solution is somebody's own. */
function isStep(id: string): boolean {
  return (
    course.has(`solutions/${id}`) ||
    course.has(`steps/${id}/README.md`) ||
    course.has(`steps/${id}/README.ja.md`)
  );
}

function readingsOf(id: string): Problem[] {
  const [english, japanese] = ["README.md", "README.ja.md"].map((name) => `steps/${id}/${name}`);
  const missing = [english!, japanese!].filter((path) => !course.has(path));
  if (missing.length > 0) {
    return missing.map((path) => ({
      path,
      wrong: "it is not there",
      mend: `write it; solutions/${id}/ makes this folder a step`,
    }));
  }
  const [ours, theirs] = [read(english!), read(japanese!)];
  return [...ours.problems, ...theirs.problems, ...differences(ours, theirs)];
}

interface Reading {
  path: string;
  fields: Record<string, unknown>;
  problems: Problem[];
}

function read(path: string): Reading {
  let fields: Record<string, unknown>;
  try {
    ({ frontMatter: fields } = splitFrontMatter(course.read(path)));
  } catch (error) {
    const wrong = `the front matter is no YAML (${(error as Error).message.split("\n")[0]})`;
    return { path, fields: {}, problems: [{ path, line: 1, wrong, mend: "correct it" }] };
  }
  const problems: Problem[] = [];
  for (const [name, { isNeeded, like, is }] of Object.entries(FIELDS)) {
    const value = fields[name];
    if (value === undefined && !isNeeded) continue;
    if (value !== undefined && is(value)) continue;
    const wrong = value === undefined ? `the front matter lacks ${name}` : `${name} is not ${like}`;
    const line = course.lineOf(path, `${name}:`) ?? 1;
    problems.push({ path, line, wrong, mend: `write \`${name}:\` with ${like}` });
  }
  for (const name of Object.keys(fields).filter((each) => !Object.hasOwn(FIELDS, each))) {
    const wrong = `the front matter has an unknown field ${name}`;
    const mend = `use one of ${Object.keys(FIELDS).join(", ")}`;
    problems.push({ path, line: course.lineOf(path, `${name}:`), wrong, mend });
  }
  return { path, fields, problems };
}

/** Only the title is in the reader's language. */
function differences(english: Reading, japanese: Reading): Problem[] {
  return Object.keys(FIELDS)
    .filter((name) => name !== "title")
    .filter((name) => !isDeepStrictEqual(english.fields[name], japanese.fields[name]))
    .map((name) => ({
      path: japanese.path,
      line: course.lineOf(japanese.path, `${name}:`) ?? 1,
      wrong: `${name} is not what it is in ${english.path}`,
      mend: "write the same in both",
    }));
}

function lintNumbers(ids: string[]): Problem[] {
  return ids.flatMap((id, index) => {
    const wanted = String(index + 1).padStart(2, "0");
    if (id.startsWith(`${wanted}-`)) return [];
    const wrong = "the steps are not numbered one after another";
    return [{ path: `steps/${id}`, wrong, mend: `this one would be ${wanted}${id.slice(2)}` }];
  });
}

function isListOfTexts(value: unknown): boolean {
  return (
    Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "string")
  );
}
