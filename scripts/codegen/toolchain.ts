import { accessSync, chmodSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { protocIn } from "../../steps/kit/protoc.ts";
import { messages } from "../messages/index.ts";
import { CodegenError } from "./failure.ts";

/** Where the executables come from. */
export type ToolchainName = "grpc-tools" | "bundled";

/** The executables that one run of codegen needs, and why it is these. */
export interface Toolchain {
  readonly name: ToolchainName;
  /** One line: which it is, and why. */
  readonly why: string;
  readonly protoc: string;
  /**
   * protoc's plugins. grpc-tools' protoc has `protoc-gen-js` built in and `protoc-gen-grpc` beside it;
   * ours is one process for both.
   */
  readonly plugins: Readonly<Record<string, string>>;
}

/** What is installed, and for which machine. */
export interface Installation {
  /** The packages' folders. */
  readonly grpcTools: string;
  readonly protoc: string;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/** The packages that this repository has installed, on this machine. */
export function installation(): Installation {
  return {
    grpcTools: packageFolder("grpc-tools"),
    protoc: packageFolder("protoc"),
    platform: process.platform,
    arch: process.arch,
  };
}

function packageFolder(name: string): string {
  try {
    return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
  } catch {
    throw new CodegenError(messages.codegen.noPackage(name));
  }
}

/**
 * Chooses where protoc and its plugins come from.
 *
 * @param wanted `auto` takes grpc-tools where its binaries are, else the bundled ones
 * @throws CodegenError where the wanted ones are not there
 */
export function chooseToolchain(
  wanted: "auto" | ToolchainName,
  installed: Installation = installation(),
): Toolchain {
  const { why } = messages.codegen;
  // The folder alone says nothing: npm installs it without running its download.
  const grpcTools = grpcToolsBinaries(installed);
  if (wanted === "grpc-tools" && !grpcTools) throw new CodegenError(messages.codegen.noGrpcTools);
  if (grpcTools && wanted !== "bundled") {
    return {
      name: "grpc-tools",
      why: wanted === "auto" ? why.found : why.asked("grpc-tools"),
      protoc: grpcTools.protoc,
      plugins: { grpc: grpcTools.plugin, ...launchers(["ts", "es"], installed.platform) },
    };
  }
  return {
    name: "bundled",
    why: wanted === "auto" ? why.missing : why.asked("bundled"),
    protoc: bundledProtoc(installed),
    plugins: launchers(["js", "ts", "es"], installed.platform),
  };
}

function grpcToolsBinaries({ grpcTools, platform }: Installation) {
  const exe = platform === "win32" ? ".exe" : "";
  const protoc = join(grpcTools, "bin", `protoc${exe}`);
  const plugin = join(grpcTools, "bin", `grpc_node_plugin${exe}`);
  return existsSync(protoc) && existsSync(plugin) ? { protoc, plugin } : undefined;
}

function bundledProtoc({ protoc, platform, arch }: Installation): string {
  const path = protocIn(protoc, platform, arch);
  if (!path) throw new CodegenError(messages.codegen.noProtocFor(`${platform} ${arch}`));
  return path;
}

/** Our files that start plugins: protoc runs them by their `#!` line, and on Windows through a .cmd. */
function launchers(names: string[], platform: NodeJS.Platform): Record<string, string> {
  const pathOf = (name: string) => {
    const launcher = join(import.meta.dirname, "plugins", `protoc-gen-${name}`);
    if (platform === "win32") return `${launcher}.cmd`;
    makeExecutable(`${launcher}.mjs`);
    return `${launcher}.mjs`;
  };
  return Object.fromEntries(names.map((name) => [name, pathOf(name)]));
}

/** Gives a file back the executable bit, which it may have lost in a ZIP. */
export function makeExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
}
