// What becomes of a judge whose test files end the processes that they run in.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Judge } from "../judging/judge.ts";
import { node } from "./codegen-kit.ts";

/** Talks to vitest, which answers, and dies in the middle of it. */
const DYING = `
import { test } from "vitest";
test("dies", async () => {
  for (let count = 0; count < 30 + Math.random() * 300; count += 1) {
    console.log("x".repeat(100));
    void import(\`./none-\${count}.ts\`).catch(() => {});
    if (count % 10 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  process.kill(process.pid, "SIGKILL");
});
`;
const FILES = 60;

test("a process that dies while vitest speaks to it ends its own file, and not the judge", async () => {
  const folder = mkdtempSync(join(tmpdir(), "judge "));
  try {
    const files = Array.from({ length: FILES }, (_, index) => join(folder, `${index}.test.ts`));
    for (const file of files) writeFileSync(file, DYING);
    const judge = JSON.stringify(new URL("../judging/judge.ts", import.meta.url).href);
    const program = `
      const { Judge } = await import(${judge});
      const judge = new Judge(${JSON.stringify(folder)}, ${JSON.stringify(files)}, "en", { isolate: false });
      const verdicts = await judge.run();
      await judge.close();
      process.exitCode = 0; // vitest sets it, as tests have failed.
      console.log(JSON.stringify(verdicts.flatMap(({ strays }) => strays.map(({ sentence }) => sentence))));
    `;
    const { code, stdout, stderr } = await node([
      "--import",
      "tsx",
      "--input-type=module",
      "-e",
      program,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const sentences = JSON.parse(stdout) as string[];
    expect(sentences.length).toBeGreaterThanOrEqual(FILES);
    expect(sentences.join("\n")).not.toMatch(/EPIPE|Channel closed|pool/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("what a package throws is at the learner's line that called it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "judge "));
  try {
    const write = (file: string, ...lines: string[]) => {
      mkdirSync(join(folder, file, ".."), { recursive: true });
      writeFileSync(join(folder, file), lines.join("\n"));
    };
    write(
      "node_modules/thrower/package.json",
      '{"name":"thrower","type":"module","main":"index.js"}',
    );
    write("node_modules/thrower/index.js", 'export function call() { throw new Error("no"); }');
    write("learner.ts", 'import { call } from "thrower";', "", "export const send = () => call();");
    write(
      "step.test.ts",
      'import { test } from "vitest";',
      'import { send } from "./learner.ts";',
      'test("sends", () => send());',
    );
    const judge = new Judge(folder, [join(folder, "step.test.ts")], "en");
    const [verdict] = await judge.run().finally(() => judge.close());
    expect(verdict!.outcomes).toMatchObject([{ failure: { at: { file: "learner.ts", line: 3 } } }]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
