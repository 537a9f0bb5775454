// A learner's own files, and what systems and editors leave, change nothing in what commands do.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CourseCopy, type Finished } from "../support/course-copy.ts";

let course: CourseCopy;
let before: { step1: Finished; steps: unknown };
beforeAll(async () => {
  course = new CourseCopy();
  course.solve(1, 2, 3);
  expect(await course.run("codegen")).toMatchObject({ code: 0 });
  before = { step1: await course.run("step:1"), steps: await steps() };
});
afterAll(() => course.remove());

async function steps(): Promise<unknown> {
  const { output } = await course.run("progress", ["--json"]);
  return JSON.parse(output).steps.map(({ id, state }: Record<string, string>) => [id, state]);
}

test("commands do the same with them as without", async () => {
  for (const file of [
    // macOS on a drive of another system, its Finder, Windows' Explorer.
    "proto/._chat.proto",
    "steps/._03-server",
    "steps/03-server/._server.ts",
    "steps/03-server/._step.test.ts",
    "steps/03-server/tests/._notes.ts",
    ...["gen", "gen/web", "proto", "steps", "steps/03-server", "solutions", ".workshop"].map(
      (folder) => `${folder}/.DS_Store`,
    ),
    "gen/Thumbs.db",
    // Editors.
    "proto/chat.proto~",
    "proto/#chat.proto#",
    "steps/03-server/.server.ts.swp",
    // The learner's own.
    "steps/06-bonus/bonus.ts",
    "steps/07-notes.md",
    "steps/mine/README.md",
  ]) {
    course.write(file, "\0 no code");
  }
  course.write("steps/03-server/mine.test.ts", 'throw new Error("mine");\n');
  course.write("steps/03-server/scratch.ts", "not finished(\n");
  course.write("steps/03-server/notes/try.ts", "export const wrong: number = 'text';\n");
  for (const copy of ["03-server copy", "03-server-backup"]) {
    cpSync(join(course.dir, "steps/03-server"), join(course.dir, "steps", copy), {
      recursive: true,
    });
  }
  // Windows gives links only to those who may make them.
  if (process.platform !== "win32") {
    for (const lock of ["proto/.#chat.proto", "steps/03-server/.#server.ts", "steps/.#x"]) {
      symlinkSync("me@machine.1234:1", join(course.dir, lock));
    }
    mkdirSync(join(course.dir, "proto/sub"));
    symlinkSync("nowhere", join(course.dir, "proto/sub/gone.proto"));
  }

  expect(await course.run("step:1")).toEqual(before.step1);
  const codegen = await course.run("codegen");
  expect(codegen).toMatchObject({ code: 0 });
  expect(codegen.output).not.toMatch(/\._chat|\.#chat|gone/);
  const step3 = await course.run("step:3");
  expect(step3).toMatchObject({ code: 0 });
  expect(step3.output).not.toMatch(/mine|scratch|try\.ts/);
  expect(await steps()).toEqual(before.steps);
  expect(await course.run("start")).toMatchObject({ code: 0 });
  expect(await course.run("reset", ["3"])).toMatchObject({ code: 0 });
  expect(await course.run("undo")).toMatchObject({ code: 0 });
  for (const own of ["steps/03-server/mine.test.ts", "steps/03-server-backup/server.ts"]) {
    expect(existsSync(join(course.dir, own))).toBe(true);
  }
});

test("a file of somebody's own in gen/ is never replaced, hidden or not", async () => {
  for (const file of ["gen/.env", "gen/.git/HEAD", "gen/mine.ts"]) {
    course.write(file, "mine");
    const { code, output } = await course.run("codegen");
    expect(output).toContain("is not from an earlier run");
    expect(code).toBe(1);
    rmSync(join(course.dir, file));
  }
});

// Windows gives links only to those who may make them.
test.skipIf(process.platform === "win32").each([
  [
    "the learner's file",
    "steps/03-server/server.ts",
    1,
    /^✗ steps\/03-server\/server\.ts is a link to .*server\.ts\. Node loads it from there/m,
  ],
  ["gen/", "gen", 2, /^gen\/ is a link to .*gen, from where .*\n {2}rm gen$/m],
])("%s as a link that leads out of the course is named as one", async (_, name, code, said) => {
  const outside = mkdtempSync(join(tmpdir(), "outside-"));
  const [own, target] = [join(course.dir, name), join(outside, basename(name))];
  cpSync(own, target, { recursive: true });
  rmSync(own, { recursive: true });
  symlinkSync(target, own);
  try {
    const tried = await course.run("step:3");
    expect(tried.output).toMatch(said);
    expect(tried.code).toBe(code);
  } finally {
    unlinkSync(own);
    cpSync(target, own, { recursive: true });
    rmSync(outside, { recursive: true });
  }
});
