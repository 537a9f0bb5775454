import { readdirSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../ground/paths.ts";
import { messages } from "../messages/index.ts";
import { CodegenError } from "./failure.ts";
import { fromHere } from "./paths.ts";

/** Where protoc's own .proto files lie: whoever keeps a copy of them imports them, and the runtimes bring what they declare. */
const WELL_KNOWN = "google/protobuf/";

/**
 * The .proto files of a folder and of those below it, but for what is hidden (an editor's lock, what
 * a Mac puts beside each file on a foreign drive), for packages and for protoc's own.
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
    .filter((name) => !name.startsWith(WELL_KNOWN))
    .toSorted();
  if (protos.length === 0) {
    const isTask = protoDir === join(ROOT, "proto");
    throw new CodegenError(messages.codegen.noProtos(fromHere(protoDir), isTask));
  }
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
