import { spawn } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { messages } from "../messages/index.ts";
import { CodegenError } from "./failure.ts";
import { WEB } from "./manifest.ts";
import { fromHere } from "./paths.ts";
import { explainErrors } from "./protoc-errors.ts";
import type { Toolchain } from "./toolchain.ts";

/**
 * The protoc command, the same for both toolchains but for where the executables lie.
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
  const out = fromHere(outDir);
  return [
    fromHere(toolchain.protoc),
    ...Object.entries(toolchain.plugins).map(
      ([name, path]) => `--plugin=protoc-gen-${name}=${fromHere(path)}`,
    ),
    `--proto_path=${fromHere(protoDir)}`,
    `--js_out=import_style=commonjs,binary:${out}`,
    `--grpc_out=grpc_js:${out}`,
    `--ts_out=grpc_js:${out}`,
    `--es_out=target=js+dts,import_extension=js:${fromHere(join(outDir, WEB))}`,
    ...protos.map((proto) => fromHere(join(protoDir, proto))),
  ];
}

/** A command as a person types it in a POSIX shell, one argument a line. */
export function asTyped(command: readonly string[]): string {
  return command.map(quoted).join(" \\\n  ");
}

/** A word as a POSIX shell takes it for one. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Runs protoc, without a shell.
 *
 * @throws CodegenError with protoc's errors, each with the line of the .proto that it means
 */
export async function runProtoc(command: readonly string[], protoDir: string): Promise<void> {
  const [executable = "", ...args] = command;
  const protoc = spawn(executable, args, { stdio: ["ignore", "ignore", "pipe"], env: withNode() });
  const exit = new Promise<number | null>((resolve, reject) => {
    protoc.on("error", ({ message }) => {
      reject(new CodegenError(messages.codegen.noStart(executable, message)));
    });
    protoc.on("close", resolve);
  });
  const [code, errors] = await Promise.all([exit, text(protoc.stderr)]);
  if (code !== 0) throw new CodegenError(explainErrors(errors, protoDir));
}

/** An environment in which a plugin's `#!` line finds the Node that runs this. */
function withNode(): NodeJS.ProcessEnv {
  // On Windows it is written in other letters.
  const name = Object.keys(process.env).find((each) => /^path$/i.test(each)) ?? "PATH";
  const path = [process.env[name], dirname(process.execPath)].filter(Boolean).join(delimiter);
  return { ...process.env, [name]: path };
}
