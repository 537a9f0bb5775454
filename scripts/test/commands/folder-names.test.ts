// In which folders the course can be worked on.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";

let around: string;

beforeAll(() => {
  around = mkdtempSync(join(tmpdir(), "names-"));
});
afterAll(() => rmSync(around, { recursive: true, maxRetries: 5 }));

async function runIn(name: string, script: string): Promise<{ code: number | null; said: string }> {
  const parent = join(around, name);
  mkdirSync(parent, { recursive: true });
  const course = new CourseCopy(undefined, parent);
  try {
    course.solve(1);
    const { code, output } = await course.run(script);
    return { code, said: output.replaceAll(basename(course.dir), "ws") };
  } finally {
    course.remove();
  }
}

/** What no folder can be called on Windows. */
const ODD = process.platform === "win32" ? [] : ["a\\b", "a\nb\\'", "what?"];

test.each(
  ["C#", "100% done", "a%20b", "it's $HOME#", ...ODD].flatMap((name) => [
    [name, "start"],
    [name, "doctor"],
    [name, "test:commands"],
  ]),
)(
  "in a folder called %s npm run %s says in one sentence why not, and where to",
  async (name, script) => {
    const { code, said } = await runIn(name, script);
    expect(code).toBe(2);
    expect(said).toMatch(
      /^The tools that load the tests .* cannot work in a folder whose path has "([#%?\\]|\\u000a)" in it\. Move the course:\n/,
    );
    const [, move = ""] = said.trim().split("\n");
    if (process.platform === "win32") {
      expect(move).toBe(`  move "${join(around, name, "ws")}" "${join(around, "ws")}"`);
    } else {
      const read = execFileSync("bash", ["-c", `printf '%s|' ${move}`], { encoding: "utf8" });
      expect(read).toBe(`mv|${join(around, name, "ws")}|${join(around, "ws")}|`);
    }
  },
);

test.each(["it's [a] {b,c} (d)", "x+y & z!", "~a @b $c ^d ; =e", "日本語 😀", "cafe\u0301"])(
  "a folder called %s is as good as any",
  async (name) => {
    const { code, said } = await runIn(name, "step:1");
    expect(said).toContain("Step 1 is solved");
    expect(code).toBe(0);
  },
);
