import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";

const CONTRACT = "proto/chat.proto";
const WIRE = "steps/02-codegen/wire.ts";
const SAVES = ".workshop/saves";

let course: CourseCopy;
beforeEach(() => {
  course = new CourseCopy();
});
afterEach(() => course.remove());

function removeSave(name: string): void {
  rmSync(join(course.dir, SAVES, name), { recursive: true });
}

/** The contents of every saved copy of the contract. */
function saved(): string[] {
  const saves = join(course.dir, SAVES);
  if (!existsSync(saves)) return [];
  return readdirSync(saves)
    .map((name) => join(saves, name, CONTRACT))
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, "utf8"));
}

describe("solve, reset and undo", () => {
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
      const pending = (intended) => write(".workshop/saves/journal.json",
        JSON.stringify({ undoable: [], begun: "0001-solve", intended: { "a.txt": hash(intended) } }));
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
      for (const name of ["saves/journal", "saves/0001-solve/save", "progress", "hints"]) {
        course.write(`.workshop/${name}.json`, damage);
      }
      expect(await course.run("start")).toMatchObject({ code: 0 });
    }
    expect(await course.run("hint", ["1"])).toMatchObject({ code: 0 });
    expect(await course.run("solve", ["1"])).toMatchObject({ code: 0 });
    expect(await course.run("undo")).toMatchObject({ code: 0 });
    expect(course.read(CONTRACT)).toBe("// mine\n");
  });

  test("undo takes the save that is next, or says that it has gone, and never another", async () => {
    course.write(CONTRACT, "// first\n");
    await course.run("solve", ["1"]);
    await course.run("reset", ["1"]);
    await course.run("undo");
    // What is undone already may go, and what an undo has kept too.
    for (const name of ["0002-reset", "0003-undo"]) removeSave(name);
    await course.run("undo");
    expect(course.read(CONTRACT)).toBe("// first\n");

    await course.run("solve", ["1"]);
    course.write(CONTRACT, "// second\n");
    await course.run("reset", ["1"]);
    const starter = course.read(CONTRACT);
    const last = readdirSync(join(course.dir, SAVES)).find((name) => name.endsWith("-reset"))!;
    removeSave(last);
    const { code, output } = await course.run("undo");
    expect(output).toContain(`${last}, which is next to be undone, is no longer there`);
    expect(code).toBe(2);
    expect(course.read(CONTRACT)).toBe(starter);
    expect((await course.run("undo")).output).toMatch(
      /is as before "solve \d{4}-\d\d-\d\d \d\d:\d\d"/,
    );
    expect(course.read(CONTRACT)).toBe("// first\n");
  });

  test("undo says what it takes back, whatever was done since without changing anything", async () => {
    course.write(CONTRACT, "// mine\n");
    await course.run("solve", ["1"]);
    await course.run("reset", ["2"]);
    expect((await course.run("solve", ["1"])).output).toContain("Nothing has changed");
    expect((await course.run("undo")).output).toContain(`${CONTRACT} is as before "solve `);
    expect(course.read(CONTRACT)).toBe("// mine\n");

    await course.run("reset", ["1"]);
    await course.run("solve", ["1"]);
    // What an undo would do has been done by hand.
    course.write(CONTRACT, course.read("solutions/01-proto/starter/chat.proto"));
    const saves = readdirSync(join(course.dir, SAVES));
    expect((await course.run("undo")).output).toMatch(
      /as before "solve .*" already\. Nothing has changed\./,
    );
    expect(readdirSync(join(course.dir, SAVES))).toEqual(saves);
    expect((await course.run("undo")).output).toContain(`${CONTRACT} is as before "reset `);
    expect(course.read(CONTRACT)).toBe("// mine\n");
  });

  test("undo removes no file because its copy has gone from the save", async () => {
    course.write(CONTRACT, "// mine\n");
    await course.run("solve", ["--to", "2"]);
    rmSync(join(course.dir, SAVES, "0001-solve", CONTRACT));
    const { output } = await course.run("undo");
    expect(output).toContain(
      `Not given back, as ${SAVES}/0001-solve has no copy any more: ${CONTRACT}`,
    );
    expect(course.read(CONTRACT)).toBe(course.read("solutions/01-proto/chat.proto"));
    expect(course.read(WIRE)).toBe(course.read("solutions/02-codegen/starter/wire.ts"));
  });

  test("no record makes undo touch a file that is not the course's", async () => {
    const outside = join(course.dir, "node_modules.txt");
    writeFileSync(outside, "not the course's");
    const output = await drive(`
      const name = basename(COURSE) + "/node_modules.txt";
      const paths = ["../" + name, "steps/../../" + name, "./node_modules.txt", ROOT + "node_modules.txt",
        ".git/config", "node_modules/x.js", "C:\\\\x", "proto\\\\..\\\\node_modules.txt", "node_modules./x.js", "proto/x ", "", 7];
      for (const path of paths) {
        const record = { command: "solve", at: "", files: [path] };
        write(".workshop/saves/0001-solve/save.json", JSON.stringify(record));
        if (!undoLast().startsWith("There is nothing to undo")) console.log("undone", path);
        for (const id of ["0001-solve", "../" + name, "../saves/0001-solve"]) {
          write(".workshop/saves/journal.json", JSON.stringify({ undoable: [id] }));
          try {
            console.log("undone", id, path, undoLast());
          } catch (error) {
            if (!error.message.startsWith("Nothing has changed")) console.log(error);
          }
        }
        rmSync(ROOT + ".workshop/saves/journal.json");
      }`);
    expect(output).toBe("");
    expect(readFileSync(outside, "utf8")).toBe("not the course's");
  });

  test("saves of an older version of the course are undone too", async () => {
    const old = { command: "solve", at: "2025-01-01T00:00:00.000Z", files: [CONTRACT] };
    for (const id of ["0001-solve", "0002-reset"]) {
      course.write(`${SAVES}/${id}/save.json`, JSON.stringify({ id, ...old }));
      course.write(`${SAVES}/${id}/${CONTRACT}`, `// ${id}\n`);
    }
    course.write(
      `${SAVES}/0003-undo/save.json`,
      JSON.stringify({ id: "0003-undo", ...old, undoes: "0002-reset" }),
    );
    await course.run("undo");
    expect(course.read(CONTRACT)).toBe("// 0001-solve\n");
    expect((await course.run("undo")).output).toContain("nothing to undo");
  });

  test("say what is in the way where a folder stands in a file's place", async () => {
    course.write(CONTRACT, "// mine\n");
    await course.run("solve", ["1"]);
    rmSync(join(course.dir, CONTRACT));
    course.write(`${CONTRACT}/mine.txt`, "mine");
    for (const [command, args] of [
      ["solve", ["1"]],
      ["reset", ["1"]],
      ["undo", []],
    ] as const) {
      const { code, output } = await course.run(command, [...args]);
      expect(output).toMatch(/^Nothing has changed: proto\/chat\.proto is not a file but a folder/);
      expect(code).toBe(2);
    }
    expect(course.read(`${CONTRACT}/mine.txt`)).toBe("mine");
    rmSync(join(course.dir, CONTRACT), { recursive: true });
    await course.run("undo");
    expect(course.read(CONTRACT)).toBe("// mine\n");
  });

  test("an interrupted command is no obstacle where its file has become a folder", async () => {
    course.write(
      `${SAVES}/0001-solve/save.json`,
      JSON.stringify({ command: "solve", at: "", files: [CONTRACT] }),
    );
    course.write(`${SAVES}/0001-solve/${CONTRACT}`, "// mine\n");
    const journal = { undoable: [], begun: "0001-solve", intended: { [CONTRACT]: "" } };
    course.write(`${SAVES}/journal.json`, JSON.stringify(journal));
    rmSync(join(course.dir, CONTRACT));
    mkdirSync(join(course.dir, CONTRACT));
    expect(await course.run("solve", ["2"])).toMatchObject({ code: 0 });
    await course.run("undo");
    rmSync(join(course.dir, CONTRACT), { recursive: true });
    await course.run("undo");
    expect(course.read(CONTRACT)).toBe("// mine\n");
  });

  test.skipIf(process.platform === "win32")("leave links and permissions as they are", async () => {
    const elsewhere = join(course.dir, "my dotfiles");
    mkdirSync(elsewhere);
    const [mine, contract] = [join(elsewhere, "chat.proto"), join(course.dir, CONTRACT)];
    writeFileSync(mine, "// mine, elsewhere\n");
    chmodSync(mine, 0o755);
    rmSync(contract);
    symlinkSync("../my dotfiles/chat.proto", contract);
    const solution = course.read("solutions/01-proto/chat.proto");

    await course.run("solve", ["1"]);
    expect(readlinkSync(contract)).toBe("../my dotfiles/chat.proto");
    expect(readFileSync(mine, "utf8")).toBe(solution);
    expect(statSync(mine).mode & 0o777).toBe(0o755);
    // Gone it comes back through the link, and as it was.
    rmSync(mine);
    await course.run("undo");
    expect(readlinkSync(contract)).toBe("../my dotfiles/chat.proto");
    expect(readFileSync(mine, "utf8")).toBe("// mine, elsewhere\n");
    expect(statSync(mine).mode & 0o777).toBe(0o755);
    // What was not there is not there again, and the link to it still is.
    rmSync(mine);
    await course.run("solve", ["1"]);
    await course.run("undo");
    expect(existsSync(mine)).toBe(false);
    expect(readlinkSync(contract)).toBe("../my dotfiles/chat.proto");
  });

  test("name in one sentence what the disk refuses, and never advise to install", async () => {
    course.write(".workshop", "a file");
    const { code, output } = await course.run("solve", ["1"]);
    expect(output).toMatch(
      /^In \.workshop\S* there is a file where a folder belongs \((ENOTDIR|EEXIST)\)/,
    );
    expect(output.trim().split("\n")).toHaveLength(1);
    expect(output).not.toContain("npm install");
    expect(code).toBe(2);
  });

  // Root may write everywhere.
  test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "leave everything as it was in a folder that they may not write to",
    async () => {
      course.write(CONTRACT, "// mine\n");
      chmodSync(join(course.dir, "proto"), 0o555);
      const { code, output } = await course.run("solve", ["--to", "2"]);
      chmodSync(join(course.dir, "proto"), 0o755);
      expect(output).toMatch(/denies access to proto.chat\.proto \(EACCES\).*npm run doctor/);
      expect(code).toBe(2);
      expect(course.read(CONTRACT)).toBe("// mine\n");
      expect(course.read(WIRE)).toBe(course.read("solutions/02-codegen/starter/wire.ts"));
      expect((await course.run("solve", ["--to", "2"])).code).toBe(0);
    },
  );

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
    import fs, { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
    import { syncBuiltinESMExports } from "node:module";
    import { basename, dirname } from "node:path";
    import { replaceWork, undoLast } from "./work/replace.ts";
    import { recover } from "./work/saves.ts";
    import { findSteps } from "./ground/steps.ts";
    import { ROOT as COURSE } from "./ground/paths.ts";
    // Whether it reaches the drive itself shows after a loss of power only, and costs much time.
    const { writeFileSync: toCache } = fs;
    fs.writeFileSync = (path, content) => toCache(path, content);
    syncBuiltinESMExports();
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
