import { existsSync } from "node:fs";
import { join } from "node:path";
import { credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readLine } from "../../board/code-line.ts";
import { BoardClient, METADATA } from "../../board/contract.ts";
import { type Board, startBoard } from "../../board/server.ts";
import { countTests, findSteps } from "../../ground/steps.ts";
import { CourseCopy } from "../support/course-copy.ts";
import { Terminal } from "../support/terminal.ts";

const CODE = "K7M-QX4";

let course: CourseCopy;
let board: Board;
let terminal: Terminal | undefined;
beforeEach(async () => {
  course = new CourseCopy();
  board = await startBoard("127.0.0.1", 0, CODE);
});
afterEach(async () => {
  terminal?.kill();
  await terminal?.ended;
  await board.close();
  course.remove();
});

const address = () => `127.0.0.1:${board.port}`;
const standings = () => board.room.view().tiles.map(({ standing }) => standing);
const until = (read: () => unknown) => expect.poll(read, { timeout: 120_000 });

function sayNow(step: number, minutes: number): Promise<void> {
  const stub = new BoardClient(address(), credentials.createInsecure()) as any;
  const metadata = new Metadata();
  metadata.set(METADATA.key, board.key);
  const now = { step, secondsLeft: 60 * minutes };
  return new Promise<void>((resolve, reject) => {
    stub.Instruct({ now }, metadata, (error: ServiceError | null) =>
      error ? reject(error) : resolve(),
    );
  }).finally(() => stub.close());
}

test("who joins is shown what is sent, reports with each command, and leaves", async () => {
  const joined = await course.run("join", [address(), CODE, "--as", "hanako"]);
  expect(joined.output).toMatch(/"nickname": "hanako"[^]*You have joined/);
  expect(joined.code).toBe(0);
  expect(standings()).toMatchObject([{ nickname: "hanako", step: 1, total: 0, hints: 0 }]);

  expect((await course.run("step", ["1"])).code).toBe(1);
  await until(() => standings()[0]?.failingNumber).toBe(1);
  await course.run("hint", ["1"]);
  await until(() => standings()[0]?.hints).toBe(1);
  await course.run("solve", ["1"]);
  await until(() => standings()[0]?.solvedBy).toBe("BY_SOLVE");

  expect((await course.run("leave")).output).toContain("it has forgotten you");
  expect(standings()).toEqual([]);
  await course.run("step", ["1"]);
  expect(existsSync(join(course.dir, ".workshop", "board-standing.json"))).toBe(false);
});

test("join tells nothing, and shows nothing, until the board has been found to know the code", async () => {
  const wrong = await course.run("join", [address(), "AAA-AAA", "--as", "hanako"]);
  expect(wrong).toEqual({
    code: 1,
    output: "The board does not know the code AAA-AAA: look at the screen again.\n",
  });
  expect(existsSync(join(course.dir, ".workshop", "board.json"))).toBe(false);
  const taken = await course.run("join", [address(), CODE, "--as", "hanako"]);
  expect(taken.output).toContain('"nickname": "hanako"');
});

test("who joins in the middle of a step is on the board as far as the tests say", async () => {
  course.write("proto/chat.proto", 'syntax = "proto3";\n');
  const { output } = await course.run("join", [address(), CODE, "--as", "hanako"]);
  const total = countTests(findSteps()[0]!);
  expect(standings()).toMatchObject([{ total, solvedBy: "NOT_SOLVED" }]);
  expect(output).toContain(`"total": ${total}`);
  expect(standings()[0]?.passed).toBeGreaterThan(0);
  expect(standings()[0]?.failingNumber).toBeGreaterThan(1);
});

test("what is solved counts all its tests, on the board, in the line and in the file", async () => {
  course.solve(1);
  expect((await course.run("step", ["1"])).code).toBe(0);
  await course.run("join", [address(), CODE, "--as", "hanako"]);
  const file = JSON.parse((await course.run("progress", ["--json"])).output);
  const { passed, total } = file.steps[0].tests;
  expect(passed).toBe(total);
  // As many as step:1 has just run.
  const { output } = await course.run("step", ["1"]);
  expect(output).toContain(`(${total} of ${total} tests pass)`);
  const line = (await course.run("progress", ["--code"])).output.trim();
  expect(readLine(line)).toMatchObject({ step: 1, passed, total, solvedBy: "BY_SOLVE" });
  await course.run("solve", ["1"]);
  await until(() => standings()[0]).toMatchObject({ step: 1, passed, total });
});

test("tests that pass are no solved step while the types are wrong", async () => {
  course.solve(1, 2);
  await course.run("codegen");
  await course.run("join", [address(), CODE, "--as", "hanako"]);
  const wire = course.read("steps/02-codegen/wire.ts");
  course.write("steps/02-codegen/wire.ts", `${wire}\nexport const odd: string = 1;\n`);
  expect((await course.run("step", ["2"])).code).toBe(1);
  const passed = countTests(findSteps()[1]!);
  await until(() => standings()[0]).toMatchObject({ step: 2, passed, solvedBy: "NOT_SOLVED" });
});

test("npm start raises a hand, reports what is saved, and shows where the room is", async () => {
  await course.run("join", [address(), CODE, "--as", "花子"]);
  terminal = new Terminal(course.dir, course.words("start"));
  await terminal.until(/\? raise hand · q quit/);
  await until(() => standings()[0]?.failingNumber).toBe(1);
  terminal.press("?");
  await terminal.until(/Your hand is up[^]*\? lower hand/);
  await until(() => standings()[0]?.hand).toBe(true);
  terminal.press("?");
  await terminal.until(/Your hand is down[^]*\? raise hand/);
  await until(() => standings()[0]?.hand).toBe(false);
  await sayNow(2, 20);
  await terminal.until(/The room is at step 2, for 20 more min\./);
  course.solve(1);
  await terminal.until(/Step 1 is solved[^]*The room is at step 2/);
  await until(() => standings()[0]?.solvedBy).toBe("BY_SOLVE");
});

test("without the board every command does what it did, and join says the way out", async () => {
  await course.run("join", [address(), CODE, "--as", "hanako"]);
  const gone = address();
  await board.close();
  const { code, output } = await course.run("step", ["1"]);
  expect(code).toBe(1);
  expect(output).not.toMatch(/board|UNAVAILABLE/i);
  const refused = await course.run("join", [gone, CODE]);
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(/Nothing listens at [^]*progress -- --code/);
  const line = (await course.run("progress", ["--code"])).output.trim();
  expect(readLine(line)).toMatchObject({ nickname: "hanako", step: 1, solvedBy: "NOT_SOLVED" });
  // Nobody is told of a hand that no board has seen.
  terminal = new Terminal(course.dir, course.words("start"));
  await terminal.until(/\? raise hand/);
  terminal.press("?");
  await terminal.until(/Your hand is up[^]*has\s+not\s+answered\s+yet/);
});

test("a file that is not there is told from one that progress has not made", async () => {
  course.write("other.json", "{}");
  const gone = await course.run("board", ["--import", "gone.json"]);
  expect(gone).toEqual({ code: 2, output: "There is no file gone.json.\n" });
  const other = await course.run("board", ["--import", "other.json"]);
  expect(other.output).toMatch(/^other\.json is not what npm run .* prints/);
  // Where no shell has done so, the command finds what a * stands for.
  const starred = await course.run("board", ["--import", "o*.json"]);
  expect(starred.output).toBe(other.output);
  const none = await course.run("board", ["--import", "x*.json"]);
  expect(none.output).toBe("There is no file x*.json.\n");
  expect(other.code).toBe(2);
});
