import { afterEach, beforeEach, expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";
import { Terminal } from "../support/terminal.ts";

const PAGE = "solutions/01-proto/mistakes/task-2.md";

let course: CourseCopy;

beforeEach(() => {
  course = new CourseCopy();
});
afterEach(() => course.remove());

/** Starts `npm run mistake` on a terminal, and gives the file that it asks to edit. */
async function author(name: string): Promise<{ terminal: Terminal; file: string }> {
  const terminal = new Terminal(course.dir, [...course.words("mistake"), "1", name]);
  const [, file] = await terminal.until(/Edit (\S+\.proto): each save/);
  return { terminal, file: file! };
}

test("what is edited is judged at each save and written back, its words as they were", async () => {
  const before = course.read(PAGE);
  const name = /^## (\S+)$/m.exec(before)![1]!;
  const { terminal, file } = await author(name);
  const own = course.read(file);
  // A comment moves nothing in the verdict, and must stand in the difference.
  course.write(file, own.replace(/^syntax .*$/m, "$& // of mine"));
  await terminal.until(/The difference is in solutions\/01-proto\/mistakes\/task-2\.md/);
  await terminal.until(/This is as it should be/);
  const after = course.read(PAGE);
  expect(after).toContain("// of mine");
  expect(after.replace(/```diff[\s\S]*?```/, "")).toBe(before.replace(/```diff[\s\S]*?```/, ""));
  terminal.press("\u0003");
  expect(await terminal.ended, terminal.raw).toBe(0);
});

test("a new name begins a new mistake, in the page of the task whose test catches it", async () => {
  const { terminal, file } = await author("brand-new");
  course.write(file, course.read(file).replace("string message = 2;", "bytes message = 2;"));
  await terminal.until(/The difference is in (solutions\/01-proto\/mistakes\/task-\d\.md)/);
  const section = course.read(PAGE).split("## brand-new\n")[1]!;
  expect(section).toMatch(/TODO[\s\S]*- Caught by: .+\n- Says: .+\n/);
  expect(section).toMatch(/^-\s*string message = 2;\n\+\s*bytes message = 2;$/m);
  terminal.press("\u0003");
  await terminal.ended;
});

test("without a terminal it judges once; what is kept as a file it does not lay out", async () => {
  const name = /^## (\S+)$/m.exec(course.read(PAGE))![1]!;
  expect((await course.run("mistake", ["1", name])).code).toBe(0);
  const { code, output } = await course.run("mistake", ["1", "solution"]);
  expect(output).toContain("solutions/01-proto/");
  expect(code).toBe(2);
});
