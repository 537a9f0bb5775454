import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { generate, isFresh, type Options } from "../../codegen/generate.ts";
import type { Manifest } from "../../codegen/manifest.ts";
import { quoted } from "../../codegen/protoc.ts";
import { findProtos, foldersOf } from "../../codegen/protos.ts";
import { messages } from "../../messages/index.ts";
import { ROOT } from "../../ground/paths.ts";
import { CHAT, codegen, load, node, TempFolder } from "../codegen-kit.ts";

/** As `tsx`, where a script is not started in the repository. */
const LOADER = pathToFileURL(load.resolve("tsx")).href;

const SYNTAX = 'syntax = "proto3";';

const temp = new TempFolder();
/** The chat, generated once; most tests only need what that left. */
const base = join(temp.path, "base");
let protoDir = "";
let outDir = "";
let folders = 0;

beforeAll(async () => {
  temp.write("base/プロト/chat.proto", CHAT);
  const result = await generate({
    protoDir: join(base, "プロト"),
    outDir: join(base, "gen"),
    toolchain: "bundled",
  });
  expect(result).toMatchObject({ ok: true });
});

beforeEach(() => {
  const folder = join(temp.path, `it's ${folders++}`);
  protoDir = join(folder, "プロト");
  outDir = join(folder, "gen");
  mkdirSync(protoDir, { recursive: true });
});

afterAll(() => temp.remove());

const proto = (name: string, text: string) =>
  temp.write(join(basename(dirname(protoDir)), "プロト", name), text);
const out = (name: string, text: string) =>
  temp.write(join(basename(dirname(outDir)), "gen", name), text);
const sha256 = (name: string, folder = protoDir) =>
  createHash("sha256")
    .update(readFileSync(join(folder, name)))
    .digest("hex");
const options = (): Options => ({ protoDir, outDir, toolchain: "bundled" });
const generated = () =>
  readdirSync(outDir, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(outDir, name)).isFile())
    .toSorted();
const beside = () => readdirSync(dirname(outDir)).toSorted();

/** Puts the generated chat in place. */
const generatedBefore = () => cpSync(base, dirname(outDir), { recursive: true });

/** What a failed run says. */
async function failure(of: Partial<Options> = {}): Promise<string> {
  const result = await generate({ ...options(), ...of });
  if (result.ok) throw new Error("it succeeded");
  return result.message;
}

describe("npm run codegen", () => {
  test("says what it used and why, the command, and what it made", async () => {
    proto("chat.proto", CHAT);
    const run = await codegen("--proto", protoDir, "--out", outDir);
    expect(run.stderr).toBe("");
    const [why = "", executable = ""] = run.stdout.split("\n");
    expect(why).toMatch(/^Toolchain: (bundled|grpc-tools), because /);
    expect(executable).toMatch(/^node_modules.*protoc/);
    expect(run.stdout).toContain(
      `${join(outDir, "chat_pb.js")}, ${join(outDir, "chat_grpc_pb.js")}`,
    );
    expect(run.code).toBe(0);
    expect(generated()).toEqual([
      "chat_grpc_pb.d.ts",
      "chat_grpc_pb.js",
      "chat_pb.d.ts",
      "chat_pb.js",
      "checked-reader.js",
      "manifest.json",
      "package.json",
      join("web", "chat_pb.d.ts"),
      join("web", "chat_pb.js"),
      join("web", "package.json"),
    ]);
    expect(load(join(outDir, "package.json"))).toEqual({ type: "commonjs" });
    expect(load(join(outDir, "web/package.json"))).toEqual({ type: "module" });
    expect(beside()).toEqual(["gen", "プロト"]);
  });

  test.skipIf(process.platform === "win32")("--print prints what a shell runs", async () => {
    proto("chat.proto", CHAT);
    const flags = ["--print", "--toolchain", "bundled", "--proto", protoDir, "--out", outDir];
    const print = await codegen(...flags);
    expect(print).toMatchObject({ code: 0, stderr: "" });
    expect(existsSync(outDir)).toBe(false);

    execFileSync("sh", ["-c", print.stdout], { cwd: ROOT });
    const files = generated().filter((name) => name.endsWith("s"));
    expect(files).toHaveLength(6);
    for (const name of files) {
      const made = readFileSync(join(base, "gen", name), "utf8");
      expect(readFileSync(join(outDir, name), "utf8")).toBe(made);
    }
    // Once the folder is there, protoc needs no mkdir.
    const again = await codegen(...flags);
    expect(print.stdout.split("\n").slice(1).join("\n")).toBe(again.stdout);
  });

  test("--help names every flag", async () => {
    const { code, stdout } = await codegen("--help");
    expect(code).toBe(0);
    for (const flag of ["proto", "out", "toolchain", "watch", "print", "help"]) {
      expect(stdout).toContain(`--${flag} `);
    }
  });

  const { noSuchFlag, needsValue, unclear } = messages.arguments;
  test.each([
    [["--colour"], noSuchFlag("--colour")],
    [["chat.proto"], unclear("chat.proto")],
    [["--toolchain", "x"], messages.codegen.badToolchain("x")],
    // As from a variable that is not set: it is not the current folder.
    [["--out="], needsValue("--out")],
    [["--proto", ""], needsValue("--proto")],
  ])("%j is refused with exit code 2", async (args, sentence) => {
    const run = await codegen(...args);
    expect(run.stderr.split("\n")[0]).toBe(sentence);
    expect(run).toMatchObject({ code: 2, stdout: "" });
  });

  test("takes the flags that npm kept for itself", async () => {
    proto("chat.proto", CHAT);
    const kept = { npm_config_proto: protoDir, npm_config_out: outDir, npm_config_print: "true" };
    const run = await node(["--import", "tsx", join(ROOT, "scripts/codegen.ts")], ROOT, kept);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain(quoted(`--proto_path=${protoDir}`));
    expect(existsSync(outDir)).toBe(false);
  });

  test("a mistake ends with exit code 1, on stderr, in the learner's language", async () => {
    const script = join(ROOT, "scripts/codegen.ts");
    const args = ["--import", "tsx", script, "--proto", join(protoDir, "none"), "--out", outDir];
    const run = await node(args, ROOT, { WORKSHOP_LANG: "ja" });
    expect(run).toMatchObject({ code: 1, stdout: "" });
    expect(run.stderr).toContain("フォルダーがありません");
  });
});

