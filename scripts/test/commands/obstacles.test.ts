// What every command says where what it needs is not there: in one sentence, before anything is loaded.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, unlinkSync } from "node:fs";
import { join } from "node:path";
import { transformWithOxc } from "vite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ROOT } from "../../ground/paths.ts";
import { CourseCopy } from "../support/course-copy.ts";

const { platform, arch } = process;
const OTHER = platform === "win32" ? "linux" : "win32";
const COMMANDS = ["start", "step:1", "codegen", "demo", "progress"];

let course: CourseCopy;
beforeEach(() => {
  course = new CourseCopy();
});
afterEach(() => course.remove());

/** Has package-lock.json name these packages alone, by their place. */
function lock(packages: object, own: object = {}): void {
  const json = { packages: { "": { dependencies: own }, ...packages } };
  course.write("package-lock.json", JSON.stringify(json));
}

/** Puts an empty node_modules in the place of the real one. */
function emptyPackages(): void {
  unlinkSync(join(course.dir, "node_modules"));
  mkdirSync(join(course.dir, "node_modules"));
}

test("run.cjs is in words that Node 12 can read", async () => {
  const source = readFileSync(join(ROOT, "scripts", "run.cjs"), "utf8");
  const compiled = (target: string) =>
    transformWithOxc(source, "run.cjs", { target, sourcemap: false }).then(({ code }) => code);
  expect(await compiled("es2019")).toBe(await compiled("esnext"));
  // No target takes this away.
  expect(source).not.toMatch(/^(?:const .* = )?await /m);
});

test("packages that are missing are named, those for other machines are not", async () => {
  const optional = { version: "1.0.0", optional: true };
  lock({
    "node_modules/not-there": { version: "1.0.0" },
    "node_modules/tsx/node_modules/nor-there": { version: "1.0.0" },
    "node_modules/for-here": { ...optional, os: [platform], cpu: [arch] },
    "node_modules/for-others": { ...optional, os: [OTHER], cpu: [arch] },
    "node_modules/anything": optional,
    "node_modules/for-makers": { version: "1.0.0", dev: true },
  });
  for (const command of COMMANDS) {
    expect(await course.run(command)).toEqual({
      code: 2,
      output: `Packages are missing from node_modules for ${platform} ${arch} (3: not-there, nor-there, for-here). Install them anew:\n  npm ci\n`,
    });
  }
  const { output } = await course.run("start", [], { WORKSHOP_LANG: "ja" });
  expect(output).toMatch(/node_modules に足りません（3個：not-there.*\n {2}npm ci\n$/);
});

test("a package for the C library of this machine is needed, one for another is not", async () => {
  const optional = { version: "1.0.0", optional: true, os: [platform], cpu: [arch] };
  lock({
    "node_modules/for-glibc": { ...optional, libc: ["glibc"] },
    "node_modules/for-musl": { ...optional, libc: ["musl"] },
  });
  const { output } = await course.run("codegen");
  expect(output.match(/for-(glibc|musl)/g)).toHaveLength(1);
  // npm 9 and 10 take out the lines that say it.
  const untold = { ...optional, libc: undefined };
  lock({ "node_modules/it-linux-gnu": untold, "node_modules/it-linux-x64-musl": untold });
  const named = await course.run("codegen");
  expect(named.output.match(/it-linux[\w-]*/g)).toEqual([
    output.includes("for-glibc") ? "it-linux-gnu" : "it-linux-x64-musl",
  ]);
});

test("packages of another system are told from an installation that was cut short", async () => {
  emptyPackages();
  course.write("node_modules/.package-lock.json", "{}");
  course.write("node_modules/@esbuild/other/package.json", "{}");
  lock({
    "node_modules/@esbuild/other": { version: "1.0.0", optional: true, os: [OTHER] },
    "node_modules/not-there": { version: "1.0.0" },
  });
  const { output } = await course.run("step:1");
  expect(output).toMatch(
    new RegExp(`another system \\(${OTHER}\\).*${platform}.*\\n {2}npm ci\\n$`),
  );
});

test("another package manager's node_modules need only hold what the course names itself", async () => {
  emptyPackages();
  course.write("node_modules/tsx/package.json", "{}");
  const packages = {
    "node_modules/tsx": {},
    "node_modules/esbuild": {},
    "node_modules/vitest": {},
  };
  lock(packages, { tsx: "4.0.0", vitest: "4.0.0" });
  const { output } = await course.run("start");
  expect(output).toContain("(1: vitest)");
});

test("packages for work on the course are missed by the commands that need them, and by no other", async () => {
  const optional = { version: "1.0.0", dev: true, optional: true };
  lock({
    "node_modules/for-makers": { version: "1.0.0", dev: true },
    "node_modules/for-makers-here": { ...optional, os: [platform], cpu: [arch] },
    "node_modules/for-makers-elsewhere": { ...optional, os: [OTHER], cpu: [arch] },
  });
  for (const command of ["test", "test:commands", "typecheck", "slides", "site"]) {
    const { code, output } = await course.run(command);
    expect(output).toMatch(
      /^This command needs packages .* \(2: for-makers, for-makers-here\)\..*\n {2}npm ci --include=dev\n$/,
    );
    expect(code).toBe(2);
  }
  expect(await course.run("progress")).toMatchObject({ code: 0 });
});

