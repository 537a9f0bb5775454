import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../ground/paths.ts";

/** npm 11 completes what begins one of its own flags to that flag. */
const COMPLETED: Record<string, string> = { to: "token_description" };

/**
 * The flags that npm kept for itself, because the `--` before them did not reach it: PowerShell and
 * some versions of npm lose it. npm tells the command of them in its environment only.
 *
 * @param names the flags to look for
 * @returns by name the value that npm took for it: `true` where it saw none
 */
export function keptByNpm(names: string[]): Map<string, string> {
  const kept = new Map<string, string>();
  for (const name of names) {
    const key = [name.replaceAll("-", "_"), COMPLETED[name]].find((each) => settingOf(each));
    if (key && !isConfigured(key)) kept.set(name, settingOf(key)!);
  }
  return kept;
}

function settingOf(key = ""): string | undefined {
  return process.env[`npm_config_${key}`];
}

/** Whether a person has set this in a file of npm's: then it was not meant for the command. */
function isConfigured(key: string): boolean {
  const files = [settingOf("userconfig"), settingOf("globalconfig"), join(ROOT, ".npmrc")];
  const line = new RegExp(`^\\s*${key.replaceAll("_", "[-_]")}\\s*=`, "m");
  return files.some((file) => file && existsSync(file) && line.test(readFileSync(file, "utf8")));
}