describe("a .proto with a mistake", () => {
  test("is shown with file and line, and a mark under the column; the line above where a ; may be missing", async () => {
    proto(
      "chat.proto",
      'syntax = "proto3";\nmessage Note {\n  string name = 1\n  string message = 2;\n}\n',
    );
    expect(await failure()).toBe(
      `${join(protoDir, "chat.proto")}:4:3: Expected ";".
  3 |   string name = 1
  4 |   string message = 2;
    |   ^
${messages.codegen.mendProto}`,
    );
  });

  test("the mark stands right behind tabs and wide letters too", async () => {
    proto("chat.proto", 'syntax = "proto3";\nmessage Note {\n\t/* 名前é */ strin name = 1;\n}\n');
    const [, source = "", mark = ""] = (await failure()).split("\n");
    expect(source).toBe("  3 | \t/* 名前é */ strin name = 1;");
    // The tab stays, and a wide blank stands under each wide letter.
    expect(mark).toBe("    | \t   \u3000\u3000     ^");
  });

  test("every mistake is shown", async () => {
    proto("a.proto", 'syntax = "proto3";\nmessage A {\n  Foo foo = 1;\n  Bar bar = 2;\n}\n');
    const message = await failure();
    expect(message).toContain(
      'a.proto:3:3: "Foo" is not defined.\n  2 | message A {\n  3 |   Foo foo = 1;\n',
    );
    expect(message).toContain(
      'a.proto:4:3: "Bar" is not defined.\n  3 |   Foo foo = 1;\n  4 |   Bar bar = 2;\n',
    );
  });

  test("a copy of a file beside it: both are named, once", async () => {
    const [copy, first] = [proto("chat copy.proto", CHAT), proto("chat.proto", CHAT)];
    const [error = "", ...lines] = (await failure()).split("\n");
    expect(error).toMatch(
      /chat\.proto:\d+:\d+: .* is already defined in file "chat copy\.proto"\.$/,
    );
    expect(lines.slice(-1)).toEqual([messages.codegen.mendCopy(first, copy)]);
    expect(lines).toHaveLength(3);
  });

  test("an import that is not there", async () => {
    proto("chat.proto", 'syntax = "proto3";\n\nimport "nope.proto";\n');
    const message = await failure();
    expect(message).toContain(
      `${join(protoDir, "chat.proto")}:3:1: Import "nope.proto" was not found`,
    );
    expect(message).toContain('3 | import "nope.proto";');
  });

  test.each([
    ["only comments", '// TODO: write it\n/* syntax = "proto3"; */\n'],
    ["nothing at all", ""],
    ["messages alone", "message Note {}\n"],
    ["a misspelt first word", 'syntex = "proto3";\n'],
  ])("%s: it has no syntax yet", async (_, text) => {
    const path = proto("chat.proto", text);
    expect(await failure()).toBe(`${path}: ${messages.codegen.noSyntax(false)}`);
    // Only where it is the file of the first step.
    expect(messages.codegen.noSyntax(false)).not.toContain("step:1");
    expect(messages.codegen.noSyntax(true)).toContain("step:1");
  });

  const { noEditions, inUtf16, openComment, mergeMarker, oddLetter, notUtf8, lonelyCr } =
    messages.codegen;
  test.each([
    ["in UTF-16", Buffer.from(`\uFEFF${CHAT}`, "utf16le"), "", inUtf16],
    ["in UTF-16 without a mark", Buffer.from(CHAT, "utf16le"), "", inUtf16],
    ["a comment without its end", `${CHAT}/* "*/\n/* x`, ":20", openComment],
    ["a merge", `<<<<<<< HEAD\n${CHAT}=======\n>>>>>>> x`, ":1", mergeMarker],
    ["a merge's end", `${CHAT}>>>>>>> x`, ":19", mergeMarker],
    ["lines that end with CR alone", CHAT.replaceAll("\n", "\r"), ":1", lonelyCr],
    ["one of them that does", CHAT.replace("1;\n", "1;\r"), ":9", lonelyCr],
    ["an edition", '// syntax\nedition = "2023";\n', ":2", noEditions],
  ])("%s", async (_, text, line, sentence) => {
    const path = temp.write(join(basename(dirname(protoDir)), "プロト", "chat.proto"), text);
    expect(await failure()).toBe(`${path}${line}: ${sentence}`);
  });

  test("lines like those of a merge in a comment, and a comment in a text, are no mistake", async () => {
    proto("chat.proto", `${CHAT}/*\n=======\n<<<<<<< x\n*/\nmessage M {\n  // /*\n}\n`);
    proto("b.proto", 'syntax = "proto3";\nmessage B {\n  string b = 1 [json_name = "/*"];\n}\n');
    expect(await generate(options())).toMatchObject({ ok: true });
  });

  test.each([
    ["1；", '"；" (U+FF1B)', " Write `;`.", 18],
    ["\u30001;", "a full-width space (U+3000)", " Write a plain space.", 17],
    ["1\u200b;", "an invisible space of no width (U+200B)", " Delete it.", 18],
    ["1\u0001;", "an invisible character (U+0001)", " Delete it.", 18],
  ])("an odd letter in %j is named, once", async (end, name, advice, column) => {
    const line = `  string name = ${end} // あ`;
    const path = proto("chat.proto", `syntax = "proto3";\nmessage Note {\n${line}\n}\n`);
    const message = await failure();
    expect(message).toContain(`${path}:3:${column}: ${oddLetter(name, advice)}\n  3 | ${line}\n`);
    expect(message.split("U+")).toHaveLength(2);
    expect(message).not.toContain("codepoint");
  });

  test("Shift_JIS is fine in a comment, and named where it is not", async () => {
    const [head, letter] = [Buffer.from('syntax = "proto3";\n'), Buffer.of(0x83, 0x65)];
    const write = (text: Buffer) =>
      temp.write(join(basename(dirname(protoDir)), "プロト", "chat.proto"), text);
    write(Buffer.concat([head, Buffer.from("// "), letter]));
    expect(await generate(options())).toMatchObject({ ok: true });
    write(Buffer.concat([head, Buffer.from("message "), letter, Buffer.from(" {}")]));
    expect(await failure()).toContain(notUtf8);
  });

  test("a byte order mark and comments before syntax are no mistake", async () => {
    proto("chat.proto", `\uFEFF/* // */ // syntax\r\r\n${CHAT}\r`);
    expect(await generate(options())).toMatchObject({ ok: true });
  });
});

