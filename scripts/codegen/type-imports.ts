import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const IMPORT = /^(import \* as .+? from )"(.*)";$/gm;

/** Has the types of `a"b.proto` read: grpc_tools_node_protoc_ts writes each path as it is. */
export function quoteImports(outDir: string): void {
  for (const file of readdirSync(outDir, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith("_pb.d.ts")) continue;
    const path = join(outDir, file);
    const code = readFileSync(path, "utf8");
    const quoted = code.replaceAll(
      IMPORT,
      (_, start: string, from: string) => `${start}${JSON.stringify(from)};`,
    );
    if (quoted !== code) writeFileSync(path, quoted);
  }
}
