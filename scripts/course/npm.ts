import { spawn, type StdioOptions } from "node:child_process";
import { basename } from "node:path";
import { text } from "node:stream/consumers";
import { ROOT } from "./steps.ts";

/** What npm has answered; `code` is null where it could not be started. */
export interface Answer {
  code: number | null;
  stdout: string;
}

/**
 * Runs npm in the repository, without a shell.
 *
 * @param stdio where its output goes: by default it is kept, and its warnings are not shown
 */
export async function npm(
  args: string[],
  stdio: StdioOptions = ["ignore", "pipe", "ignore"],
): Promise<Answer> {
  const [command, ...words] = npmCommand();
  const child = spawn(command!, [...words, ...args], { cwd: ROOT, stdio });
  const code = new Promise<number | null>((resolve) => {
    child.on("error", () => resolve(null));
    child.on("close", resolve);
  });
  return { stdout: child.stdout ? await text(child.stdout) : "", code: await code };
}

/** The npm that runs this script names itself; on Windows `npm` alone is no program. */
function npmCommand(): string[] {
  const path = process.env.npm_execpath ?? "";
  return basename(path) === "npm-cli.js" ? [process.execPath, path] : ["npm"];
}