describe("what comes in", () => {
  test("a folder that is not there", async () => {
    const none = join(protoDir, "none");
    expect(await failure({ protoDir: none })).toBe(messages.codegen.noProtoFolder(none));
  });

  test("a file in place of the folder", async () => {
    const file = proto("chat.proto", CHAT);
    expect(await failure({ protoDir: file })).toBe(messages.codegen.noProtoFolder(file));
  });

  test("a folder without a .proto", async () => {
    proto("chat.proto.txt", CHAT);
    mkdirSync(join(protoDir, "folder.proto"));
    expect(await failure()).toBe(messages.codegen.noProtos(protoDir, false));
  });
});

describe("where the files go", () => {
  const { sameFile, inFolderOfOurs, endsTwice } = messages.codegen;

  test("x.proto with a service, and x_grpc.proto", async () => {
    const [first, second] = [proto("a/x.proto", CHAT), proto("a/x_grpc.proto", SYNTAX)];
    expect(await failure()).toBe(sameFile("a/x_grpc_pb.js", first, second));
    // Without a service there is nothing to overwrite.
    proto("a/x.proto", SYNTAX);
    expect(await generate(options())).toMatchObject({ ok: true });
  });

  test.each(["web", "Web", "package.json"])("a folder %s", async (name) => {
    const folder = dirname(proto(`${name}/chat.proto`, CHAT));
    const taken = join(outDir, name.toLowerCase());
    expect(await failure()).toBe(inFolderOfOurs(folder, taken));
    // A file may be called so, and a folder that lies deeper.
    renameSync(folder, join(protoDir, "deeper"));
    proto(`deeper/${name}/web.proto`, SYNTAX);
    expect(await generate(options())).toMatchObject({ ok: true });
  });

  test("a name with .proto in its midst", async () => {
    proto("chat.proto.proto", CHAT);
    expect(await failure()).toBe(endsTwice(join(protoDir, "chat.proto.proto")));
  });

  test("copies of protoc's own .proto files are imported, and nothing is made of them", async () => {
    const own = join(dirname(load.resolve("protoc/package.json")), "include", "google");
    cpSync(own, join(protoDir, "google"), { recursive: true });
    const field = "google.protobuf.Timestamp at = 1;";
    proto(
      "at.proto",
      `${SYNTAX} import "google/protobuf/timestamp.proto"; message At { ${field} }`,
    );
    expect(await generate(options())).toMatchObject({ ok: true, protos: ["at.proto"] });
    expect(generated().join()).not.toContain("google");
  });
});

