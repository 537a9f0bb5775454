import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CourseCopy } from "./support/course-copy.ts";

const SERVER = "steps/03-server/server.ts";

let course: CourseCopy;
beforeEach(() => {
  course = new CourseCopy();
});
afterEach(() => course.remove());

describe("npm start without a terminal", { timeout: 60_000 }, () => {
  test("says where the learner is and what is next, and ends", async () => {
    const { code, output } = await course.run("start");
    expect(code).toBe(0);
    expect(output).toContain("Now: step 1");
    expect(output).toContain("npm run step:1");
  });

  test("greets a newcomer once", async () => {
    expect((await course.run("start")).output).toContain("Welcome!");
    expect((await course.run("start")).output).not.toContain("Welcome!");
  });

  test("goes on from the first step that is not solved, and notices a change", async () => {
    course.solve(1);
    await course.run("step:1");
    expect((await course.run("start")).output).toContain("Now: step 2");
    course.write("proto/chat.proto", "// gone\n");
    const { output } = await course.run("start");
    expect(output).toContain("was solved, changed since");
    expect(output).toContain("Now: step 1");
  });
});

describe("server and chat", { timeout: 60_000 }, () => {
  test("two people chat with the learner's own server and client", async () => {
    course.solve(1, 3, 4);
    const server = course.start("server", ["--port", "0"]);
    const [, address] = await server.until(/listens on (\S+:\d+)\./);
    expect(server.output).toContain(`your own ${SERVER}`);

    const alice = course.start("chat", ["--name", "alice", "--address", address!]);
    await alice.until(/You are alice/);
    alice.type("hello, is anybody there?\n");
    await alice.until(/alice: hello, is anybody there\?/);
    const bob = course.start("chat", ["--name", "ボブ", "--address", address!]);
    await bob.until(/alice: hello, is anybody there\?/);
    bob.type("こんにちは\n");
    await alice.until(/ボブ: こんにちは/);
    expect(alice.output).toContain("your own steps/04-client/client.ts");

    alice.endInput();
    expect((await alice.finished).code).toBe(0);
    server.interrupt();
    expect(await server.finished).toMatchObject({ code: 0 });
    // A server that stops ends the stream of those who are still there.
    const { code, output } = await bob.finished;
    expect([0, 1]).toContain(code);
    expect(output).not.toMatch(/\bat .*\.ts:\d+/);
  });

  test("fall back on the solution where the learner's code does not pass, and say so", async () => {
    course.solve(1);
    const server = course.start("server", ["--port", "0"]);
    await server.until(/listens on/);
    expect(server.output).toContain(`Your ${SERVER} does not pass its tests yet`);
    expect(server.output).toContain("npm run step:3");
    server.interrupt();
    expect((await server.finished).code).toBe(0);
  });

  test("run before anything has been written", async () => {
    const server = course.start("server", ["--port", "0"]);
    await server.until(/listens on/);
    expect(server.output).toContain("Your proto/chat.proto is not the chat's contract yet");
    server.interrupt();
    expect((await server.finished).code).toBe(0);
  });

  test("explain what is in the way", async () => {
    course.solve(1, 3, 4);
    const server = course.start("server", ["--port", "0"]);
    const [, port] = await server.until(/listens on \S+:(\d+)\./);
    const taken = await course.run("server", ["--port", port!]);
    expect(taken.code).toBe(1);
    expect(taken.output).toContain(`Port ${port} is taken`);
    expect((await course.run("server", ["--port", "many"])).output).toContain('not "many"');
    server.interrupt();
    await server.finished;

    const alone = await course.run("chat", ["--name", "alice", "--address", `127.0.0.1:${port}`]);
    expect(alone.code).toBe(1);
    expect(alone.output).toContain("npm run server");
    const nameless = await course.run("chat");
    expect(nameless.code).toBe(1);
    expect(nameless.output).toContain("--name alice");
  });
});

describe("npm run wire", { timeout: 60_000 }, () => {
  test("shows every byte of a Note beside its JSON", async () => {
    course.solve(1);
    const { code, output } = await course.run("wire", ["--name", "ali", "--message", "あ"]);
    expect(code).toBe(0);
    expect(output).toContain('{"name":"ali","message":"あ"}');
    expect(output).toContain("0a ");
    expect(output).toContain("61 6c 69");
    expect(output).toContain("e3 81 82");
    expect(output).toContain("As a Note in Protocol Buffers: 10 bytes");
    expect(output).toContain("in its frame: 15 bytes");
  });
});
