// A plugin that does not do its work is no fault of the .proto, and says why in a line.
import { spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { isRunning } from "../../ground/process.ts";
import { CourseCopy } from "../support/course-copy.ts";

/** Less than the plugin of that test waits, so that it fails if nothing ends it. */
const LONG = { timeout: 120_000 };
const LAUNCHER = "scripts/codegen/plugins/protoc-gen-js.mjs";

// Windows starts plugins in another way.
describe.skipIf(process.platform === "win32")("a plugin", () => {
  let course: CourseCopy;
  let launcher: string;
  beforeAll(() => {
    course = new CourseCopy();
    course.solve(1);
    launcher = course.read(LAUNCHER);
  });
  afterAll(() => course.remove());

  test.each([
    ["came with CRLF", (source: string) => source.replaceAll("\n", "\r\n"), /node\\r|status code/],
    ["is killed", () => "#!/bin/sh\nkill -9 $$\n", /killed by signal 9/],
    ["ends without a word", () => "#!/bin/sh\nexit 3\n", /status code 3/],
    [
      "throws",
      () => '#!/usr/bin/env node\nimport "not-there";\n',
      /^✗ Error \[ERR_MODULE_NOT_FOUND\]: Cannot find package 'not-there'.*\n--js_out/,
    ],
  ])("that %s", async (_what, change, reason) => {
    course.write(LAUNCHER, change(launcher));
    const { code, output } = await course.run("codegen");
    expect(output).toMatch(reason);
    expect(output).toMatch(/no fault of the \.proto.*npm run doctor\n$/);
    expect(output).not.toContain("Correct this in the .proto");
    expect(output.trimEnd().split("\n").length).toBeLessThanOrEqual(3);
    expect(code).toBe(1);
  });

  test.each([
    ["SIGTERM", 143],
    ["SIGINT", 130],
    ["SIGHUP", 129],
  ] as const)("that computes on is not left behind, nor is protoc, by %s", async (signal, code) => {
    rmSync(join(course.dir, "pids"), { force: true });
    course.write(LAUNCHER, '#!/bin/sh\necho "$PPID $$" > pids\nexec sleep 60\n');
    const run = spawn(process.execPath, course.words("codegen"), { cwd: course.dir });
    const ended = new Promise((done) => run.on("exit", done));
    const pidFile = join(course.dir, "pids");
    await vi.waitUntil(() => existsSync(pidFile) && course.read("pids").endsWith("\n"), LONG);
    run.kill(signal);
    expect(await ended).toBe(code);
    const pids = course.read("pids").split(" ").map(Number);
    await vi.waitUntil(() => !pids.some(isRunning), LONG);
  });

  test("is found though node is not on PATH", async () => {
    course.write(LAUNCHER, launcher);
    expect(await course.run("codegen", [], { PATH: course.dir })).toMatchObject({ code: 0 });
  });
});
