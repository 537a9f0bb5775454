import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, test } from "vitest";
import { text } from "node:stream/consumers";
import { ROOT } from "../../scripts/ground/paths.ts";

const folder = mkdtempSync(join(tmpdir(), "結果 of bench-"));
const stranger = join(folder, "stranger.json");
const quick = join(folder, "quick.json");
writeFileSync(stranger, '{"name":"somebody"}');
writeFileSync(quick, '{"schema":1,"quick":true,"parts":{}}');
afterAll(() => rmSync(folder, { recursive: true }));

function start(script: string, args: string[]) {
  return spawn(process.execPath, ["--import", "tsx", `bench/${script}`, ...args], {
    cwd: ROOT,
    env: { ...process.env, WORKSHOP_LANG: "en", NO_COLOR: "1", npm_config_quick: undefined },
    stdio: ["ignore", "pipe", "pipe"],
    // One that measures all the same is not waited for.
    timeout: 120_000,
  });
}

describe("what cannot be done is refused in a sentence, before anything is measured", () => {
  const refusals: [script: string, args: string[], sentence: RegExp][] = [
    ["bench.ts", ["--only", "nope"], /^There is no part nope\. The parts are fan-out, codec/],
    ["bench.ts", ["--loud"], /^There is no flag --loud here\.\n.* --quick/],
    ["bench.ts", ["codec"], /^It is not clear what "codec" is for/],
    ["bench.ts", ["--json"], /^--json needs a value/],
    ["bench.ts", ["--json", ""], /^--json needs the name of a file/],
    ["bench.ts", ["--json", join(folder, "no", "a.json")], /^There is no folder .*no\. /],
    ["bench.ts", ["--json", folder], /is there and no result of this command/],
    ["bench.ts", ["--json", stranger], /is there and no result of this command/],
    ["reference.ts", [stranger], /^This takes one file that `npm run bench/],
    ["reference.ts", [quick], /is from a run with --quick/],
  ];
  for (const [script, args, sentence] of refusals) {
    test(`${script} ${args.join(" ")}`, async () => {
      const child = start(script, args);
      const ended = new Promise((resolve) => child.on("close", resolve));
      const [printed, error, code] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        ended,
      ]);
      assert.match(error, sentence);
      assert.doesNotMatch(error, /\bat .*\.ts:\d/);
      assert.deepEqual({ printed, code }, { printed: "", code: 2 });
    });
  }

  test("and another's file is as it was", () => {
    assert.equal(readFileSync(stranger, "utf8"), '{"name":"somebody"}');
  });
});

test("it ends without a word when nobody reads on, as with | head", async () => {
  const child = start("bench.ts", ["--quick", "--only", "codec"]);
  child.stdout.destroy();
  const [error, code] = await Promise.all([
    text(child.stderr),
    new Promise((resolve) => child.on("close", resolve)),
  ]);
  assert.doesNotMatch(error, /EPIPE|\bat /);
  assert.equal(code, 2);
});

// Windows has no signal that a program could catch.
test.skipIf(process.platform === "win32")(
  "Ctrl-C ends it with its processes, and says what was kept",
  async () => {
    const child = start("bench.ts", ["--quick", "--only", "codec"]);
    let said = "";
    child.stderr.on("data", (data: Buffer) => {
      if (!said.includes("Measuring") && String(data).includes("Measuring")) child.kill("SIGINT");
      said += data;
    });
    child.stdout.resume();
    // Not before the last process that holds its output has ended.
    const code = await new Promise((resolve) => child.on("close", resolve));
    assert.equal(code, 130);
    assert.match(said, /\nStopped\. No part was measured, so bench\/results\/ is as it was\.\n$/);
  },
);
