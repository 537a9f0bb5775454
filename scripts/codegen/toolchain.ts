import { accessSync, chmodSync, constants, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { protocIn } from "../../steps/kit/protoc.ts";
import { ROOT } from "../ground/paths.ts";
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
  /** protoc's plugins: `protoc-gen-js` is built into grpc-tools' protoc. */
  readonly plugins: Readonly<Record<string, string>>;
}

/** What is installed, and for which machine. */
export interface Installation {
  /** The packages' folders. */
  readonly grpcTools: string;
  readonly protoc: string;
  /** Where the package manager has put the commands of packages. */
  readonly commands: string;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/** The packages that this repository has installed, on this machine. */
export function installation(): Installation {
  return {
    grpcTools: packageFolder("grpc-tools"),
    protoc: packageFolder("protoc"),
    commands: join(ROOT, "node_modules", ".bin"),
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
      plugins: { grpc: grpcTools.plugin, ...installedPlugins(installed) },
    };
  }
  return {
    name: "bundled",
    why: wanted === "auto" ? why.missing : why.asked("bundled"),
    protoc: bundledProtoc(installed),
    plugins: {
      js: ownPlugin("protoc-gen-js", installed.platform),
      grpc: ownPlugin("protoc-gen-grpc", installed.platform),
      ...installedPlugins(installed),
    },
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

/** The plugins that are packages of their own, and the same in both toolchains. */
function installedPlugins({ commands, platform }: Installation) {
  const end = platform === "win32" ? ".cmd" : "";
  return {
    ts: join(commands, `protoc-gen-ts${end}`),
    es: join(commands, `protoc-gen-es${end}`),
  };
}

/** A plugin of ours: protoc starts it by its `#!` line, and on Windows through its .cmd. */
function ownPlugin(name: string, platform: NodeJS.Platform): string {
  const plugins = join(dirname(fileURLToPath(import.meta.url)), "plugins");
  if (platform === "win32") return join(plugins, `${name}.cmd`);
  const launcher = join(plugins, `${name}.mjs`);
  makeExecutable(launcher);
  return launcher;
}

/** Gives a file back the executable bit, which it may have lost in a ZIP. */
export function makeExecutable(path: string): void {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    chmodSync(path, 0o755);
  }
}
