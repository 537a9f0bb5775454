import { ROOT } from "../../ground/paths.ts";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { homedir, hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { checkChat } from "../../doctor/chat.ts";
import { CourseCopy, type Finished } from "../support/course-copy.ts";
import { NO_PROXY, NOWHERE } from "../support/proxies.ts";

const DAY = 24 * 3600 * 1000;
const MAJOR = Number.parseInt(process.versions.node);
const LAUNCHER = "scripts/codegen/plugins/protoc-gen-js.mjs";
let registry: Server;
let home: string;
/** Whatever is set on this machine, the doctor is to see this. */
let environment: NodeJS.ProcessEnv;
const copies: CourseCopy[] = [];

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "doctor "));
  registry = createHttpServer((_request, response) => {
    const version = { name: "picocolors", version: "1.1.1" };
    const versions = { "1.1.1": version };
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({ name: version.name, "dist-tags": { latest: "1.1.1" }, versions }),
    );
  }).listen(0, "127.0.0.1");
  await once(registry, "listening");
  environment = {
    ...NO_PROXY,
    NODE_OPTIONS: undefined,
    WORKSHOP_POLL: undefined,
    npm_config_registry: `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`,
    npm_config_cache: join(home, "cache"),
    npm_config_userconfig: join(home, "user"),
    npm_config_globalconfig: join(home, "global"),
    npm_config_proxy: undefined,
    npm_config_https_proxy: undefined,
    npm_config_noproxy: undefined,
  };
});