// Windows allows fewer of these letters in a name, and links only to administrators.
describe.skipIf(process.platform === "win32")("every path", () => {
  test.each(["-x", "@x", "c:d", "a=b", "a;b", 'it\'s "so"', "日本 語"])(
    "a folder and an output named %s",
    async (name) => {
      const folder = dirname(protoDir);
      temp.write(join(basename(folder), name, "chat.proto"), CHAT);
      temp.write(join(basename(folder), name, name, "second.proto"), 'syntax = "proto3";');
      const script = join(ROOT, "scripts/codegen.ts");
      const args = ["--import", LOADER, script, `--proto=${name}`, `--out=gen${name}`];
      const run = await node(args, folder);
      expect(run).toMatchObject({ code: 0, stderr: "" });
      expect(existsSync(join(folder, `gen${name}`, "chat_grpc_pb.js"))).toBe(true);
      expect(existsSync(join(folder, `gen${name}`, name, "second_pb.js"))).toBe(true);

      // What it shows runs in a shell as it is.
      const print = await node([...args.slice(0, 4), `--out=again${name}`, "--print"], folder);
      execFileSync("sh", ["-c", print.stdout], { cwd: folder });
      expect(existsSync(join(folder, `again${name}`, "web", "chat_pb.js"))).toBe(true);
    },
  );

  test("the folder itself, of which packages and hidden files are no part", async () => {
    const folder = dirname(protoDir);
    for (const name of ["node_modules/p/a.proto", ".hidden/b.proto", "._c.proto", "-d.proto"]) {
      temp.write(join(basename(folder), name), name === "-d.proto" ? CHAT : "no contract");
    }
    symlinkSync("nowhere", join(folder, ".#d.proto"));
    symlinkSync("nowhere", join(folder, "e.proto"));
    symlinkSync(".", join(folder, "loop"));
    expect(findProtos(folder)).toEqual(["-d.proto"]);
    expect(foldersOf(folder)).toEqual([".", "loop", "プロト"].map((each) => join(folder, each)));
    const script = join(ROOT, "scripts/codegen.ts");
    const run = await node(["--import", LOADER, script, "--proto", ".", "--out", "gen"], folder);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(generated()).toContain("-d_grpc_pb.js");
  });

  test("by way of a folder that there is not", async () => {
    proto("chat.proto", CHAT);
    const around = (path: string) => `${dirname(path)}/none/../${basename(path)}/`;
    const run = await codegen("--proto", around(protoDir), "--out", around(outDir));
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(isFresh(protoDir, outDir)).toBe(true);
  });

  test("a link in place of the output stays one, and one that leads nowhere is named", async () => {
    proto("chat.proto", CHAT);
    const [real, link] = [join(dirname(outDir), "real"), outDir];
    symlinkSync("real", link);
    expect(await failure()).toBe(messages.codegen.systemError(link, "ENOENT"));
    mkdirSync(real);
    for (const _ of ["new", "replaced"]) {
      expect(await generate(options())).toMatchObject({ ok: true });
      expect(readlinkSync(link)).toBe("real");
      expect(isFresh(protoDir, real)).toBe(true);
    }
    expect(beside()).toEqual(["gen", "real", "プロト"]);
  });

  test("more of them than a command line holds", async () => {
    const names = Array.from({ length: 300 }, (_, at) => `${"long".repeat(20)}-${at}`);
    for (const name of names) proto(`${name}/${name}.proto`, 'syntax = "proto3";');
    expect(await generate(options())).toMatchObject({ ok: true });
    expect(Object.keys(load(join(outDir, "manifest.json")).files)).toHaveLength(300);
    expect(generated().filter((name) => name.endsWith(".txt"))).toEqual([]);
  });
});

