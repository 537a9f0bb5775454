import { once } from "node:events";
import { rmSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { reachedAt } from "../../ground/address.ts";
import { CourseCopy } from "../support/course-copy.ts";

const PROGRESS = ".workshop/progress.json";
const SERVER = "steps/03-server/server.ts";

// One copy for all, in the order in which a learner meets these.
let course: CourseCopy;
beforeAll(() => {
  course = new CourseCopy();
});
afterAll(() => course.remove());

describe("before anything has been written", () => {
  test("npm start without a terminal says where the learner is, and ends", async () => {
    const first = await course.run("start");
    expect(first.code).toBe(0);
    expect(first.output).toContain("Welcome!");
    expect(first.output).toContain("Now: step 1");
    expect(first.output).toContain("npm run step:1");
    expect(first.output).not.toContain("WORKSHOP_LANG");
    const again = await course.run("start", ["３"]);
    expect(again.output).not.toContain("Welcome!");
    expect(again.output).toMatch(
      /3 {2}The server .*you are here[^]*begins at step 3[^]*Now: step 3/,
    );
  });

  test("where the locale says no language, the first npm start says how to choose one", async () => {
    rmSync(join(course.dir, ".workshop"), { recursive: true });
    const unset = { WORKSHOP_LANG: undefined, LC_ALL: undefined, LC_MESSAGES: undefined };
    const { output } = await course.run("start", [], { ...unset, LANG: "C.UTF-8" });
    expect(output).toMatch(/日本語.*WORKSHOP_LANG=ja.*PowerShell/);
    const next = await course.run("start", [], { ...unset, LANG: "C.UTF-8" });
    expect(next.output).not.toContain("WORKSHOP_LANG");
  });

  test("hint gives one after the other for the test that fails, and --all gives all", async () => {
    expect((await course.run("hint", ["1"])).output).toMatch(/Task 1[^]*Hint 1[^]*2 more/);
    expect((await course.run("hint", ["1"])).output).toContain("Hint 2");
    const { output } = await course.run("hint", ["1", "--all"], { WORKSHOP_LANG: "ja" });
    expect(output.match(/ヒント ?3/g)!.length).toBeGreaterThan(1);
    // The answers to the page's questions are folded too.
    expect(output).not.toMatch(/おまけ|考えてみよう|書く前に予想する/);
  });

  test("npm run server runs the solution of everything, and says so", async () => {
    const server = course.start("server", ["--port", "0"]);
    await server.until(/listens on/);
    expect(server.output).toContain("Your proto/chat.proto is not the chat's contract yet");
    await server.stop();
  });
});

describe("with the contract written", () => {
  test("npm run wire shows every byte of a Note beside its JSON", async () => {
    course.solve(1);
    const { code, output } = await course.run("wire", ["--name", "ali", "--message", "あ"]);
    expect(code).toBe(0);
    expect(output).toContain('{"name":"ali","message":"あ"}');
    expect(output).toContain("61 6c 69");
    expect(output).toContain("e3 81 82");
    expect(output).toContain("As a Note in Protocol Buffers: 10 bytes");
    expect(output).toContain("in its frame: 15 bytes");
  });

  test("npm run server falls back on the solution, and says so", async () => {
    const server = course.start("server", ["--port", "0"]);
    await server.until(/listens on/);
    expect(server.output).toContain(`Your ${SERVER} does not pass its tests`);
    expect(server.output).toContain("npm run step:3");
    await server.stop();
  });

  test("diff leads to the solution", async () => {
    const { output } = await course.run("diff", ["3"]);
    expect(output).toContain("+++ solutions/03-server/server.ts");
    expect(output).toMatch(/^\+.*writableNeedDrain/m);
    expect((await course.run("diff", ["1"])).output).toContain("is the same as");
  });
});

describe("with the server and the client written", () => {
  test("two people chat with the learner's own code", async () => {
    course.solve(3, 4);
    const server = course.start("server", ["--port", "0"]);
    const [, address] = await server.until(/listens on (\S+:\d+)\./);
    expect(server.output).toContain(`your own ${SERVER}`);

    const alice = course.start("chat", ["--name", "alice", "--address", address!]);
    await alice.until(/You are alice/);
    alice.type("hello, is anybody there?\n");
    await alice.until(/alice: hello, is anybody there\?/);
    expect(alice.output).toContain("your own steps/04-client/client.ts");
    const bob = course.start("chat", ["--name", "ボブ", "--address", address!]);
    await bob.until(/alice: hello, is anybody there\?/);
    bob.type("こんにちは\u001b[2J\n");
    // What would steer a terminal is spelled out.
    await alice.until(/ボブ: こんにちは\\u001b\[2J/);

    alice.endInput();
    expect(await alice.finished).toMatchObject({ code: 0 });
    await server.stop();
    // A server that stops ends the stream of those who are still there.
    const { output } = await bob.finished;
    expect(output).not.toMatch(/\bat .*\.ts:\d+/);
  });

  test("what is in the way is explained, and who is let in", async () => {
    const server = course.start("server", ["--port", "0", "--host", "0.0.0.0"]);
    const [, port] = await server.until(/listens on 0\.0\.0\.0:(\d+)\./);
    await server.until(new RegExp(`--address 127\\.0\\.0\\.1:${port}\n.*anybody who reaches it`));
    const [, others] = reachedAt("0.0.0.0").length
      ? await server.until(new RegExp(`--name bob --address (\\S+):${port}\n`))
      : [];
    if (others) await once(connect(Number(port), others).unref(), "connect");
    const taken = await course.run("server", ["--port", port!, "--host", "0.0.0.0"]);
    expect(taken.code).toBe(1);
    expect(taken.output).toContain(`Port ${port} is taken`);
    await server.stop();

    const alone = await course.run("chat", ["--name", "alice", "--address", `127.0.0.1:${port}`]);
    expect(alone.code).toBe(1);
    expect(alone.output).toContain("npm run server");
  });

  test("progress tells what is solved, what was, and what is begun", async () => {
    course.write(SERVER, "// begun\n");
    const { code, output } = await course.run("progress", ["--json"]);
    expect(code).toBe(0);
    const { schema, solved, steps } = JSON.parse(output);
    expect({ schema, solved }).toEqual({ schema: 2, solved: 2 });
    const states = steps.map(({ state }: { state: string }) => state);
    expect(states.slice(0, 4)).toEqual(["solved", "not-begun", "was-solved", "solved"]);
    expect(new Set(states.slice(4))).toEqual(new Set(["not-begun"]));
    expect(steps[0]).toMatchObject({ number: 1, id: "01-proto" });
    expect(steps[0].tests.passed).toBe(steps[0].tests.total);
    expect(steps[1].tests).toBe(null);
    expect(new Date(steps[2].solvedAt).toISOString()).toBe(steps[2].solvedAt);

    course.solve(3);
    course.write("steps/02-codegen/wire.ts", "// begun\n");
    const csv = (await course.run("progress", ["--csv", "--as", "hanako"])).output
      .trimEnd()
      .split("\n");
    expect(csv[0]).toBe(
      "\uFEFFlearner,number,id,title,state,solvedAt,passed,total,firstFailing,lastActivity,hints,solvedBy",
    );
    expect(csv).toHaveLength(steps.length + 1);
    expect(csv[2]).toMatch(/^hanako,2,02-codegen,[^,]+,begun,,\d+,\d+,[^,]+,\d{4}-[^,]+Z,0,$/);
    const start = (await course.run("start")).output;
    expect(start).toContain("Now: step 2");
    // The same word for the same state.
    expect(start).toMatch(/^ \S* +2 .*, begun, you are here\)$/m);

    // What no command has written is nothing that is known.
    const record = JSON.parse(course.read(PROGRESS));
    record["01-proto"].solvedAt = 7;
    course.write(PROGRESS, JSON.stringify({ ...record, "02-codegen": null, "04-client": "x" }));
    const damaged = await course.run("progress", ["--json"]);
    expect(damaged.code, damaged.output).toBe(0);
    expect(JSON.parse(damaged.output).solved).toBeGreaterThan(0);
  });
});
