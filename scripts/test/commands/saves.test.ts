import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";

const CONTRACT = "proto/chat.proto";
const SAVES = ".workshop/saves";

let course: CourseCopy;
beforeEach(() => {
  course = new CourseCopy();
});
afterEach(() => course.remove());

/** The contents of every saved copy of the contract. */
function saved(): string[] {
  const saves = join(course.dir, SAVES);
  if (!existsSync(saves)) return [];
  return readdirSync(saves)
    .map((name) => join(saves, name, CONTRACT))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, "utf8"));
}

describe("solve, reset and undo", { timeout: 60_000 }, () => {
  test("replace the learner's file, and give it back, more than once in a row", async () => {
    const solution = course.read("solutions/01-proto/chat.proto");
    const starter = course.read("solutions/01-proto/starter/chat.proto");
    course.write(CONTRACT, "// my work, 全部\r\n");

    expect((await course.run("solve", ["1"])).output).toContain("is now the reference solution");
    expect(course.read(CONTRACT)).toBe(solution);
    expect((await course.run("reset", ["1"])).output).toContain("is now the starter");
    expect(course.read(CONTRACT)).toBe(starter);

    await course.run("undo");
    expect(course.read(CONTRACT)).toBe(solution);
    await course.run("undo");
    expect(course.read(CONTRACT)).toBe("// my work, 全部\r\n");
    expect((await course.run("undo")).output).toContain("nothing to undo");
  });

  test("undo keeps what was written since", async () => {
    course.write(CONTRACT, "// first\n");
    await course.run("solve", ["1"]);
    course.write(CONTRACT, "// second, after solve\n");
    await course.run("undo");
    expect(course.read(CONTRACT)).toBe("// first\n");
    expect(saved()).toContain("// second, after solve\n");
  });

  test("change nothing, and save nothing, where there is nothing to change", async () => {
    expect((await course.run("reset", ["1"])).output).toContain("is the starter already");
    expect(saved()).toEqual([]);
  });

  test("a kill in the middle of solve leaves the old file or the new one", async () => {
    const solution = course.read("solutions/01-proto/chat.proto");
    for (const delay of [60, 120, 160, 200, 240, 300]) {
      const mine = `// mine, ${delay}\n`;
      course.write(CONTRACT, mine);
      const child = spawn(process.execPath, [...course.words("solve"), "1"], { cwd: course.dir });
      const closed = new Promise((resolve) => child.on("close", resolve));
      setTimeout(() => child.kill("SIGKILL"), delay);
      await closed;
      expect([mine, solution]).toContain(course.read(CONTRACT));
      if (course.read(CONTRACT) === solution) expect(saved()).toContain(mine);
    }
  });

  test("an interrupted replacement is taken back, but not over what was written since", async () => {
    const output = await drive(`
      const pending = (intended) => write(".workshop/saves/pending.json",
        JSON.stringify({ id: "0001-solve", intended: { "a.txt": hash(intended) } }));
      write(".workshop/saves/0001-solve/save.json",
        JSON.stringify({ id: "0001-solve", command: "solve", at: "", files: ["a.txt"] }));
      write(".workshop/saves/0001-solve/a.txt", "old");
      write("a.txt", "half of a new state");
      pending("half of a new state");
      recover();
      console.log(read("a.txt"));
      write(".workshop/saves/0001-solve/save.json",
        JSON.stringify({ id: "0001-solve", command: "solve", at: "", files: ["a.txt"] }));
      write(".workshop/saves/0001-solve/a.txt", "old");
      write("a.txt", "edited by the learner");
      pending("half of a new state");
      recover();
      console.log(read("a.txt"), read(".workshop/saves/0001-solve/a.txt"));
    `);
    expect(output).toBe("old\nedited by the learner old\n");
  });

  test("damaged records are in nobody's way", async () => {
    course.write(CONTRACT, "// mine\n");
    for (const damage of ["{", "null"]) {
      for (const name of ["saves/pending", "saves/0001-solve/save", "progress", "hints"]) {
        course.write(`.workshop/${name}.json`, damage);
      }
      expect(await course.run("start")).toMatchObject({ code: 0 });
    }
    expect(await course.run("hint", ["1"])).toMatchObject({ code: 0 });
    expect(await course.run("solve", ["1"])).toMatchObject({ code: 0 });
    expect(await course.run("undo")).toMatchObject({ code: 0 });
    expect(course.read(CONTRACT)).toBe("// mine\n");
  });

  test("two at the same moment wait for each other, and lose nothing", async () => {
    const race = (command: string) => `
      import("./work/replace.ts").then(({ replaceWork }) => {
        while (Date.now() < Number(process.argv[2]));
        for (let round = 0; round < 10; round += 1) {
          replaceWork("${command}", findSteps()[0]);
        }
      });`;
    course.write(CONTRACT, "// mine\n");
    const at = String(Date.now() + 1500);
    const [first, second] = await Promise.all([
      drive(race("solve"), "drive-1.ts", at),
      drive(race("reset"), "drive-2.ts", at),
    ]);
    expect([first, second]).toEqual(["", ""]);
    expect(saved()).toContain("// mine\n");
  });

  test("200 random sequences lose nothing that was ever written", async () => {
    const output = await drive(`
      let seed = 20;
      const random = (below) => {
        seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
        return (seed >>> 8) % below;
      };
      const file = "proto/chat.proto";
      const step = findSteps()[0];
      const saved = () => (existsSync(ROOT + ".workshop/saves") ? readdirSync(ROOT + ".workshop/saves") : [])
        .map((name) => ROOT + ".workshop/saves/" + name + "/" + file)
        .filter((path) => existsSync(path))
        .map((path) => readFileSync(path, "utf8"));
      let lost = 0;
      let wrongUndos = 0;
      for (let sequence = 0; sequence < 200; sequence += 1) {
        rmSync(ROOT + ".workshop", { recursive: true, force: true });
        // What a command has overwritten, and what each undo has to bring back.
        const overwritten = new Set();
        const stack = [];
        for (let action = 0; action < 8; action += 1) {
          const before = read(file);
          const kind = random(4);
          if (kind === 0) write(file, "// " + sequence + "." + action);
          if (kind === 1) replaceWork("solve", step);
          if (kind === 2) replaceWork("reset", step);
          if (kind === 3) undoLast();
          if (kind === 3 && stack.length > 0 && read(file) !== stack.pop()) wrongUndos += 1;
          if (kind !== 0 && read(file) !== before) overwritten.add(before);
          if ((kind === 1 || kind === 2) && read(file) !== before) stack.push(before);
        }
        const kept = [read(file), ...saved()];
        lost += [...overwritten].filter((text) => !kept.includes(text)).length;
      }
      console.log(JSON.stringify({ lost, wrongUndos }));
    `);
    expect(JSON.parse(output)).toEqual({ lost: 0, wrongUndos: 0 });
  });
});

/** Runs a script against the real code of the copy, with its files at hand. */
async function drive(body: string, name = "drive.ts", argument = ""): Promise<string> {
  course.write(
    `scripts/${name}`,
    `// @ts-nocheck
    import { createHash } from "node:crypto";
    import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
    import { dirname } from "node:path";
    import { replaceWork, undoLast } from "./work/replace.ts";
    import { recover } from "./work/saves.ts";
    import { findSteps } from "./ground/steps.ts";
    import { ROOT as COURSE } from "./ground/paths.ts";
    const ROOT = COURSE + "/";
    const read = (file) => readFileSync(ROOT + file, "utf8");
    const write = (file, text) => {
      mkdirSync(dirname(ROOT + file), { recursive: true });
      writeFileSync(ROOT + file, text);
    };
    const hash = (text) => createHash("sha256").update(text).digest("hex");
    ${body}`,
  );
  const child = spawn(process.execPath, ["--import", "tsx", `scripts/${name}`, argument], {
    cwd: course.dir,
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await new Promise((resolve) => child.on("close", resolve));
  return output;
}
