// A plugin that does not do its work is no fault of the .proto, and says why in a line.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { isRunning } from "../../ground/process.ts";
import { CourseCopy } from "../support/course-copy.ts";

/** Less than the plugin of that test waits, so that it fails if nothing ends it. */
const LONG = { timeout: 20_000 };
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

  test("that never ends is not left behind, nor is protoc, when the command is ended", async () => {
    const waiting = "i=0; while kill -0 $PPID && [ $i -lt 600 ]; do sleep 0.1; i=$((i+1)); done";
    course.write(LAUNCHER, `#!/bin/sh\necho $PPID > protoc.pid\n${waiting}\n`);
    const run = spawn(process.execPath, course.words("codegen"), { cwd: course.dir });
    const ended = new Promise((done) => run.on("exit", done));
    const pidFile = join(course.dir, "protoc.pid");
    await vi.waitUntil(() => existsSync(pidFile) && course.read("protoc.pid").endsWith("\n"), LONG);
    run.kill("SIGTERM");
    expect(await ended).toBe(143);
    const protoc = Number(course.read("protoc.pid"));
    await vi.waitUntil(() => !isRunning(protoc), LONG);
  });

  test("is found though node is not on PATH", async () => {
    course.write(LAUNCHER, launcher);
    expect(await course.run("codegen", [], { PATH: course.dir })).toMatchObject({ code: 0 });
  });
});
