import { ROOT } from "./paths.ts";
import { spawn, type StdioOptions } from "node:child_process";
import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { text } from "node:stream/consumers";

/** What npm has answered; `code` is null where it could not be started. */
export interface Answer {
  code: number | null;
  stdout: string;
}

/**
 * Runs npm, without a shell.
 *
 * @param stdio where its output goes: by default it is kept, and its warnings are not shown
 * @param cwd the folder to run it in: by default the repository
 */
export async function npm(
  args: string[],
  stdio: StdioOptions = ["ignore", "pipe", "ignore"],
  cwd = ROOT,
): Promise<Answer> {
  const [command, ...words] = npmCommand();
  const child = spawn(command!, [...words, ...args], { cwd, stdio });
  const code = new Promise<number | null>((resolve) => {
    child.on("error", () => resolve(null));
    child.on("close", resolve);
  });
  return { stdout: child.stdout ? await text(child.stdout) : "", code: await code };
}

/**
 * The npm that runs this script names itself, and Node comes with one. On Windows `npm` alone is no
 * program.
 */
function npmCommand(): string[] {
  const node = dirname(process.execPath);
  const script = [
    process.env.npm_execpath ?? "",
    join(node, "node_modules", "npm", "bin", "npm-cli.js"),
    join(node, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ].find((path) => basename(path) === "npm-cli.js" && existsSync(path));
  return script ? [process.execPath, script] : ["npm"];
}
