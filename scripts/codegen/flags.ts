import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { messages } from "../messages/index.ts";
import { CodegenError } from "./failure.ts";
import type { Options } from "./generate.ts";

/** What a person asked of `npm run codegen`. */
export interface Flags extends Options {
  readonly watch: boolean;
  readonly print: boolean;
  readonly help: boolean;
}

const OPTIONS = {
  proto: { type: "string", default: "proto" },
  out: { type: "string", default: "gen" },
  toolchain: { type: "string", default: "auto" },
  watch: { type: "boolean", default: false },
  print: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

/**
 * Reads the flags.
 *
 * @param args the command line behind the script
 * @throws CodegenError for a flag that there is not, or a value that it does not take
 */
export function readFlags(args: string[]): Flags {
  const { proto, out, toolchain, ...rest } = parse(args);
  if (toolchain !== "auto" && toolchain !== "grpc-tools" && toolchain !== "bundled") {
    throw new CodegenError(messages.codegen.badToolchain(toolchain));
  }
  for (const [flag, value] of Object.entries({ proto, out })) {
    // Empty, as from a variable that is not set, it would mean the current folder.
    if (value === "") throw new CodegenError(messages.codegen.badValue(`--${flag}`));
  }
  return { protoDir: resolve(proto), outDir: resolve(out), toolchain, ...rest };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    // Node names the flag between the first quotes of its message.
    const { code, message } = error as NodeJS.ErrnoException;
    const flag = /'(-?-?[^' ]*)/.exec(message)?.[1] ?? "";
    const { codegen } = messages;
    const reason =
      code === "ERR_PARSE_ARGS_UNKNOWN_OPTION"
        ? codegen.unknownFlag(flag)
        : code === "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL"
          ? codegen.noArguments(flag)
          : codegen.badValue(flag);
    throw new CodegenError(`${reason} ${codegen.seeHelp}`);
  }
}
