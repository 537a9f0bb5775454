import { afterAll, beforeAll, expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";

const CONTRACT = "proto/chat.proto";
const SERVER = "steps/03-server/server.ts";

let course: CourseCopy;
beforeAll(() => {
  course = new CourseCopy();
});
afterAll(() => course.remove());

test("solve --to solves every step up to one; one undo gives all back, and the next says so", async () => {
  const starter = course.read(SERVER);
  course.write(CONTRACT, "// mine\n");
  const { code, output } = await course.run("solve", ["--to", "３"]);
  expect(code).toBe(0);
  expect(output).toContain("Next: npm run codegen, then npm start");
  expect((await course.run("start")).output).toContain("Now: step 4");
  expect(course.read(CONTRACT)).toBe(course.read("solutions/01-proto/chat.proto"));
  expect(course.read(SERVER)).toBe(course.read("solutions/03-server/server.ts"));
  expect(course.read("steps/04-client/client.ts")).toContain("TODO");

  const undone = await course.run("undo");
  expect(undone.output).toContain(SERVER);
  expect([course.read(CONTRACT), course.read(SERVER)]).toEqual(["// mine\n", starter]);
  const again = await course.run("undo");
  expect(again).toMatchObject({ code: 0 });
  // What solve had written was replaced by the undo, and is kept.
  expect(again.output).toMatch(/nothing to undo now\. .*kept in \.workshop\/saves/);
});

test("solve --to leaves what a learner has solved as it is", async () => {
  const mine = `// My own.\n${course.read("solutions/01-proto/chat.proto")}`;
  course.write(CONTRACT, mine);
  expect(await course.run("step", ["1"])).toMatchObject({ code: 0 });
  const { output } = await course.run("solve", ["--to", "2"]);
  expect(output).toContain(`Solved already, and left as you have it: ${CONTRACT}\n`);
  expect(course.read(CONTRACT)).toBe(mine);
  expect(course.read("steps/02-codegen/wire.ts")).toBe(course.read("solutions/02-codegen/wire.ts"));
  const nothing = await course.run("solve", ["--to", "1"]);
  expect(nothing.output).toBe(
    `Solved already, and left as you have it: ${CONTRACT}\nNext: npm start\n`,
  );
  await course.run("undo");
});

test("what solve says is next turns green, also where the generated code is not there yet", async () => {
  course.solve(1);
  const next = async () => /^Next: (.*)$/m.exec((await course.run("solve", ["2"])).output)?.[1];
  expect(await next()).toBe("npm run codegen, then npm run step:2");
  expect(await course.run("codegen")).toMatchObject({ code: 0 });
  expect(await course.run("step", ["2"])).toMatchObject({ code: 0 });
  expect(await next()).toBe("npm run step:2");
});
