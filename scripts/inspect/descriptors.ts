import { createFileRegistry, type FileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { execFile, type ExecFileException } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { CodegenError } from "../codegen/failure.ts";
import { explainErrors } from "../codegen/protoc-errors.ts";
import { chooseToolchain } from "../codegen/toolchain.ts";

/**
 * Has protoc read contracts: it alone decides what a `.proto` says.
 *
 * @param folder where they are
 * @param protos their names in it; at least one
 * @throws (rejects) CodegenError with what protoc has against them
 */
export async function readDescriptors(
  folder: string,
  protos: readonly string[],
): Promise<FileRegistry> {
  const scratch = mkdtempSync(join(tmpdir(), "inspect-"));
  try {
    const set = join(scratch, "set.bin");
    const args = ["--proto_path=.", "--include_imports", `--descriptor_set_out=${set}`];
    // A name that begins with `-` or `@` would be a flag, or a file of arguments.
    const files = protos.map((name) => `./${name}`);
    const { protoc } = chooseToolchain("auto");
    try {
      await promisify(execFile)(protoc, [...args, ...files], { cwd: folder });
    } catch (error) {
      const { code, stderr } = error as ExecFileException;
      // A number is protoc's exit code; otherwise it did not run.
      if (typeof code !== "number") throw error;
      throw new CodegenError(explainErrors(String(stderr), folder));
    }
    return createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(set)));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
