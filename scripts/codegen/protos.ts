import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { messages } from "../messages/index.ts";
import { CodegenError } from "./failure.ts";
import { fromHere } from "./paths.ts";

/**
 * The .proto files of a folder and of those below it, but for hidden ones: an editor's lock, what a
 * Mac puts beside each file on a foreign drive.
 *
 * @returns their paths relative to the folder, with `/`, sorted
 * @throws CodegenError where there is no such folder, or none in it
 */
export function findProtos(protoDir: string): string[] {
  if (!statSync(protoDir, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CodegenError(messages.codegen.noProtoFolder(fromHere(protoDir)));
  }
  const protos = readdirSync(protoDir, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".proto") && !/(^|[/\\])\./.test(name))
    .filter((name) => statSync(join(protoDir, name), { throwIfNoEntry: false })?.isFile())
    .map((name) => name.replaceAll(sep, "/"))
    .toSorted();
  if (protos.length === 0) throw new CodegenError(messages.codegen.noProtos(fromHere(protoDir)));
  return protos;
}

/**
 * Makes sure that each .proto says which language it is in: without that protoc
 * takes it for proto2, and a file of comments alone for a finished one.
 *
 * @throws CodegenError naming the first that does not
 */
export function requireSyntax(protoDir: string, protos: readonly string[]): void {
  for (const proto of protos) {
    const path = join(protoDir, proto);
    const statements = readFileSync(path, "utf8").replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, "");
    if (!/^[\s\uFEFF]*(syntax|edition)\b/.test(statements)) {
      throw new CodegenError(`${fromHere(path)}: ${messages.codegen.noSyntax}`);
    }
  }
}
