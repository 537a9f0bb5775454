import { lstatSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { messages } from "../messages/index.ts";
import { CodegenError } from "./failure.ts";
import { generatedFiles, readManifest, WEB } from "./manifest.ts";
import { fromHere } from "./paths.ts";

/** What systems leave in any folder: it is nobody's own. */
const LEFT_BEHIND =
  /^(?:\.DS_Store|\._.*|\.#.*|\.nfs\w+|\.fuse_hidden\w+|Thumbs\.db|desktop\.ini)$/i;

/**
 * Makes sure that nobody's own files are replaced: `outDir` may be new, empty, or
 * hold what its manifest says was generated, and nothing else.
 *
 * @throws CodegenError where it is anything else
 */
export function requireReplaceable(outDir: string): void {
  // Resolved as `replaceFolder` resolves it: what is looked at is what will be replaced.
  const folder = resolve(outDir);
  const entry = statSync(folder, { throwIfNoEntry: false });
  if (!entry) {
    const isLink = lstatSync(folder, { throwIfNoEntry: false });
    if (isLink) throw new CodegenError(messages.codegen.systemError(fromHere(outDir), "ENOENT"));
    return;
  }
  if (!entry.isDirectory()) throw new CodegenError(messages.codegen.outIsFile(fromHere(outDir)));
  const ours = new Set(
    generatedFiles(Object.keys(readManifest(folder)?.files ?? {})).map((file) =>
      join(folder, file),
    ),
  );
  const foreign = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((item) => !item.isDirectory() && !LEFT_BEHIND.test(item.name))
    .map((item) => join(item.parentPath, item.name))
    .find((path) => !ours.has(path));
  if (foreign) {
    throw new CodegenError(messages.codegen.outHoldsOthers(fromHere(outDir), fromHere(foreign)));
  }
}

/** The names in every generated folder, beside those of what the .proto files lead to. */
const TAKEN = new Set(generatedFiles([]).map((file) => file.split(/[\\/]/)[0]));

/**
 * Makes sure that what each .proto is compiled into has a place of its own.
 *
 * @throws CodegenError for the first that has none
 */
export function requireApart(protoDir: string, protos: readonly string[], outDir: string): void {
  for (const proto of protos) {
    // For its types another file is made than for the rest.
    if (/\.proto./.test(proto.slice(proto.lastIndexOf("/") + 1))) {
      throw new CodegenError(messages.codegen.endsTwice(fromHere(join(protoDir, proto))));
    }
    const [first = "", ...below] = proto.split("/");
    // Some systems take names in other letters for the same.
    const taken = first.toLowerCase();
    if (below.length === 0 || !TAKEN.has(taken)) continue;
    const [folder, place] = [join(protoDir, first), join(outDir, taken)].map((each) =>
      fromHere(each),
    );
    throw new CodegenError(messages.codegen.inFolderOfOurs(folder!, place!));
  }
}

/**
 * Says of each generated folder which modules it holds: CommonJS for Node, in a repository of ES
 * modules, and ES modules for the browser. protoc makes no folder of its own accord.
 */
export function markModules(outDir: string): void {
  mkdirSync(join(outDir, WEB), { recursive: true });
  for (const [folder, type] of [
    [outDir, "commonjs"],
    [join(outDir, WEB), "module"],
  ] as const) {
    writeFileSync(join(folder, "package.json"), `${JSON.stringify({ type }, null, 2)}\n`);
  }
}
