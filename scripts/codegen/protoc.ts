import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { messages } from "../messages/index.ts";
import { CodegenError } from "./failure.ts";
import { WEB } from "./manifest.ts";
import { fromHere } from "./paths.ts";
import { explainErrors } from "./protoc-errors.ts";
import type { Toolchain } from "./toolchain.ts";

/** As many letters as a command may have on every system: Windows ends it at 32,767. */
const LONGEST = 30_000;

/** What parts two folders in `--proto_path`, or a folder from the name that it is to have. */
const SEPARATORS = process.platform === "win32" ? /[;=]/ : /[:=]/;

/** Where protoc is run: here, or in the folder of the .proto files where it would take its name apart. */
function placeFor(protoDir: string): string {
  return SEPARATORS.test(fromHere(protoDir)) ? resolve(protoDir) : process.cwd();
}

/**
 * The protoc command, the same for both toolchains but for where the executables lie, and that ours
 * makes the services together with the messages.
 *
 * @param protos the .proto files, relative to `protoDir`
 * @returns the executable, then its arguments
 */
export function protocCommand(
  toolchain: Toolchain,
  protoDir: string,
  protos: readonly string[],
  outDir: string,
): string[] {
  const here = placeFor(protoDir);
  const typed = (path: string) => fromHere(path, here);
  const out = typed(outDir);
  return [
    typed(toolchain.protoc),
    ...Object.entries(toolchain.plugins).map(
      ([name, path]) => `--plugin=protoc-gen-${name}=${typed(path)}`,
    ),
    `--proto_path=${typed(protoDir)}`,
    `--js_out=import_style=commonjs,binary:${out}`,
    ...(toolchain.plugins.grpc ? [`--grpc_out=grpc_js:${out}`] : []),
    `--ts_out=grpc_js:${out}`,
    `--es_out=target=js+dts,import_extension=js:${typed(join(outDir, WEB))}`,
    // A name that begins with `-` or `@` would be a flag, or a file of arguments.
    ...protos.map((proto) => typed(join(protoDir, proto)).replace(/^[-@]/, "./$&")),
  ];
}

/** A command of `protocCommand` as a person types it in a POSIX shell, one argument a line. */
export function asTyped(command: readonly string[], protoDir: string): string {
  const place = fromHere(placeFor(protoDir));
  const change = place === "." ? "" : `cd -- ${quoted(place)} &&\n`;
  return change + command.map(quoted).join(" \\\n  ");
}

/** A word as a POSIX shell takes it for one. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Runs protoc, without a shell: what one command would do plugin after plugin, beside each other. If
 * this process ends, protoc does, and its plugins.
 *
 * @param command what `protocCommand` has made
 * @param scratch a folder in which files may lie meanwhile
 * @throws CodegenError with protoc's errors, each with the line of the .proto that it means
 */
export async function runProtoc(
  command: readonly string[],
  protoDir: string,
  scratch: string,
): Promise<void> {
  const [executable = "", ...args] = command;
  const outs = args.filter((argument) => /^--\w+_out=/.test(argument));
  const runs = outs.map((out, index) => {
    const own = args.filter((argument) => argument === out || !outs.includes(argument));
    return runOnce(executable, own, placeFor(protoDir), join(scratch, `protoc-${index}.txt`));
  });
  const ended = await Promise.allSettled(runs);
  const errors = ended.map((run) => {
    if (run.status === "rejected") throw run.reason;
    return run.value;
  });
  // Each of them says what is wrong with a .proto.
  const lines = new Set(errors.join("\n").split("\n").filter(Boolean));
  if (lines.size > 0) throw new CodegenError(explainErrors([...lines].join("\n"), protoDir));
}

/**
 * Runs protoc once.
 *
 * @param list a file for the arguments, where they are too many
 * @returns why it failed, as it says it; nothing where it has not
 */
async function runOnce(
  executable: string,
  args: readonly string[],
  cwd: string,
  list: string,
): Promise<string> {
  const isLong = [executable, ...args].join(" ").length > LONGEST;
  if (isLong) writeFileSync(list, args.join("\n"));
  const protoc = spawn(executable, isLong ? [`@${list}`] : args, {
    stdio: ["ignore", "ignore", "pipe"],
    cwd,
    env: withNode(),
    // In a group of its own, which can be ended as a whole.
    detached: process.platform !== "win32",
  });
  const kill = () => endWithPlugins(protoc);
  process.on("exit", kill);
  const exit = new Promise<number | NodeJS.Signals | null>((done, fail) => {
    protoc.on("error", ({ message }) => {
      fail(new CodegenError(messages.codegen.noStart(executable, message)));
    });
    protoc.on("close", (code, signal) => done(code ?? signal));
  });
  try {
    const [how, errors] = await Promise.all([exit, text(protoc.stderr)]);
    if (how !== 0 && !errors) throw new CodegenError(messages.codegen.endedSilently(`${how}`));
    return how === 0 ? "" : errors;
  } finally {
    process.off("exit", kill);
    if (isLong) rmSync(list);
  }
}

/** Ends protoc together with its plugins, which would go on computing for nobody. */
function endWithPlugins({ pid }: ChildProcess): void {
  if (!pid) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", `${pid}`, "/t", "/f"]);
    return;
  }
  try {
    process.kill(-pid);
  } catch {
    // It has ended already.
  }
}

/** An environment in which a plugin's `#!` line finds the Node that runs this. */
function withNode(): NodeJS.ProcessEnv {
  // On Windows it is written in other letters.
  const name = Object.keys(process.env).find((each) => /^path$/i.test(each)) ?? "PATH";
  const path = [process.env[name], dirname(process.execPath)].filter(Boolean).join(delimiter);
  return { ...process.env, [name]: path };
}
