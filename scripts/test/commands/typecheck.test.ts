import { execFileSync } from "node:child_process";
import { cpSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { installExtras } from "../../ground/extras.ts";
import { ROOT } from "../../ground/paths.ts";
import { CourseCopy } from "../support/course-copy.ts";

let course: CourseCopy;
beforeAll(async () => {
  course = new CourseCopy();
  for (const folder of ["slides", "bench"]) {
    await installExtras(folder);
    const source = join(ROOT, folder);
    const filter = (path: string) => basename(path) !== "node_modules";
    cpSync(source, join(course.dir, folder), { recursive: true, filter });
    const packages = join(source, "node_modules");
    symlinkSync(packages, join(course.dir, folder, "node_modules"), "junction");
  }
  course.write(".gitignore", "node_modules\ngen/\n.workshop/\n");
  execFileSync("git", ["init", "--quiet"], { cwd: course.dir });
});
afterAll(() => course.remove());

const WRONG = '\nexport const wrong: number = "text";\n';

function append(file: string, text: string): void {
  course.write(file, course.read(file) + text);
}

test("what a learner wrote, and code that is stale, have no part in it", async () => {
  append("steps/03-server/server.ts", WRONG);
  append("proto/chat.proto", "not a contract");
  course.write("gen/chat_pb.d.ts", "not generated");
  const { code, output } = await course.run("typecheck");
  expect(output).toContain("Everything compiles");
  expect(code).toBe(0);
});

test("an error anywhere fails it, under the name that the file has in the repository", async () => {
  const messages = "scripts/messages/judge.ts";
  course.write(messages, course.read(messages).replace(/ {4}processEnded:\s+"テスト.*",\n/, ""));
  append("scripts/test/report.test.ts", "const unused = 1;\n");
  const files = [
    "scripts/run.cjs",
    "vitest.config.ts",
    "slides/lib/deck.ts",
    "bench/lib/chart.ts",
    "steps/kit/say.ts",
    "steps/03-server/step.test.ts",
    "steps/05-web/page/words.ts",
    "solutions/03-server/server.ts",
    "solutions/03-server/starter/server.ts",
  ];
  for (const file of files.slice(1)) append(file, WRONG);
  append("scripts/run.cjs", "/** @type {number} */ exports.wrong = 'text';\n");
  course.write("slides/new/forgotten.test.ts", WRONG);
  const { code, output } = await course.run("typecheck");
  expect(code).toBe(1);
  const named = output.match(/^[\w./-]+(?=:\d+:\d+ TS\d+: )/gm);
  expect(named?.sort()).toEqual(
    [messages, "scripts/test/report.test.ts", "slides/new/forgotten.test.ts", ...files].sort(),
  );
});
