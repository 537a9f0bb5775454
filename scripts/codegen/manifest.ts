import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { CHECKED_READER } from "./checked-reader.ts";
import { findProtos } from "./protos.ts";
import type { ToolchainName } from "./toolchain.ts";

/** `gen/manifest.json`: what the files beside it were made from. */
export interface Manifest {
  /** The SHA-256 of each .proto's bytes, in hexadecimal. */
  readonly files: Readonly<Record<string, string>>;
  /** The same of each file made of them: one that somebody has edited is noticed. */
  readonly made: Readonly<Record<string, string>>;
  /** The same of what made them: after an update of the course they are made again. */
  readonly codegen: string;
  readonly toolchain: ToolchainName;
}

const NAME = "manifest.json";

/** The folder in the generated one that holds the messages for the browser. */
export const WEB = "web";

/** Writes the manifest of a freshly generated folder. */
export function writeManifest(
  outDir: string,
  { files, toolchain }: Pick<Manifest, "files" | "toolchain">,
): void {
  const names = generatedFiles(Object.keys(files)).filter((name) => name !== NAME);
  const made = digests(
    outDir,
    names.filter((name) => existsSync(join(outDir, name))),
  );
  const manifest: Manifest = { files, made, codegen: ownDigest(), toolchain };
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

/** The SHA-256 of some files of a folder, as the manifest holds them. */
export function digests(folder: string, names: readonly string[]): Record<string, string> {
  const digest = (name: string) =>
    createHash("sha256")
      .update(readFileSync(join(folder, name)))
      .digest("hex");
  return Object.fromEntries(names.map((name) => [name.replaceAll(sep, "/"), digest(name)]));
}

/** The SHA-256 of this folder's files, those of the plugins too. */
function ownDigest(): string {
  const hash = createHash("sha256");
  const names = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" });
  for (const name of names.filter((each) => /\.m?[jt]s$/.test(each)).toSorted()) {
    hash.update(readFileSync(join(import.meta.dirname, name)));
  }
  return hash.digest("hex");
}

/** The files that are made of `protos`, with those that every generated folder has. */
export function generatedFiles(protos: readonly string[]): string[] {
  const stems = protos.map((proto) => proto.replace(/\.proto$/, ""));
  const endings = ["_pb.js", "_pb.d.ts"];
  const files = (folder: string, ends: string[]) => [
    ...stems.flatMap((stem) => ends.map((end) => join(folder, stem + end))),
    join(folder, "package.json"),
  ];
  const own = files("", [...endings, "_grpc_pb.js", "_grpc_pb.d.ts"]);
  return [...own, CHECKED_READER, ...files(WEB, endings), NAME];
}

/**
 * Whether `outDir` holds what codegen would make of `protoDir` now: by the content
 * of the files, not by their dates.
 */
export function isFresh(protoDir: string, outDir: string): boolean {
  const manifest = readManifest(outDir);
  if (!manifest?.made || manifest.codegen !== ownDigest()) return false;
  try {
    return (
      isDeepStrictEqual(manifest.files, digests(protoDir, findProtos(protoDir))) &&
      isDeepStrictEqual(manifest.made, digests(outDir, Object.keys(manifest.made)))
    );
  } catch {
    return false;
  }
}
