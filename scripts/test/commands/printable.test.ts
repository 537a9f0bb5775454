// Text from outside that would steer a terminal, in what commands print.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";

/** Clears the screen, sets the title, deletes, begins the line anew and turns letters round. */
const HOSTILE = "\u001b[2J\u001b]0;mine\u0007\u009b2J\u007f\u202e";

let course: CourseCopy;
beforeAll(() => {
  course = new CourseCopy();
  course.solve(1);
});
afterAll(() => course.remove());

describe("text from outside steers no terminal", () => {
  const contract = 'syntax = "proto3";\npackage chat;\nmessage Note {\n';
  test.each([
    ["a word that there is no step for", "step", [HOSTILE], undefined],
    ["a note, as bytes and as JSON", "wire", ["--name", HOSTILE, "--message", HOSTILE], undefined],
    ["what protoc says", "codegen", [], `${contract}  strin ${HOSTILE} = 1;\n}\n`],
    ["a line of the learner's file", "step:1", [], `${contract}} // ${HOSTILE}\n`],
    ["a name in a contract", "step:1", [], `${contract}  string n = 1; /* ${HOSTILE} */ x\n}\n`],
  ])("%s", async (_what, command, args, text) => {
    if (text !== undefined) course.write("proto/chat.proto", text);
    const { output } = await course.run(command, args);
    expect(output.length).toBeGreaterThan(20);
    expect(output).not.toMatch(/(?![\n\t])[\p{Cc}\u202e]/u);
  });

  test("and JSON stays the same JSON", async () => {
    course.solve(1);
    const { output } = await course.run("wire", ["--name", HOSTILE, "--message", "あ"]);
    const json = /^ *(\{.*\})$/m.exec(output)![1]!;
    expect(JSON.parse(json)).toEqual({ name: HOSTILE, message: "あ" });
  });
});
