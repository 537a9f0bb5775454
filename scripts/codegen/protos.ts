import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { messages } from "../messages/index.ts";
import { CodegenError } from "./failure.ts";
import { fromHere } from "./paths.ts";

/**
 * The .proto files of a folder and of those below it, but for what is hidden (an editor's lock, what
 * a Mac puts beside each file on a foreign drive) and for packages.
 *
 * @returns their paths relative to the folder, with `/`, sorted
 * @throws CodegenError where there is no such folder, or none in it
 */
export function findProtos(protoDir: string): string[] {
  if (!statSync(protoDir, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CodegenError(messages.codegen.noProtoFolder(fromHere(protoDir)));
  }
  const protos = [...contentOf(protoDir)]
    .filter(({ name, isFolder }) => !isFolder && name.endsWith(".proto"))
    .map(({ name }) => name)
    .toSorted();
  if (protos.length === 0) throw new CodegenError(messages.codegen.noProtos(fromHere(protoDir)));
  return protos;
}

/** The folders in which these .proto files may lie: the given one, and those below it. */
export function foldersOf(protoDir: string): string[] {
  const below = [...contentOf(protoDir)].filter(({ isFolder }) => isFolder);
  return [protoDir, ...below.map(({ name }) => join(protoDir, name))];
}

interface Entry {
  /** Relative to the folder that was asked about, with `/`. */
  name: string;
  isFolder: boolean;
}

/** @param above the folders on the way, as a link may lead back to one */
function* contentOf(folder: string, prefix = "", above: string[] = []): Generator<Entry> {
  const real = realpathSync(folder);
  if (above.includes(real)) return;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(".") || name === "node_modules") continue;
    const path = join(folder, name);
    // A link may lead nowhere.
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isFile()) yield { name: prefix + name, isFolder: false };
    if (!stats?.isDirectory()) continue;
    yield { name: prefix + name, isFolder: true };
    yield* contentOf(path, `${prefix}${name}/`, [...above, real]);
  }
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
