import { createFileRegistry, type FileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CodegenError } from "../codegen/failure.ts";
import { explainErrors } from "../codegen/protoc-errors.ts";
import { chooseToolchain } from "../codegen/toolchain.ts";

/**
 * Has protoc read contracts: it alone decides what a `.proto` says.
 *
 * @param folder where they are
 * @param protos their names in it; at least one
 * @throws CodegenError with what protoc has against them
 */
export function readDescriptors(folder: string, protos: readonly string[]): FileRegistry {
  const scratch = mkdtempSync(join(tmpdir(), "inspect-"));
  try {
    const set = join(scratch, "set.bin");
    const args = ["--proto_path=.", "--include_imports", `--descriptor_set_out=${set}`];
    // A name that begins with `-` or `@` would be a flag, or a file of arguments.
    const files = protos.map((name) => `./${name}`);
    const { error, status, stderr } = spawnSync(
      chooseToolchain("auto").protoc,
      [...args, ...files],
      {
        cwd: folder,
      },
    );
    if (error) throw error;
    if (status !== 0) throw new CodegenError(explainErrors(stderr.toString(), folder));
    return createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(set)));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
