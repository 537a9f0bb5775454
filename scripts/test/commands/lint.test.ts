import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";

let course: CourseCopy;

beforeEach(() => {
  course = new CourseCopy();
  course.takePages();
});
afterEach(() => course.remove());

/** Replaces what must stand in a file, once. */
function change(path: string, from: string | RegExp, to: string): void {
  const text = course.read(path);
  expect(text, `${path} before`).toMatch(from);
  course.write(path, text.replace(from, to));
}

async function lint(): Promise<{ code: number | null; output: string }> {
  return course.run("test", ["lint"]);
}

describe("what an author forgets is said all at once, each with path, fault and mend", () => {
  test("nothing, in the course as it is", async () => {
    const { code, output } = await lint();
    expect(output).toContain("1 passed, 0 failed");
    expect(code).toBe(0);
  });

  test("in front matter", async () => {
    change("steps/01-proto/README.md", /^minutes: .*$/m, "minutes: long");
    change("steps/02-codegen/README.md", /^title: .*\n/m, "");
    change("steps/03-server/README.ja.md", "freshCode: true", "freshCode: false");
    change("steps/04-client/README.md", "runs:", "run:");
    change("steps/05-web/README.md", "title: ", "title: [");
    renameSync(join(course.dir, "steps/03-server"), join(course.dir, "steps/07-server"));
    const { code, output } = await lint();
    expect(output).toMatch(/steps\/01-proto\/README\.md:3: minutes is not a number above 0: /);
    expect(output).toMatch(/steps\/02-codegen\/README\.md:1: the front matter lacks title: /);
    expect(output).toMatch(/steps\/07-server\/README\.ja\.md:\d+: freshCode is not what it is in /);
    expect(output).toMatch(
      /steps\/04-client\/README\.md:\d+: the front matter has an unknown field run: /,
    );
    expect(output).toMatch(/steps\/05-web\/README\.md:1: the front matter is no YAML/);
    expect(output).toMatch(/steps\/07-server: the steps are not numbered one after another: /);
    expect(output).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });

  test("of a step's files", async () => {
    rmSync(join(course.dir, "solutions/01-proto/chat.proto"));
    course.write("solutions/02-codegen/starter/wire.ts", "export {};\n");
    change("solutions/03-server/server.ts", /^/, "// TODO: later\n");
    course.write("solutions/04-client/mistakes/old.ts", "export {};\n");
    rmSync(join(course.dir, "solutions/04-client/starter/failures.yaml"));
    rmSync(join(course.dir, "steps/05-web/step.test.ts"));
    course.write("solutions/05-web/path/notes.txt", "");
    const { output } = await lint();
    expect(output).toMatch(/solutions\/01-proto\/chat\.proto: it is not there: /);
    expect(output).toMatch(
      /solutions\/02-codegen\/starter\/wire\.ts: nothing in the starter says what is to do: /,
    );
    expect(output).toMatch(/solutions\/03-server\/server\.ts:1: the solution leaves a TODO: /);
    expect(output).toMatch(
      /solutions\/04-client\/mistakes\/old\.ts: nothing in the course knows this file: /,
    );
    expect(output).toMatch(/solutions\/04-client\/starter\/failures\.yaml: it is not there: /);
    expect(output).toMatch(/steps\/05-web\/step\.test\.ts: it is not there: /);
    expect(output).toMatch(
      /solutions\/05-web\/path\/notes\.txt: nothing in the course knows this file: /,
    );
    expect(output).not.toMatch(/^\s+at /m);
  });

  test("in READMEs, tests, paths and mistakes", async () => {
    change("steps/01-proto/README.md", "## Bonus", "## Extra");
    change("steps/01-proto/README.ja.md", /^## 課題2：.*$/m, "## 課題2：別の題");
    change(
      "steps/02-codegen/README.md",
      /<summary>Hint 2[^<]*<\/summary>/,
      "<summary>Help</summary>",
    );
    change("steps/03-server/README.md", /(<summary>Hint 3[\s\S]*?```ts\n)/, "$1const other = 1;\n");
    change("steps/04-client/step.test.ts", /^import "\.\/tests\/task-2\.ts";\n/m, "");
    change("steps/05-web/tests/task-1.ts", /\btest\(/, "test.only(");
    change("solutions/03-server/mistakes/task-2.md", /^- Caught by: .*$/m, "- Caught by: nobody");
    change("solutions/04-client/mistakes/task-2.md", /^- Says: .*\n/m, "");
    change("solutions/05-web/mistakes/task-1.md", /^(```diff\n)(.*)$/m, "$1 no such line\n$2");
    change(
      "steps/02-codegen/README.ja.md",
      /(## おまけ[\s\S]*?<\/summary>)[\s\S]*?<\/details>/,
      "$1</details>",
    );
    change("bench/README.ja.md", "gRPC は速い、", "gRPC は速い、\n");
    change("steps/03-server/README.md", "## In class", "## At home");
    change("steps/04-client/README.md", /(## Questions[\s\S]*?<\/summary>\n\n)- .*\n/, "$1");
    for (const page of ["README.md", "README.ja.md"]) {
      change(`steps/05-web/${page}`, /^minutes: .*\ninClass: .*$/m, "minutes: 5\ninClass: 5");
    }
    change("README.md", /(?<=03-server.*\| +)25/, "26");
    change("README.ja.md", /\(steps\/04-client\/README\.ja\.md\)/, "(steps/04-client/)");
    change("package.json", '"step:2"', '"step:12"');
    change(".vscode/tasks.json", '"step:5"', '"step:55"');
    change("steps/02-codegen/README.md", "To turn a message", "To tunr a message");
    change("steps/02-codegen/README.ja.md", "その場合、", "その場合、、");
    change("steps/kit/watchdog.ts", "無限ループになって", "既に無限ループになって");
    change("scripts/messages/start.ts", "Japanese / ", "Japannese / ");
    change("README.ja.md", "150分", "100分");
    change("scripts/commands/README.md", "`--watch`, ", "");
    change("scripts/commands/README.ja.md", "npm run undo", "npm run redo");
    change("CHANGELOG.ja.md", "[0.1.0]", "[0.0.9]");
    change(".github/workflows/test.yml", /checkout@\w+ # v[\d.]+/, "checkout@v7");
    change(".github/ISSUE_TEMPLATE/3-machine.yml", "--silent doctor", "--silent docter");
    const { output } = await lint();
    expect(output).toMatch(/steps\/02-codegen\/README\.md:\d+: there is no word "tunr": spell it/);
    expect(output).toMatch(/steps\/02-codegen\/README\.ja\.md:\d+: there is `、、`: say it once/);
    expect(output).toMatch(/steps\/kit\/watchdog\.ts:\d+: there is `既に`: say すでに、/);
    expect(output).toMatch(/scripts\/messages\/start\.ts:\d+: there is no word "Japannese"/);
    expect(output).toMatch(
      /CHANGELOG\.ja\.md:\d+: its newest version is 0\.0\.9, and package\.json's/,
    );
    expect(output).toMatch(
      /test\.yml:\d+: `- uses: actions\/checkout@v7` can change without notice/,
    );
    expect(output).toMatch(/README\.ja\.md: it does not promise that part one takes 125 minutes/);
    expect(output).toMatch(
      /commands\/README\.md:\d+: the row of codegen lacks --watch: correct it/,
    );
    expect(output).toMatch(/commands\/README\.ja\.md: no row has npm run undo: write a row/);
    expect(output).toMatch(/3-machine\.yml:\d+: there is no npm run --silent docter/);
    expect(output).toMatch(
      /steps\/01-proto\/README\.md:\d+: where "Bonus" should be, there is "Extra"/,
    );
    expect(output).toMatch(
      /the tests' "課題2：.*" is no heading of steps\/01-proto\/README\.ja\.md: there it is "課題2：別の題"/,
    );
    expect(output).toMatch(
      /steps\/02-codegen\/README\.md:\d+: "Task 1: .*" has 3 hints .*: three <details>/,
    );
    expect(output).toMatch(
      /steps\/03-server\/README\.md:\d+: the last hint of "Task 1: .*" says `const other = 1;`/,
    );
    expect(output).toMatch(
      /steps\/04-client\/step\.test\.ts: it imports .*: import each task's file once/,
    );
    expect(output).toMatch(
      /steps\/05-web\/tests\/task-1\.ts:\d+: test\.only leaves tests out: remove it/,
    );
    expect(output).toMatch(
      /mistakes\/task-2\.md:\d+: .* is to be caught by "nobody", and no test is called so/,
    );
    expect(output).toMatch(/mistakes\/task-2\.md:\d+: .* says nothing under Says: add a line/);
    expect(output).toMatch(
      /mistakes\/task-1\.md:\d+: the old lines of this hunk .* are not in .*: write them/,
    );
    expect(output).toMatch(
      /steps\/02-codegen\/README\.ja\.md:\d+: "おまけ" has no answer: close it with one <details>/,
    );
    expect(output).toMatch(/bench\/README\.ja\.md:\d+: a paragraph is broken into lines/);
    expect(output).toMatch(/where "In class" should be, there is "At home"/);
    expect(output).toMatch(
      /steps\/04-client\/README\.md:\d+: "Questions to think about" asks 4 questions and answers 3/,
    );
    expect(output).toMatch(
      /steps\/05-web\/README\.md:3: minutes is 5, and reading takes [\d.]+ and writing [\d.]+: write minutes: \d+/,
    );
    expect(output).toMatch(/steps\/05-web\/README\.md:4: inClass is 5, and reading takes/);
    expect(output).toMatch(/README\.md:\d+: the row of step 3 does not end in its minutes, 25/);
    expect(output).toMatch(/README\.ja\.md: no row of a table leads to step 4/);
    expect(output).toMatch(/package\.json: there is no step:2 for 02-codegen: write/);
    expect(output).toMatch(/package\.json:\d+: step:12 is for a step that there is not/);
    expect(output).toMatch(/\.vscode\/tasks\.json: the editor has no task for step 5/);
    expect(output).not.toMatch(/^\s+at /m);
  });
});

describe("a page in a third language", () => {
  test("has the parts of the English one, in words of its own", async () => {
    const path = "steps/01-proto/README.de.md";
    course.write(path, course.read("steps/01-proto/README.md"));
    change(path, /^# .*$/m, "# Schritt eins: der Vertrag");
    expect((await lint()).output).toContain("1 passed, 0 failed");
    change(path, /^## Bonus$/m, "### Bonus");
    expect((await lint()).output).toMatch(
      /✗ steps\/01-proto\/README\.de\.md.*: its headings' depths are not those of steps\/01-proto\/README\.md/,
    );
  });
});

describe("a new step", () => {
  test("works, and the linter finds nothing in it but what is to be written", async () => {
    const made = await course.run("step:new", ["06-presence"]);
    expect(made.code).toBe(0);
    const { output } = await lint();
    const problems = output.split("\n").filter((line) => line.startsWith("✗"));
    expect(problems.length).toBeGreaterThan(5);
    expect(problems.filter((line) => !/TODO/.test(line))).toEqual([]);
  });

  test("is the next one, or none", async () => {
    for (const id of ["08-presence", "6-presence", "06-Presence", "06"]) {
      const { code, output } = await course.run("step:new", [id]);
      expect(output).toContain("06-name");
      expect(code).toBe(2);
    }
    expect(existsSync(join(course.dir, "steps/08-presence"))).toBe(false);
  });
});