test.each([
  "--no-addons",
  "--max-old-space-size=4096 --disallow-code-generation-from-strings",
  "--frozen-intrinsics",
  "--input-type=module",
])("NODE_OPTIONS=%s is named, by the doctor too", async (options) => {
  const [option] = /--[a-z-]+(=module)?$/.exec(options)!;
  for (const command of ["step:1", "doctor"]) {
    const { code, output } = await course.run(command, [], { NODE_OPTIONS: options });
    expect(output).toContain(`NODE_OPTIONS has ${option!.replace("=module", "")} in it`);
    expect(output).toMatch(/\n {2}.*NODE_OPTIONS.*\n$/);
    expect(code).toBe(2);
  }
});

test("what names files of another project's tools is not meant for ours", async () => {
  const nowhere = join(course.dir, "not there");
  course.solve(1);
  const { code, output } = await course.run("step:1", [], {
    NODE_OPTIONS: "--no-deprecation",
    TSX_TSCONFIG_PATH: nowhere,
    ESBUILD_BINARY_PATH: nowhere,
    NAPI_RS_NATIVE_LIBRARY_PATH: nowhere,
  });
  expect(output).toContain("Step 1 is solved");
  expect(code).toBe(0);
});

test("a `--` that the package manager has passed on separates nothing", async () => {
  const { code, output } = await course.run("progress", ["--", "--json"]);
  expect(JSON.parse(output)).toMatchObject({ schema: 2 });
  expect(code).toBe(0);
});

test("a package that cannot be loaded is told without its tool's own advice", async () => {
  emptyPackages();
  course.write(
    "node_modules/vitest/node.js",
    'throw new Error("Cannot find native binding. Please try `npm i` again after removing package-lock.json");',
  );
  course.write("node_modules/vitest/package.json", '{ "exports": { "./node": "./node.js" } }');
  expect(await course.run("start")).toEqual({
    code: 2,
    output: "The course's packages are incomplete: Cannot find native binding.\n  npm ci\n",
  });
});

test("a command that waits for what never comes does not end well", async () => {
  course.write("scripts/commands/undo.ts", "await new Promise(() => {});\n");
  expect(await course.run("undo")).toMatchObject({ code: 13 });
});

describe.skipIf(!canMount())("a drive", () => {
  test("that runs no program is told as that, by every command", async () => {
    emptyPackages();
    mkdirSync(join(course.dir, "node_modules", ".bin"));
    for (const command of ["start", "doctor"]) {
      const output = onDrive("noexec", "node_modules/.bin", [
        "touch node_modules/.bin/tsx && chmod +x node_modules/.bin/tsx",
        nodeLine(command),
      ]);
      expect(output).toMatch(/runs no program from .*noexec.*\n {2}cp -R ".*" ~\/\n$/);
    }
  });

  test.each(["size=8k", "ro"])(
    "for temporary files that is mounted with %s is left alone",
    async (options) => {
      course.solve(1);
      mkdirSync(join(course.dir, "tmp"));
      const line = `TMPDIR="$PWD/tmp" ${nodeLine("step:1")}`;
      const output = onDrive(options, "tmp", [line]);
      expect(output).toContain("Step 1 is solved");
    },
  );

  test.each(["size=8k", "ro"])(
    "that is mounted with %s, for the course's own files and the temporary ones, is told as that",
    (options) => {
      for (const folder of [".workshop", "tmp"]) mkdirSync(join(course.dir, folder));
      for (const command of ["start", "step:1", "doctor"]) {
        const output = onDrive(options, ".workshop", [
          `mount -t tmpfs -o ${options} tmpfs tmp`,
          `TMPDIR="$PWD/tmp" ${nodeLine(command)}`,
        ]);
        expect(output).toMatch(
          /^Files can be written neither to .*tmp nor to .*\n {2}cp -R ".*" ~\/\n$/,
        );
      }
    },
  );

  test("that is full is found by the doctor, with the temporary files that are kept elsewhere", () => {
    for (const folder of [".workshop", "tmp"]) mkdirSync(join(course.dir, folder));
    const fill = (folder: string) => `cat /dev/zero > ${folder}/fill 2> /dev/null`;
    const doctor = nodeLine("doctor");
    const full = onDrive("size=4k", ".workshop", [fill(".workshop"), doctor]);
    expect(full).toMatch(/^✗ Folder: .*\.workshop cannot be written to \(ENOSPC\)/m);
    expect(full).not.toContain("A check could not be made");
    const temporary = onDrive("size=4k", "tmp", [fill("tmp"), `TMPDIR="$PWD/tmp" ${doctor}`]);
    expect(temporary).toMatch(/^! Folder: .*no temporary files.*\.workshop.tmp/m);
    expect(temporary).toMatch(/^✓ Code generation/m);
  });

  /** Runs lines of sh in the course, with a folder of it on a drive of its own. */
  function onDrive(options: string, folder: string, lines: string[]): string {
    const mount = `mount -t tmpfs -o ${options} tmpfs ${folder}`;
    const script = [mount, ...lines].join("\n");
    return execFileSync("unshare", ["-rm", "sh", "-c", `{ ${script}\n} 2>&1; true`], {
      cwd: course.dir,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, WORKSHOP_LANG: "en" },
    });
  }

  function nodeLine(script: string): string {
    return [process.execPath, ...course.words(script)].map((word) => `'${word}'`).join(" ");
  }
});

/** Whether drives can be mounted here, in a space of names of their own. */
function canMount(): boolean {
  const script = "mount -t tmpfs tmpfs /mnt";
  return spawnSync("unshare", ["-rm", "sh", "-c", script]).status === 0;
}
