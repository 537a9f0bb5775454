// Text from outside that would steer a terminal, in what commands print.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";

/** Clears the screen, sets the title, deletes, begins the line anew and turns letters round. */
const HOSTILE = "\u001b[2J\u001b]0;mine\u0007\u009b2J\u007f\u202e";

const STEERS = /(?![\n\t])[\p{Cc}\u202e]/u;

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
    ["a difference to the solution", "diff", ["1"], `${contract}} // ${HOSTILE}\n`],
    ["a name in a contract", "step:1", [], `${contract}  string n = 1; /* ${HOSTILE} */ x\n}\n`],
  ])("%s", async (_what, command, args, text) => {
    if (text !== undefined) course.write("proto/chat.proto", text);
    const { output } = await course.run(command, args);
    expect(output.length).toBeGreaterThan(20);
    expect(output).not.toMatch(STEERS);
  });

  // Windows has no such names.
  test.skipIf(process.platform === "win32")("the name of a file", async () => {
    course.solve(1);
    const name = `proto/a${HOSTILE}.proto`;
    course.write(name, `${contract}}\n`.replace("package chat", "package other"));
    const { code, output } = await course.run("codegen");
    rmSync(join(course.dir, name));
    expect(code, output).toBe(0);
    expect(output).toContain("proto/a\\u001b[2J");
    expect(output).not.toMatch(STEERS);
  });

  test("a record that none of the course's commands has made", async () => {
    const [save, file] = [".workshop/saves/0001-solve", `steps/${HOSTILE}.ts`];
    course.write(`${save}/${file}`, "");
    const records = [
      { command: HOSTILE, files: ["proto/chat.proto"] },
      { command: "solve", files: [file] },
    ];
    for (const record of records) {
      course.write(`${save}/save.json`, JSON.stringify({ at: "", ...record }));
      course.write(".workshop/saves/journal.json", JSON.stringify({ undoable: ["0001-solve"] }));
      const { code, output } = await course.run("undo");
      expect(output).toContain("no longer there, or damaged");
      expect(output).not.toMatch(STEERS);
      expect(code).toBe(2);
    }
    rmSync(join(course.dir, ".workshop"), { recursive: true });
  });

  test("and JSON stays the same JSON", async () => {
    course.solve(1);
    const { output } = await course.run("wire", ["--name", HOSTILE, "--message", "あ"]);
    const json = /^ *(\{.*\})$/m.exec(output)![1]!;
    expect(JSON.parse(json)).toEqual({ name: HOSTILE, message: "あ" });
  });
});
