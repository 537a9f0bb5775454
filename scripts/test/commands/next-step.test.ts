import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";

// A step of part two as it will come: a contract of its own in proto/, two files to edit, a package
// that part one does not load, a command that serves it, and no place in the talk. All that knows of
// it is what it brings, and what `npm run step:new` registers.
const PROTO = "proto/rooms.proto";
const SERVER = "steps/06-rooms/rooms.ts";

let course: CourseCopy;

beforeAll(async () => {
  course = new CourseCopy();
  course.takePages();
  await course.run("step:new", ["06-rooms"]);
  course.overlay("scripts/test/fixtures/next-step");
  const serve = '"rooms": "node scripts/run.cjs scripts/commands/serve.ts rooms",';
  course.write(
    "package.json",
    course.read("package.json").replace('"wire":', `${serve}\n    "wire":`),
  );
  for (const page of ["README.md", "README.ja.md"]) {
    course.write(page, course.read(page).replace("[TODO]", "[rooms]"));
  }
});
afterAll(() => course.remove());

test("the course proves it, the linter first", async () => {
  const { code, output } = await course.run("test", ["06"]);
  expect(output).toContain("Stages of paths that pass as far as they should: 2.");
  expect(output).toContain("Mistakes caught: 3.");
  expect(output).toContain("7 passed, 0 failed");
  expect(code).toBe(0);
});

test("a learner of part one does not meet it", async () => {
  const start = await course.run("start");
  expect(start.output).toContain("Part two, for afterwards: step 6");
  expect(start.output).not.toContain("Rooms");
  course.solve(1);
  expect((await course.run("step:1")).code).toBe(0);
  await course.run("codegen");
  const codegen = await course.run("step:2");
  expect(codegen.output).not.toContain("rooms");
});

test("a learner of part two solves it as any other", async () => {
  const caughtUp = await course.run("solve", ["--to", "5"]);
  expect(caughtUp.code).toBe(0);
  const begun = await course.run("step", ["6"]);
  expect(begun.output).toContain("There is no message Room.");
  expect(begun.code).toBe(1);
  expect((await course.run("hint", ["6"])).output).toContain("A message.");
  expect((await course.run("solve", ["6"])).output).toContain(PROTO);
  expect((await course.run("step", ["6"])).code).toBe(0);
  const { steps } = JSON.parse((await course.run("progress", ["--json"])).output) as {
    steps: { number: number; state: string }[];
  };
  expect(steps.at(-1)).toMatchObject({ number: 6, state: "solved" });
  const server = course.start("rooms", ["--port", "0"]);
  const [, port] = await server.until(/127\.0\.0\.1:(\d+)/);
  expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe("kitchen\nhall");
  await server.stop();
  expect((await course.run("undo")).code).toBe(0);
  expect(course.read(PROTO)).toContain("TODO");
  expect((await course.run("reset", ["6"])).code).toBe(0);
  expect(existsSync(join(course.dir, SERVER))).toBe(true);
});
