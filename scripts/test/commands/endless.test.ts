import { afterAll, beforeAll, expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";

// A file of its own: it mostly waits, while other files are run.
let course: CourseCopy;
beforeAll(() => {
  course = new CourseCopy();
});
afterAll(() => course.remove());

test("step:N ends by itself when the learner's code never does", async () => {
  course.solve(1, 3, 4);
  expect(await course.run("codegen")).toMatchObject({ code: 0 });
  const append = (file: string, code: string) =>
    course.write(file, `${course.read(file)}\n${code}\n`);
  append("steps/03-server/server.ts", "for (;;);");
  append("steps/04-client/client.ts", "await new Promise(() => {});");
  // What else speaks on standard error is not taken for the cause.
  const env = { NODE_EXTRA_CA_CERTS: "/nonexistent.pem", NODE_OPTIONS: "--inspect=0" };
  const [loop, wait] = await Promise.all([
    course.run("step:3", [], env),
    course.run("step:4", [], env),
  ]);
  expect(loop.code).toBe(1);
  expect(loop.output).toMatch(/^✗ .* endless loop/m);
  expect(wait.code).toBe(1);
  expect(wait.output).toMatch(/^✗ .*`await` outside any function/m);
});