afterAll(() => {
  registry.close();
  for (const copy of copies) copy.remove();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

afterEach(() => void vi.unstubAllEnvs());

function newCopy(): CourseCopy {
  const copy = new CourseCopy();
  copies.push(copy);
  copy.write("package-lock.json", readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  return copy;
}

/** Runs the doctor in a copy. */
function examine(
  copy: CourseCopy,
  env: NodeJS.ProcessEnv = {},
  args: string[] = [],
): Promise<Finished> {
  return copy.run("doctor", args, { ...environment, ...env });
}

/** The line of a finding and the commands below it. */
function finding(output: string, subject: string): string {
  const lines = output.split("\n");
  const first = lines.findIndex((line) => line.includes(` ${subject}`));
  const mend = lines.slice(first + 1).findIndex((line) => !line.startsWith("    "));
  return lines.slice(first, first + 1 + mend).join("\n");
}

/** The command that stands below a finding. */
function mendingOf(output: string, subject: string): string {
  return finding(output, subject).split("\n")[1]!.trim();
}

/** Changes a JSON file of a copy. */
function edit(copy: CourseCopy, path: string, change: (json: any) => void): void {
  const json = JSON.parse(copy.read(path));
  change(json);
  copy.write(path, JSON.stringify(json, null, 2));
}

/** Gives a copy packages of its own: links, so that one can be replaced. */
function ownPackages(copy: CourseCopy): string {
  const folder = join(copy.dir, "node_modules");
  unlinkSync(folder);
  mkdirSync(folder);
  for (const name of readdirSync(join(ROOT, "node_modules"))) {
    symlinkSync(join(ROOT, "node_modules", name), join(folder, name), "junction");
  }
  return folder;
}

/** What makes a process's clock wrong. */
function clockOff(milliseconds: number): NodeJS.ProcessEnv {
  const source = `globalThis.Date = class extends Date {
    constructor(...given) { super(...(given.length > 0 ? given : [Date.now()])); }
    static now() { return super.now() + ${milliseconds}; }
  };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(source)}` };
}

describe.concurrent("npm run doctor", () => {
  test("finds nothing wrong where all is well", async () => {
    const { code, output } = await examine(newCopy());
    // Somebody may have the port, and makers' packages are in step only where they were installed.
    const must = output.replaceAll(/^[✓!] (Port 50051|Packages).*\n( {4}.*\n)*/gm, "");
    expect(must).not.toMatch(/^[!✗]/m);
    expect(output.match(/^[✓!] /gm)).toHaveLength(12);
    expect(output).toContain("The course can run: npm start");
    expect(code).toBe(0);
  });

  test.each([
    [`>=${MAJOR + 1}`, false],
    [`^${MAJOR}.99 || >=${MAJOR + 1}`, false],
    [`^${MAJOR - 1}.0`, false],
    [`^${MAJOR}.0 || >=99`, true],
  ])("holds Node against %s", async (range, isEnough) => {
    const copy = newCopy();
    edit(copy, "package.json", (json) => (json.engines.node = range));
    // Without the packages it ends soon, and says so only where Node is good enough.
    unlinkSync(join(copy.dir, "node_modules"));
    const { code, output } = await examine(copy);
    expect(output.includes(`the course needs ${range}`)).toBe(!isEnough);
    expect(output).toContain(isEnough ? "npm install" : "nvm install");
    expect(code).toBe(2);
  });

  test("speaks without any package, in both languages", async () => {
    const copy = newCopy();
    unlinkSync(join(copy.dir, "node_modules"));
    const english = await examine(copy);
    expect(english.output).toMatch(/packages are not installed yet.*\n {2}npm install\n$/);
    expect(english.code).toBe(2);
    const japanese = await examine(copy, { WORKSHOP_LANG: "ja" });
    expect(japanese.output).toMatch(/パッケージがまだ入っていません.*\n {2}npm install\n$/);
  });

  test("speaks where a package that it needs itself is missing", async () => {
    const copy = newCopy();
    unlinkSync(join(ownPackages(copy), "picocolors"));
    const { code, output } = await examine(copy);
    expect(output).toMatch(/missing from node_modules .*picocolors.*\n {2}npm ci\n$/);
    expect(code).toBe(2);
  });

  test("compares the packages with package-lock.json", async () => {
    const copy = newCopy();
    edit(copy, "package-lock.json", ({ packages }) => {
      packages["node_modules/marked"].version = "99.0.0";
      packages["node_modules/not-there"] = { version: "1.0.0" };
      const optional = { version: "1.0.0", optional: true, cpu: [process.arch] };
      packages["node_modules/for-here"] = { ...optional, os: [process.platform] };
      packages["node_modules/for-others"] = { ...optional, os: ["plan9"] };
    });
    const { code, output } = await examine(copy);
    const packages = finding(output, "Packages:");
    expect(packages).toMatch(/^✗ .*marked is .*, not 99\.0\.0/);
    expect(packages).toContain("not-there is missing");
    expect(packages).toContain("for-here is missing");
    expect(packages).not.toContain("for-others");
    expect(packages).toMatch(/\n {4}npm ci$/);
    expect(output).toContain("The course cannot run yet: 1 to mend");
    expect(code).toBe(1);
  });

  test("compiles the contract, and says why it cannot", async () => {
    const copy = newCopy();
    const packages = ownPackages(copy);
    for (const name of ["protoc", "grpc-tools"]) {
      unlinkSync(join(packages, name));
      cpSync(
        join(ROOT, "node_modules", name, "package.json"),
        join(packages, name, "package.json"),
      );
    }
    const assets = [{ platform: process.platform, arch: process.arch, executable: "protoc" }];
    writeFileSync(join(packages, "protoc", "assets.json"), JSON.stringify(assets));
    mkdirSync(join(packages, "protoc", "bin"));
    writeFileSync(join(packages, "protoc", "bin", "protoc"), "no program");
    const { code, output } = await examine(copy);
    expect(output).toMatch(/^✗ Code generation: .*does not compile/m);
    expect(output).toMatch(/protoc cannot be started.*\n {4}npm ci$/m);
    expect(finding(output, "Packages:")).toMatch(/^✓/);
    expect(code).toBe(1);
  });

  test("starts the programs that packages hold, and keeps their tools' advice for itself", async () => {
    const copy = newCopy();
    const packages = ownPackages(copy);
    for (const [name, file, source] of [
      ["typescript", "bin/tsc", "process.exit(3);"],
      ["vite", "index.js", 'throw new Error("No binding. Remove package-lock.json");'],
    ] as const) {
      const manifest = join(ROOT, "node_modules", name, "package.json");
      const { version } = JSON.parse(readFileSync(manifest, "utf8"));
      unlinkSync(join(packages, name));
      const json = { version, type: "module", exports: "./index.js" };
      copy.write(`node_modules/${name}/package.json`, JSON.stringify(json));
      copy.write(`node_modules/${name}/${file}`, source);
    }
    const { code, output } = await examine(copy);
    const programs = finding(output, "Programs:");
    expect(programs).toMatch(
      /^✗ .*vite does not start \(No binding\.\); typescript .*\(exit code 3\)/,
    );
    expect(programs).toMatch(/\n {4}npm ci$/);
    expect(code).toBe(1);
  });

  test("tells an issue with --json what it has found, and nothing of whoever files it", async () => {
    const copy = newCopy();
    copy.write(".workshop", "a file in the folder's place");
    const { code, output } = await examine(copy, { npm_config_user_agent: "npm/11.1.0 node/v1" }, [
      "--json",
    ]);
    const report = JSON.parse(output);
    expect(report).toMatchObject({ schema: 1, node: process.versions.node, npm: "11.1.0" });
    expect(report.checks).toMatchObject({ folder: "wrong", codegen: "ok" });
    for (const own of [copy.dir, homedir(), userInfo().username, hostname(), "127.0.0.1"]) {
      expect(output).not.toContain(own);
    }
    expect(code).toBe(1);
  });

  test("finds what stops the course, and prints what mends it", async (context) => {
    // On Windows a plugin starts in another way, and a variable lasts from the next terminal on.
    if (process.platform === "win32") context.skip();
    const copy = newCopy();
    copy.write(".workshop", "a file in the folder's place");
    copy.write(LAUNCHER, copy.read(LAUNCHER).replaceAll("\n", "\r\n"));
    copy.write("proto/chat.proto", copy.read("proto/chat.proto").replaceAll("\n", "\r\n"));
    const proxy = { https_proxy: NOWHERE };
    const { code, output } = await examine(copy, proxy);
    expect(finding(output, "Folder:")).toMatch(/^✗ .*\.workshop cannot be written to \(EEXIST\)/);
    expect(finding(output, "Line endings:")).toMatch(/^✗ .*protoc-gen-js\.mjs came with CRLF/);
    expect(output).toMatch(/^✗ Code generation: /m);
    expect(finding(output, "gRPC:")).toMatch(/^! .*the proxy in https_proxy/);
    // What grpc-js itself prints would stand in between.
    expect(output).not.toContain("E Failed");
    expect(output).toContain("3 to mend");
    expect(code).toBe(1);

    for (const subject of ["Folder:", "Line endings:"]) {
      execFileSync("sh", ["-c", mendingOf(output, subject)], { cwd: copy.dir });
    }
    const [, name, value] = /^export (\w+)="(.*)"/.exec(mendingOf(output, "gRPC:"))!;
    const mended = await examine(copy, { ...proxy, [name!]: value });
    expect(mended.output).not.toMatch(/^✗/m);
    expect(finding(mended.output, "gRPC:")).toMatch(/^✓/);
    expect(mended.code).toBe(0);
    expect(readdirSync(join(copy.dir, ".workshop"))).toEqual([]);
    expect(readdirSync(copy.dir).filter((each) => each.startsWith(".doctor"))).toEqual([]);
  });

  test("sees what an interrupted command has left, and names what puts it right", async () => {
    const copy = newCopy();
    const saves = ".workshop/saves";
    copy.write(`${saves}/lock/2147483647-0123abcd`, "");
    const left = await examine(copy);
    expect(finding(left.output, "Saves:")).toMatch(/^! .*has left its lock behind/);
    expect(left.code).toBe(0);

    const record = { command: "solve", at: "", files: ["proto/chat.proto"] };
    copy.write(`${saves}/0001-solve/save.json`, JSON.stringify(record));
    copy.write(`${saves}/0001-solve/proto/chat.proto`, "// mine");
    const intended = { "proto/chat.proto": createHash("sha256").update("half").digest("hex") };
    const journal = { undoable: [], begun: "0001-solve", intended };
    copy.write(`${saves}/journal.json`, JSON.stringify(journal));
    copy.write("proto/chat.proto", "half");
    const interrupted = await examine(copy);
    expect(finding(interrupted.output, "Saves:")).toMatch(/^! .*saves\/0001-solve/);
    const [, script] = /^npm (\w+)$/.exec(mendingOf(interrupted.output, "Saves:"))!;
    await copy.run(script!);
    expect(copy.read("proto/chat.proto")).toBe("// mine");
    expect(finding((await examine(copy)).output, "Saves:")).toMatch(/^✓/);
  });

  test("notes what works otherwise than usual, and the course can still run", async () => {
    const taken = createServer().listen(50_051, "127.0.0.1");
    // Where somebody has it already, it is taken too.
    await Promise.race([once(taken, "listening"), once(taken, "error")]).catch(() => {});
    const copy = newCopy();
    const { code, output } = await examine(
      copy,
      {
        ...clockOff(-DAY),
        npm_config_registry: NOWHERE,
        WORKSHOP_POLL: "1",
        WORKSHOP_LANG: "ja",
      },
      ["--plain"],
    );
    taken.close();
    const port = finding(output, "ポート");
    expect(port).toMatch(/^note .*50051：使えません/);
    expect(port).toMatch(/npm run server -- --port (\d+)\n.*--address 127\.0\.0\.1:\1$/);
    expect(finding(output, "レジストリー：")).toMatch(/^note .*127\.0\.0\.1:9.*ECONNREFUSED/);
    expect(finding(output, "Node.js")).toMatch(
      /^note .*NODE_OPTIONS=--import=.*\n {4}.*NODE_OPTIONS/,
    );
    expect(finding(output, "ドライブ：")).toMatch(/^note .*\n {4}cp -R ".*[^/\\]" ~\/$/);
    expect(finding(output, "時計：")).toMatch(/^note .*package\.json の日付は.*\n {4}/);
    expect(output).toContain("コースを始められます：npm start");
    for (const symbol of ["✓", "✗", "\u001b"]) expect(output).not.toContain(symbol);
    expect(code).toBe(0);
  });

  test("only notes a clock that is not the drive's, and makers' packages that differ", async () => {
    const copy = newCopy();
    edit(copy, "package-lock.json", ({ packages }) => {
      packages["node_modules/oxlint"].version = "99.0.0";
      packages["node_modules/not-there"] = { version: "1.0.0", dev: true };
    });
    const { code, output } = await examine(copy, clockOff(DAY));
    const packages = finding(output, "Packages:");
    expect(packages).toMatch(/^! .*oxlint is .*, not 99\.0\.0/);
    expect(packages).not.toContain("not-there");
    expect(finding(output, "Clock:")).toMatch(
      /^! .*differs from the drive's by -86\d{3} s.*\n {4}/,
    );
    expect(code).toBe(0);
  });
});

describe("what grpc-js makes of the environment", () => {
  test.each([
    ["no proxy", {}, "ok"],
    ["http_proxy", { http_proxy: NOWHERE }, "note"],
    ["a proxy that is not http://", { https_proxy: "https://127.0.0.1:9" }, "ok"],
    ["no_proxy", { http_proxy: NOWHERE, no_proxy: "localhost,127.0.0.1" }, "ok"],
    ["no_proxy with a blank", { http_proxy: NOWHERE, no_proxy: "localhost, 127.0.0.1" }, "note"],
    [
      "no_grpc_proxy before no_proxy",
      { grpc_proxy: NOWHERE, no_proxy: "*", no_grpc_proxy: "127.0.0.1" },
      "ok",
    ],
  ])("%s", async (_name, variables, level) => {
    for (const [name, value] of Object.entries({ ...NO_PROXY, ...variables })) {
      vi.stubEnv(name, value);
    }
    expect((await checkChat()).level).toBe(level);
  });

  test("keeps what is exempted already in the command that mends it", async (context) => {
    if (process.platform === "win32") context.skip();
    const variables = { http_proxy: NOWHERE, no_proxy: "corp.example, 10.0.0.1" };
    for (const [name, value] of Object.entries({ ...NO_PROXY, ...variables })) {
      vi.stubEnv(name, value);
    }
    const { mend } = await checkChat();
    expect(mend).toBe('export no_grpc_proxy="corp.example,10.0.0.1,127.0.0.1,localhost"');
  });
});
