import { spawn } from "node:child_process";
import { join, relative, resolve, sep } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { languageOf } from "../../steps/kit/say.ts";
import { ROOT } from "../ground/paths.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";

/** One error of the TypeScript compiler. */
export interface TypeError {
  /** Relative to the checked tree, with `/`. */
  file: string;
  line: number;
  column: number;
  /** In the learner's language, with the error's number before it. */
  message: string;
}

/**
 * Runs the TypeScript compiler on a project. What it says is on standard output and in its exit
 * code: on standard error anything may speak, such as Node of a certificate that it does not find.
 *
 * @param project the path of a tsconfig.json
 * @param root what the files of errors are relative to
 * @throws Stop where its answer is not a list of errors
 */
export async function runCompiler(project: string, root: string): Promise<TypeError[]> {
  // Beside it tests run, or other projects are compiled: threads would only take CPU time from those.
  const how = ["--pretty", "false", "--singleThreaded", "--locale", languageOf()];
  const compiler = spawn(await findCompiler(), ["--project", project, ...how], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const end = new Promise<string>((done) => {
    compiler.on("error", ({ message }) => done(message));
    compiler.on("close", (code, signal) => done(signal ?? `exit code ${code}`));
  });
  const [ended, output] = await Promise.all([end, textOf(compiler.stdout)]);
  if (ended === "exit code 0") return [];
  const { errors, complaint } = readErrors(output, root);
  if (/^exit code [12]$/.test(ended) && errors.length > 0 && !complaint) return errors;
  throw new Stop(messages.judge.noTypeCheck(complaint ?? `tsc: ${ended}`));
}

/**
 * The program itself: TypeScript's command starts one more Node only to start it.
 *
 * @throws Stop where there is none for this system
 */
async function findCompiler(): Promise<string> {
  const path = join(ROOT, "node_modules", "typescript", "lib", "getExePath.js");
  try {
    const { default: getExePath } = await import(pathToFileURL(path).href);
    return getExePath();
  } catch (error) {
    throw new Stop(messages.judge.noTypeCheck((error as Error).message));
  }
}

/**
 * Reads `path(line,column): error TS1234: message` lines; indented lines continue a message.
 *
 * @returns the errors, and the first that names no file: then not the code is wrong but the settings,
 *   or what is installed
 */
function readErrors(output: string, root: string): { errors: TypeError[]; complaint?: string } {
  const errors: TypeError[] = [];
  let complaint: string | undefined;
  for (const line of output.split(/\r?\n/)) {
    const [, path, row, column, message] =
      /^(?:(.+?)\((\d+),(\d+)\): )?error (TS\d+: .*)$/.exec(line) ?? [];
    const last = errors.at(-1);
    if (path) {
      const file = relative(root, resolve(ROOT, path)).split(sep).join("/");
      errors.push({ file, line: Number(row), column: Number(column), message: message! });
    } else if (message) {
      complaint ??= message;
    } else if (last && line.startsWith(" ")) {
      last.message += `\n${line}`;
    }
  }
  return { errors, ...(complaint && { complaint }) };
}