describe("what was there before", () => {
  test("stays whole when the new one fails, and nothing is left beside it", async () => {
    generatedBefore();
    const before = generated().map((name) => readFileSync(join(outDir, name), "utf8"));
    proto("chat.proto", CHAT.replace("1;", "1"));
    expect(await failure()).toContain('Expected ";"');
    expect(generated().map((name) => readFileSync(join(outDir, name), "utf8"))).toEqual(before);
    expect(beside()).toEqual(["gen", "プロト"]);
  });

  test("goes with its .proto: no file of a .proto that is no more", async () => {
    generatedBefore();
    renameSync(join(protoDir, "chat.proto"), join(protoDir, "talk.proto"));
    await generate(options());
    expect(generated().join()).not.toContain("chat");
    expect(generated()).toContain("talk_pb.js");
  });

  test("is never replaced if it is a learner's own", async () => {
    proto("chat.proto", CHAT);
    const notes = out("notes/mine.txt", "keep me");
    expect(await failure()).toBe(messages.codegen.outHoldsOthers(outDir, notes));
    expect(readFileSync(notes, "utf8")).toBe("keep me");
  });

  test("is not replaced if it looks generated, but has no manifest", async () => {
    proto("chat.proto", CHAT);
    const mine = out("chat_pb.js", "keep me");
    expect(await failure()).toBe(messages.codegen.outHoldsOthers(outDir, mine));
    expect(readFileSync(mine, "utf8")).toBe("keep me");
  });

  test("is not replaced if a file of one's own lies among the generated ones", async () => {
    generatedBefore();
    const mine = out("helper.ts", "keep me");
    expect(await failure()).toBe(messages.codegen.outHoldsOthers(outDir, mine));
    expect(readFileSync(mine, "utf8")).toBe("keep me");
    expect(generated()).toContain("chat_pb.js");
  });

  test("is refused if it is a file, or cannot be made", async () => {
    const file = proto("chat.proto", CHAT);
    expect(await failure({ outDir: file })).toBe(messages.codegen.outIsFile(file));
    expect(await failure({ outDir: join(file, "gen") })).toMatch(/ENOTDIR.*--out DIR/);
    expect(readFileSync(file, "utf8")).toBe(CHAT);
  });

  test.skipIf(process.platform !== "linux")(
    "cannot be made: it is named, as it was asked for",
    async () => {
      proto("chat.proto", CHAT);
      // Where nobody may make a folder, root included.
      expect(await failure({ outDir: "/proc/gen" })).toBe(
        messages.codegen.systemError("/proc/gen", "ENOENT"),
      );
    },
  );

  test("is replaced once by each of several runs at the same moment", async () => {
    generatedBefore();
    const results = await Promise.all([generate(options()), generate(options())]);
    expect(results.map((result) => result.ok)).toEqual([true, true]);
    expect(beside()).toEqual(["gen", "プロト"]);
    expect(generated()).toHaveLength(10);
  });

  test("what a killed run left behind is removed, and what a running one has is not", async () => {
    proto("chat.proto", CHAT);
    const dead = execFileSync(process.execPath, ["-p", "process.pid"], { encoding: "utf8" }).trim();
    const left = [`.gen.${dead}.0123abcd`, `.gen.${dead}.0123abcd.old`];
    const kept = [`.gen.${process.ppid}.0123abcd`, ".gen.notes", `.other.${dead}.0123abcd`];
    for (const name of [...left, ...kept]) mkdirSync(join(dirname(outDir), name));
    // An empty folder may be replaced.
    mkdirSync(outDir);
    expect(await generate(options())).toMatchObject({ ok: true });
    expect(beside()).toEqual([...kept, "gen", "プロト"].toSorted());
  });

  test.skipIf(process.platform === "win32").each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const)("stays whole when %s ends the run", async (signal, code) => {
    generatedBefore();
    const script = join(ROOT, "scripts/codegen.ts");
    const run = spawn(
      process.execPath,
      ["--import", "tsx", script, "--proto", protoDir, "--out", outDir],
      {
        cwd: ROOT,
      },
    );
    const ended = new Promise((resolve) => run.on("exit", resolve));
    await until(() => beside().length === 3);
    run.kill(signal);
    expect(await ended).toBe(code);
    expect(beside()).toEqual(["gen", "プロト"]);
    expect(isFresh(protoDir, outDir)).toBe(true);
  });
});

