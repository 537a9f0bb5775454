import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import descriptors from "google-protobuf/google/protobuf/descriptor_pb.js";
import { fail } from "../../kit/check.ts";
import { protocIn } from "../../kit/protoc.ts";
import { say } from "../../kit/say.ts";

/** What a file says, as protoc understood it. */
export type FileDescriptor = InstanceType<typeof descriptors.FileDescriptorProto>;

/** What protoc has against a file. */
export interface ProtocError {
  /** From 1; undefined where protoc names none. */
  line?: number;
  /** From 1, in bytes. */
  column: number;
  reason: string;
}

const NAME = "chat.proto";
const FOLDER = fileURLToPath(new URL("../../../proto", import.meta.url));

/**
 * Has protoc read a contract.
 *
 * @returns what the contract says, or every error in it
 */
export function compile(contract: Uint8Array): FileDescriptor | ProtocError[] {
  return inFolder(contract, (folder) => {
    const { status, stderr } = run(folder, [
      "--include_source_info",
      "--descriptor_set_out=chat.bin",
      NAME,
    ]);
    if (status !== 0) return readErrors(stderr.toString());
    const set = readFileSync(join(folder, "chat.bin"));
    return descriptors.FileDescriptorSet.deserializeBinary(set).getFileList()[0]!;
  });
}

/**
 * Has protoc serialize a message.
 *
 * @param contract what describes it
 * @param message its full name, such as `chat.Note`
 * @param value in the text format of Protocol Buffers
 * @returns its bytes; undefined if the message is another one than the value
 */
export function serialize(
  contract: Uint8Array,
  message: string,
  value: string,
): Uint8Array | undefined {
  return inFolder(contract, (folder) => {
    const { status, stdout } = run(folder, [`--encode=${message}`, NAME], value);
    return status === 0 ? stdout : undefined;
  });
}

function inFolder<Result>(contract: Uint8Array, work: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), "chat-proto-"));
  try {
    writeFileSync(join(folder, NAME), contract);
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, maxRetries: 3 });
  }
}

function run(folder: string, args: string[], input = "") {
  // Imports are looked for beside the learner's own file, too.
  const paths = ["--proto_path=.", `--proto_path=${FOLDER}`];
  const { executable, mend } = findProtoc();
  const result = spawnSync(executable, [...paths, ...args], { cwd: folder, input });
  if (!result.error) return result;
  const { message } = result.error;
  return fail(
    say(
      `protoc, which reads the contract, cannot be started (${message}). This mends it: ${mend}`,
      `契約を読む protoc を起動できません（${message}）。これで直ります：${mend}`,
    ),
  );
}

/** The npm package's protoc; grpc-tools' own on a machine for which the package has none. */
function findProtoc(): { executable: string; mend: string } {
  const folderOf = (name: string) =>
    dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  const bundled = protocIn(folderOf("protoc"));
  if (bundled) return { executable: bundled, mend: "npm ci" };
  const name = process.platform === "win32" ? "protoc.exe" : "protoc";
  const mend = "npm rebuild grpc-tools --ignore-scripts=false";
  return { executable: join(folderOf("grpc-tools"), "bin", name), mend };
}

/** protoc's errors, but for what only explains another. */
function readErrors(stderr: string): ProtocError[] {
  return stderr.split(/\r?\n/).flatMap((line): ProtocError[] => {
    const [, row, column, reason] = /^chat\.proto:(?:(\d+):(\d+):)? (.+)$/.exec(line) ?? [];
    if (!reason || /^(?:warning: |Suggested field numbers |Interpreting non ascii )/.test(reason))
      return [];
    return [{ ...(row && { line: Number(row) }), column: Number(column ?? 1), reason }];
  });
}
