import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { findProtos } from "./protos.ts";
import type { ToolchainName } from "./toolchain.ts";

/** `gen/manifest.json`: what the files beside it were made from. */
export interface Manifest {
  /** The SHA-256 of each .proto's bytes, in hexadecimal. */
  readonly files: Readonly<Record<string, string>>;
  readonly toolchain: ToolchainName;
}

const NAME = "manifest.json";

/** The folder in the generated one that holds the messages for the browser. */
export const WEB = "web";

/** Writes the manifest of a freshly generated folder. */
export function writeManifest(outDir: string, manifest: Manifest): void {
  writeFileSync(join(outDir, NAME), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** The manifest of a generated folder; undefined where there is none that can be read. */
export function readManifest(outDir: string): Manifest | undefined {
  try {
    const manifest = JSON.parse(readFileSync(join(outDir, NAME), "utf8"));
    return typeof manifest?.files === "object" && manifest.files ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** The SHA-256 of each of `protos`, as the manifest holds them. */
export function digests(protoDir: string, protos: readonly string[]): Record<string, string> {
  const digest = (proto: string) =>
    createHash("sha256")
      .update(readFileSync(join(protoDir, proto)))
      .digest("hex");
  return Object.fromEntries(protos.map((proto) => [proto, digest(proto)]));
}

/** The files that are made of `protos`, with those that every generated folder has. */
export function generatedFiles(protos: readonly string[]): string[] {
  const stems = protos.map((proto) => proto.replace(/\.proto$/, ""));
  const endings = ["_pb.js", "_pb.d.ts"];
  const files = (folder: string, ends: string[]) => [
    ...stems.flatMap((stem) => ends.map((end) => join(folder, stem + end))),
    join(folder, "package.json"),
  ];
  return [...files("", [...endings, "_grpc_pb.js", "_grpc_pb.d.ts"]), ...files(WEB, endings), NAME];
}

/**
 * Whether `outDir` holds what codegen would make of `protoDir` now: by the content
 * of the .proto files, not by their dates.
 */
export function isFresh(protoDir: string, outDir: string): boolean {
  const manifest = readManifest(outDir);
  if (!manifest) return false;
  try {
    const protos = findProtos(protoDir);
    const scripts = protos.map((proto) => proto.replace(/\.proto$/, "_pb.js"));
    const present = [outDir, join(outDir, WEB)].every((folder) =>
      scripts.every((script) => existsSync(join(folder, script))),
    );
    return present && isDeepStrictEqual(manifest.files, digests(protoDir, protos));
  } catch {
    return false;
  }
}
