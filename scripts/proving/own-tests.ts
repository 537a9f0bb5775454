import { readdirSync } from "node:fs";
import { join, sep } from "node:path";
import { findBrowser } from "../ground/browser.ts";
import { ROOT } from "../ground/paths.ts";
import { Judge } from "../judging/judge.ts";
import { messages } from "../messages/index.ts";

/** What `npm run test:commands` runs, which drives the commands as a learner would; and no tests of ours. */
const OTHERS = /^scripts\/test\/(commands|fixtures)\//;

/** The course's own tests that `npm test` runs, relative to the repository, with `/`. */
export function findOwnTests(): string[] {
  return readdirSync(join(ROOT, "scripts"), { recursive: true, encoding: "utf8" })
    .map((name) => `scripts/${name.split(sep).join("/")}`)
    .filter((name) => name.endsWith(".test.ts") && !OTHERS.test(name))
    .sort();
}

/**
 * Runs some of the course's own tests.
 *
 * @returns the sentences of those that failed, and how many passed
 */
export async function runOwnTests(files: string[]): Promise<{ passed: number; wrong: string[] }> {
  const hasBrowser = findBrowser() !== undefined;
  if (!hasBrowser) console.log(messages.course.noBrowser);
  const possible = files.filter((name) => hasBrowser || !/\/browser[^/]*$/.test(name));
  const paths = possible.map((name) => join(ROOT, name));
  const judge = new Judge(ROOT, paths, "en", { project: "course" });
  const verdicts = await judge.run().finally(() => judge.close());
  const wrong = verdicts.flatMap(({ outcomes, strays }, index) => [
    ...strays.map(({ sentence }) => `${possible[index]}: ${sentence}`),
    ...outcomes
      .filter(({ state }) => state !== "passed")
      .map(
        ({ title, state, failure }) =>
          `${possible[index]}: ${title}: ${failure?.sentence ?? state}`,
      ),
  ]);
  const passed = verdicts
    .flatMap(({ outcomes }) => outcomes)
    .filter(({ state }) => state === "passed").length;
  return { passed, wrong };
}