describe("the manifest", () => {
  test("holds the SHA-256 of each .proto, sorted, of each file made of them, of codegen, and the toolchain", async () => {
    proto("chat.proto", CHAT);
    proto("b/two.proto", 'syntax = "proto3"; package two;');
    await generate(options());
    const files = { "b/two.proto": sha256("b/two.proto"), "chat.proto": sha256("chat.proto") };
    const text = readFileSync(join(outDir, "manifest.json"), "utf8");
    const { made, codegen: maker } = JSON.parse(text) as Manifest;
    expect(maker).toMatch(/^[0-9a-f]{64}$/);
    expect(text).toBe(
      `${JSON.stringify({ files, made, codegen: maker, toolchain: "bundled" }, null, 2)}\n`,
    );
    const names = generated().map((name) => name.replaceAll(sep, "/"));
    expect(Object.keys(made).sort()).toEqual(names.filter((name) => name !== "manifest.json"));
    expect(made["b/two_pb.js"]).toBe(sha256("b/two_pb.js", outDir));
  });

  test("isFresh goes by content", async () => {
    expect(isFresh(protoDir, outDir)).toBe(false);
    proto("chat.proto", CHAT);
    expect(isFresh(protoDir, outDir)).toBe(false);
    generatedBefore();
    expect(isFresh(protoDir, outDir)).toBe(true);
    proto("chat.proto", CHAT);
    expect(isFresh(protoDir, outDir)).toBe(true);
    proto("chat.proto", `${CHAT}\n`);
    expect(isFresh(protoDir, outDir)).toBe(false);
    proto("chat.proto", CHAT);
    proto("more.proto", 'syntax = "proto3";');
    expect(isFresh(protoDir, outDir)).toBe(false);
    rmSync(join(protoDir, "more.proto"));
    expect(isFresh(protoDir, outDir)).toBe(true);
    out("manifest.json", "{");
    expect(isFresh(protoDir, outDir)).toBe(false);
  });

  test("isFresh asks whether this codegen made them", () => {
    proto("chat.proto", CHAT);
    generatedBefore();
    const manifest = JSON.parse(readFileSync(join(outDir, "manifest.json"), "utf8")) as object;
    out("manifest.json", JSON.stringify({ ...manifest, codegen: "0".repeat(64) }));
    expect(isFresh(protoDir, outDir)).toBe(false);
    out("manifest.json", JSON.stringify(manifest));
    expect(isFresh(protoDir, outDir)).toBe(true);
  });

  test("isFresh asks for the generated files too", async () => {
    generatedBefore();
    rmSync(join(outDir, "chat_pb.js"));
    expect(isFresh(protoDir, outDir)).toBe(false);
    generatedBefore();
    expect(isFresh(protoDir, outDir)).toBe(true);
    out("chat_pb.js", "// edited by hand");
    expect(isFresh(protoDir, outDir)).toBe(false);
    expect(isFresh(join(protoDir, "none"), outDir)).toBe(false);
  });
});

