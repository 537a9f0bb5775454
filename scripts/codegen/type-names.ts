import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const IMPORT = /^import \* as (.+?) from "(.*)";$/gm;
/** What is neither of a name nor, at its start, begins one. */
const UNNAMEABLE = /[^\p{ID_Continue}$]|^\d/gu;

/**
 * Has the types of `01.proto` and `chat (1).proto` read: grpc_tools_node_protoc_ts calls the module of
 * a .proto after its path, also where that is no name.
 */
export function mendTypeNames(outDir: string): void {
  for (const file of readdirSync(outDir, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith("_pb.d.ts")) continue;
    const path = join(outDir, file);
    const code = readFileSync(path, "utf8");
    const mended = withNames(code);
    if (mended !== code) writeFileSync(path, mended);
  }
}

/** The same types, in which each module has a name, and a path, that TypeScript reads. */
function withNames(code: string): string {
  const names = [...code.matchAll(IMPORT)].map(([, name = ""]) => name);
  const quoted = code.replaceAll(
    IMPORT,
    (_, name: string, from: string) =>
      `import * as ${readable(name)} from ${JSON.stringify(from)};`,
  );
  return names.reduce((text, name) => {
    if (readable(name) === name) return text;
    const used = new RegExp(`(?<![\\w$./"'])${escaped(name)}\\.`, "gu");
    return text.replaceAll(used, `${readable(name)}.`);
  }, quoted);
}

function readable(name: string): string {
  return name.replaceAll(UNNAMEABLE, (letter) =>
    /\d/.test(letter) ? `_${letter}` : `_${letter.codePointAt(0)!.toString(16)}_`,
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
