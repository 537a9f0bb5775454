import { stripVTControlCharacters } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import { report } from "../guide/report.ts";
import { findSteps } from "../ground/steps.ts";

const [step] = findSteps();

/** The lines of a report that hold the two sides of a comparison, and the caret below. */
function sides(expected: string, actual: string): string[] {
  const failure = { sentence: "It is not so.", isCheck: true, expected, actual };
  const verdict = { outcomes: [], strays: [failure], printed: "" };
  const lines = stripVTControlCharacters(
    report(step!, { verdict, typeErrors: [], solved: false }),
  ).split("\n");
  const at = lines.findIndex((line) => line.startsWith("  expected"));
  return lines.slice(at, at + 3);
}

describe("the caret stands under the first letter that differs", () => {
  test.each([
    ["abc", "abd", 2],
    ["東京タワー", "東京ドーム", 4],
    ["한국 a", "한국 b", 5],
    ["👍🏽👨‍👩‍👧 a", "👍🏽👨‍👩‍👧 b", 5],
    ["か\u3099x", "か\u3099y", 2],
    // These begin with the same half of an emoji, and with the same letter below its mark.
    ["a👍", "a👎", 1],
    ["xe", "xe\u0301", 1],
  ])("%s, %s", (expected, actual, column) => {
    const [, , caret] = sides(expected, actual);
    expect(caret).toBe(`${" ".repeat("  expected  ".length + column)}^`);
  });

  test("and no letter is cut in two where a text is shortened", () => {
    const [expected, actual] = sides(`${"👍".repeat(200)}a`, `${"👍".repeat(200)}b`);
    expect(`${expected}${actual}`).not.toMatch(/\p{Surrogate}/u);
    const long = sides(`x${"👍".repeat(200)}`, `xy${"👍".repeat(200)}`).join("");
    expect(long).not.toMatch(/\p{Surrogate}/u);
  });
});

describe("the line that is shown is in the function that the test accuses", () => {
  // The starter, as the learner's own file may be anything.
  const edit = ["solutions/03-server/starter/server.ts"];
  const server = { ...findSteps().find(({ id }) => id === "03-server")!, edit };

  test.each([
    ["chatStream", "Task 2: Send", /TODO: task 2. Remember the stream/],
    ["sendNote", "Task 2: Send", /TODO: task 2. Send the note/],
    ["sendNote", "Task 4: Forget", /sendNote\(_call, callback\) \{/],
    ["createChatService", "Task 5: Listen", /export function createChatService/],
    ["serve", "Task 5: Listen", /TODO: task 5/],
    // It has been renamed, or never had a name: what is left to do of the task.
    ["gone", "Task 3: Give", /TODO: task 3/],
  ])("%s, %s", (accused, task, line) => {
    const failure = { sentence: "It is not so.", isCheck: true, accused };
    const outcome = { task, title: "it is so", state: "failed" as const, failure };
    const verdict = { outcomes: [outcome], strays: [], printed: "" };
    const shown = report(server, { verdict, typeErrors: [], solved: false });
    expect(stripVTControlCharacters(shown)).toMatch(line);
  });
});

test("a slip that showed outside any test is shown before what the test says", () => {
  const at = { file: "steps/03-server/server.ts", line: 1 };
  const thrown = { sentence: "x is not a function", isCheck: false, isSlip: true, at };
  const failure = { sentence: "It is not so.", isCheck: true };
  const outcome = { task: "Task 4: Forget", title: "it is so", state: "failed" as const, failure };
  const verdict = { outcomes: [outcome], strays: [thrown], printed: "" };
  const shown = stripVTControlCharacters(report(step!, { verdict, typeErrors: [], solved: false }));
  expect(shown).toContain("x is not a function");
  expect(shown).toContain("Edit steps/03-server/server.ts:1");
  expect(shown).toContain("Test: it is so");
  expect(shown).not.toContain("It is not so.");
});

test("in a low terminal the list of tests makes room for the cause", () => {
  const failure = { sentence: "It is not so.", isCheck: true };
  const outcomes = Array.from({ length: 20 }, (_, i) => ({
    task: "Task 1: Answer",
    title: `test ${i}`,
    state: "failed" as const,
    failure,
  }));
  const verdict = { outcomes, strays: [], printed: "" };
  const shown = () =>
    stripVTControlCharacters(report(step!, { verdict, typeErrors: [], solved: false }));
  const { rows } = process.stdout;
  onTestFinished(() => void (process.stdout.rows = rows));
  process.stdout.rows = 40;
  expect(shown()).toMatch(/test 19$/m);
  process.stdout.rows = 20;
  expect(shown()).not.toMatch(/test 19$/m);
  expect(shown()).toMatch(/It is not so[^]*Test: test 0[^]*Task 1: Answer {2}0 of 20/);
});

test("who is told to run a command first is told to edit nothing", () => {
  const failure = { sentence: "gen/ is not there yet. Run `npm run codegen`.", isCheck: true };
  const outcome = {
    task: "Task 9: Generate",
    title: "it is there",
    state: "failed" as const,
    failure,
  };
  const verdict = { outcomes: [outcome], strays: [], printed: "" };
  const shown = report(step!, { verdict, typeErrors: [], solved: false });
  expect(shown).toContain("Test: it is there");
  expect(shown).not.toContain("Edit ");
});

describe("of a name that is not there, the line that imports it is shown", () => {
  const stepOf = (number: number) => findSteps().find((each) => each.number === number)!;

  test.each([
    [2, '`noteToBytes` throws "Note is not defined": …', '{ Note } from "../../gen/chat_pb.js";'],
    [3, "`serve` rejected: Server is not defined", '{ Server } from "@grpc/grpc-js";'],
    // The solution imports of this one the type alone.
    [3, "Note is not defined", '{ Note } from "../../gen/chat_pb.js";'],
    [4, "credentials is not defined", '{ credentials } from "@grpc/grpc-js";'],
    [5, "ChatServer is not defined", '{ ChatServer } from "../../gen/web/chat_pb.js";'],
  ])("step %i: %s", (number, sentence, line) => {
    const failure = { sentence, isCheck: true };
    const verdict = { outcomes: [], strays: [failure], printed: "" };
    const shown = report(stepOf(number), { verdict, typeErrors: [], solved: false });
    expect(shown).toContain(`import ${line}`);
  });

  test.each([
    ["TS2304: Cannot find name 'Code'.", '{ Code } from "@connectrpc/connect";'],
    [
      "TS2304: 'ServiceError' という名前は見つかりません。",
      'type { ServiceError } from "@grpc/grpc-js";',
    ],
    [
      "TS1361: 'import type' を使用してインポートされたため、'Note' は値として使用できません。",
      '{ Note } from "../../gen/chat_pb.js";',
    ],
  ])("also where only the compiler sees it: %s", (message, line) => {
    const outcome = { task: "Task 1: …", title: "it is so", state: "passed" as const };
    const verdict = { outcomes: [outcome], strays: [], printed: "" };
    const error = { file: "steps/05-web/gateway.ts", line: 1, column: 1, message };
    const shown = report(stepOf(5), { verdict, typeErrors: [error], solved: false });
    expect(shown).toContain(`import ${line}`);
  });

  test("but none of a name that the solution does not import", () => {
    for (const sentence of ["Serve is not defined", "it is not so", "x is not defined"]) {
      const verdict = { outcomes: [], strays: [{ sentence, isCheck: true }], printed: "" };
      const shown = report(stepOf(3), { verdict, typeErrors: [], solved: false });
      expect(shown).not.toContain("import {");
    }
  });
});
