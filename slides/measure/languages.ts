// Any language? What protoc makes of the contract with the generators that are built into it.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { scratchFolder } from "./contract.ts";
import { printTable } from "./table.ts";

const GENERATORS = ["cpp", "csharp", "java", "kotlin", "objc", "php", "python", "ruby"];

const protoc = join(
  dirname(createRequire(import.meta.url).resolve("protoc/package.json")),
  "protoc.cjs",
);
const folder = scratchFolder("languages");

const rows = GENERATORS.map((language) => {
  const out = join(folder, language);
  mkdirSync(out);
  const flags = [`--proto_path=${join(folder, "proto")}`, `--${language}_out=${out}`];
  const run = spawnSync(process.execPath, [protoc, ...flags, "chat.proto"], { encoding: "utf8" });
  if (run.status !== 0) return [language, 0, 0, run.stderr.trim().split("\n")[0]!];
  const files = filesIn(out);
  const texts = files.map((file) => readFileSync(file, "utf8"));
  const lines = texts.reduce((sum, text) => sum + text.split("\n").length, 0);
  return [
    language,
    files.length,
    lines,
    texts.some((text) => /SendNote\b.*[({]/.test(text)) ? "messages, service" : "messages",
  ];
});

printTable([["language", "files", "lines", "holds"], ...rows]);

function filesIn(path: string): string[] {
  return readdirSync(path)
    .map((name) => join(path, name))
    .flatMap((each) => (statSync(each).isDirectory() ? filesIn(each) : [each]));
}
