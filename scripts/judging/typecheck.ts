import { ROOT } from "../ground/paths.ts";
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/** One error of the TypeScript compiler. */
export interface TypeError {
  /** Relative to the checked tree, with `/`. */
  file: string;
  line: number;
  column: number;
  message: string;
}

/**
 * Checks the types of some files and of what they import, under the repository's own settings.
 *
 * @param root the tree that they belong to
 * @param files paths relative to `root`; globs are allowed
 * @param name names the check, so that two of them do not share a scratch file
 * @returns the errors, in the compiler's order
 * @throws Error with the compiler's output where that is not a list of errors
 */
export async function typecheck(root: string, files: string[], name: string): Promise<TypeError[]> {
  const config = join(ROOT, ".workshop", "types", `${name}.json`);
  const fromConfig = (path: string) =>
    relative(dirname(config), join(root, path)).split(sep).join("/");
  mkdirSync(dirname(config), { recursive: true });
  writeFileSync(
    config,
    JSON.stringify({
      extends: "../../tsconfig.json",
      include: files.map(fromConfig),
      exclude: [],
    }),
  );
  const output = await runCompiler(["--project", config, "--pretty", "false"]);
  return parseErrors(output, root);
}

function runCompiler(args: string[]): Promise<string> {
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const compiler = spawn(process.execPath, [tsc, ...args], { cwd: ROOT });
  let output = "";
  compiler.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  compiler.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    compiler.on("error", reject);
    compiler.on("close", () => resolve(output));
  });
}

/** Reads `path(line,column): error TS1234: message` lines; indented lines continue a message. */
function parseErrors(output: string, root: string): TypeError[] {
  const errors: TypeError[] = [];
  for (const line of output.split(/\r?\n/).filter(Boolean)) {
    const match = /^(.+?)\((\d+),(\d+)\): error (TS\d+: .*)$/.exec(line);
    const last = errors.at(-1);
    if (match) {
      const file = relative(root, join(ROOT, match[1]!)).split(sep).join("/");
      const [row, column] = [Number(match[2]), Number(match[3])];
      errors.push({ file, line: row, column, message: match[4]! });
    } else if (last && line.startsWith(" ")) {
      last.message += `\n${line}`;
    } else {
      throw new Error(output.trim());
    }
  }
  return errors;
}