describe.skipIf(process.platform === "win32")("--watch", () => {
  test("generates at each change, goes on after a mistake, and ends with 0", async () => {
    proto("chat.proto", CHAT);
    const watch = new Watching();
    try {
      await until(() => watch.said.includes("✓"));
      expect(isFresh(protoDir, outDir)).toBe(true);

      // As an editor saves that writes another file and renames it; twice, for the watch may tire.
      for (const name of ["first", "second"]) {
        const other = proto("chat.proto~", CHAT.replace("message = 2", `${name} = 2`));
        renameSync(other, join(protoDir, "chat.proto"));
        await until(() => isFresh(protoDir, outDir));
      }
      proto("chat.proto", CHAT.replace("1;", "1"));
      await until(() => watch.said.includes('Expected ";"'));
      proto("chat.proto", CHAT);
      proto("new/folder.proto", 'syntax = "proto3";');
      await until(() => isFresh(protoDir, outDir));
      expect(generated()).toContain(join("new", "folder_pb.js"));
      proto("new/folder.proto", 'syntax = "proto3"; message M {}');
      await until(() => isFresh(protoDir, outDir));

      // What is saved without a change starts nothing.
      await sleep(200);
      const before = watch.said;
      // In one go: a look at a busy moment would see it half written.
      renameSync(proto("chat.proto~", CHAT), join(protoDir, "chat.proto"));
      await sleep(300);
      expect(watch.said).toBe(before);
    } finally {
      watch.stop();
    }
    expect(await watch.ended).toBe(0);
    expect(beside()).toEqual(["gen", "プロト"]);
  });

  test("sees what the system does not tell of, says so once, and polls from then on", async () => {
    // A .proto that is a link: nothing happens in its folder when the file that it leads to is saved.
    const real = temp.write(`real ${folders}/chat.proto`, CHAT);
    symlinkSync(real, join(protoDir, "chat.proto"));
    const watch = new Watching();
    const { silent } = messages.session;
    try {
      await until(() => watch.said.includes("✓"));
      writeFileSync(real, `${CHAT}// once\n`);
      await until(() => isFresh(protoDir, outDir));
      await until(() => watch.said.includes(silent));
      writeFileSync(real, `${CHAT}// twice\n`);
      await until(() => isFresh(protoDir, outDir));
    } finally {
      watch.stop();
    }
    await watch.ended;
    expect(watch.said.split(silent)).toHaveLength(2);
  });

  // Polled as on a drive that tells of no change, and by what the system tells.
  test.each([{ WORKSHOP_POLL: "1" }, {}])(
    "goes on when the folder has been away: %j",
    async (env) => {
      proto("chat.proto", CHAT);
      const watch = new Watching(env);
      try {
        await until(() => watch.said.includes("✓"));
        const away = `${protoDir} away`;
        for (const text of [`${CHAT}// once\n`, `${CHAT}// twice\n`]) {
          const before = watch.said.length;
          renameSync(protoDir, away);
          await until(() =>
            watch.said.slice(before).includes(messages.codegen.noProtoFolder(protoDir)),
          );
          renameSync(away, protoDir);
          await until(() => watch.said.slice(before).includes("✓"));
          proto("chat.proto", text);
          await until(() => isFresh(protoDir, outDir));
        }
      } finally {
        watch.stop();
      }
      expect(await watch.ended).toBe(0);
    },
    60_000,
  );
});

/** `npm run codegen -- --watch` under way. */
class Watching {
  said = "";
  readonly ended: Promise<unknown>;
  readonly stop: () => void;

  constructor(extra: NodeJS.ProcessEnv = {}) {
    const script = join(ROOT, "scripts/codegen.ts");
    const args = ["--import", "tsx", script, "--watch", "--proto", protoDir, "--out", outDir];
    const env = { ...process.env, WORKSHOP_LANG: "en", ...extra };
    const run = spawn(process.execPath, args, { cwd: ROOT, env });
    for (const stream of [run.stdout, run.stderr]) {
      stream.on("data", (chunk) => (this.said += chunk));
    }
    this.ended = new Promise((resolve) => run.on("exit", resolve));
    this.stop = () => run.kill("SIGINT");
  }
}

/** Waits until something is so. */
async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !isSo(); await sleep(10)) {
    if (Date.now() > end) throw new Error(`never: ${isSo}`);
  }
}
