import { basename, sep } from "node:path";
import { messages } from "../messages/index.ts";
import { writeCheckedReader } from "./checked-reader.ts";
import { adaptOfficial } from "./esm-names.ts";
import { CodegenError } from "./failure.ts";
import { digests, writeManifest } from "./manifest.ts";
import { markModules, requireApart, requireReplaceable } from "./output.ts";
import { fromHere } from "./paths.ts";
import { findProtos } from "./protos.ts";
import { asTyped, protocCommand, runProtoc } from "./protoc.ts";
import { requireReadable } from "./readable.ts";
import { replaceFolder } from "./swap.ts";
import {
  chooseToolchain,
  type Installation,
  installation,
  type Toolchain,
  type ToolchainName,
} from "./toolchain.ts";
import { quoteImports } from "./type-imports.ts";

export { isFresh } from "./manifest.ts";

/** What to generate, and with what. */
export interface Options {
  readonly protoDir: string;
  readonly outDir: string;
  readonly toolchain: "auto" | ToolchainName;
}

/** What is about to be done. */
export interface Plan {
  /** The .proto files, relative to `protoDir`. */
  readonly protos: readonly string[];
  readonly toolchain: Toolchain;
  /** The protoc command, as a person types it in a POSIX shell. */
  readonly command: string;
}

/** What came of it; a mistake of the user's comes as a message that is ready to print. */
export type Result =
  | ({ readonly ok: true } & Plan)
  | { readonly ok: false; readonly message: string };

/**
 * Finds the .proto files, chooses the toolchain and builds the protoc command.
 *
 * @throws CodegenError where something in the way has to be mended first
 */
export function plan(options: Options, installed: Installation = installation()): Plan {
  const { protoDir, outDir } = options;
  const protos = findProtos(protoDir);
  requireReadable(protoDir, protos);
  requireApart(protoDir, protos, outDir);
  const toolchain = chooseToolchain(options.toolchain, installed);
  return {
    protos,
    toolchain,
    command: asTyped(protocCommand(toolchain, protoDir, protos, outDir), protoDir),
  };
}

/**
 * Compiles the .proto files of a folder into JavaScript and its types. `outDir` is
 * replaced in one go when all is well, and stays as it was when it is not.
 *
 * @param installed where the executables may come from; by default this repository's packages
 */
export async function generate(options: Options, installed?: Installation): Promise<Result> {
  const { protoDir, outDir } = options;
  try {
    requireReplaceable(outDir);
    const planned = plan(options, installed);
    const { protos, toolchain } = planned;
    // Before protoc runs: a .proto that changes meanwhile makes the result stale, not fresh.
    const files = digests(protoDir, protos);
    await replaceFolder(outDir, async (fresh) => {
      markModules(fresh);
      writeCheckedReader(fresh);
      await runProtoc(protocCommand(toolchain, protoDir, protos, fresh), protoDir, fresh);
      if (toolchain.name === "grpc-tools") adaptOfficial(fresh);
      quoteImports(fresh);
      writeManifest(fresh, { files, toolchain: toolchain.name });
    });
    return { ok: true, ...planned };
  } catch (error) {
    return { ok: false, message: messageOf(error, outDir) };
  }
}

/** The sentence for a mistake of the user's; anything else is one of ours, and is thrown on. */
function messageOf(error: unknown, outDir: string): string {
  if (error instanceof CodegenError) return error.message;
  const { code, path = outDir } = error as NodeJS.ErrnoException;
  if (!code) throw error;
  // The unfinished folder has a name that nobody has chosen.
  const isUnfinished = path.includes(`${sep}.${basename(outDir)}.`);
  return messages.codegen.systemError(fromHere(isUnfinished ? outDir : path), code);
}
