import { ROOT } from "../ground/paths.ts";
import { spawn } from "node:child_process";
import { text as textOf } from "node:stream/consumers";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";

/** Says what git says. */
export class GitError extends Stop {}

/** What one run of git is given beside its arguments. */
interface Given {
  input?: string;
  env?: NodeJS.ProcessEnv;
}

/** Paths are meant as they stand, and nobody may be there to type a password. */
const ENV = {
  GIT_LITERAL_PATHSPECS: "1",
  ...(process.stdin.isTTY ? {} : { GIT_TERMINAL_PROMPT: "0" }),
};

/**
 * Runs git in the repository, without a shell.
 *
 * @returns what it printed
 * @throws GitError where it fails or is not installed
 */
export async function git(args: string[], { input, env }: Given = {}): Promise<string> {
  // An executable bit is codegen's affair, and lost in a ZIP: it is no edit.
  const child = spawn("git", ["-c", "core.fileMode=false", ...args], {
    cwd: ROOT,
    env: { ...process.env, ...ENV, ...env },
  });
  const code = new Promise<number | null>((resolve, reject) => {
    child.on("error", () => reject(new GitError(messages.update.noGit)));
    child.on("close", resolve);
  });
  // A git that fails early reads no input; its exit code tells.
  child.stdin.on("error", () => {}).end(input);
  const [exit, out, errors] = await Promise.all([code, textOf(child.stdout), textOf(child.stderr)]);
  if (exit !== 0) throw new GitError(errors.trim());
  return out;
}

/** The same, where failing is an answer too: undefined. */
export async function askGit(args: string[]): Promise<string | undefined> {
  try {
    return (await git(args)).trim();
  } catch (error) {
    if (error instanceof GitError) return undefined;
    throw error;
  }
}

/** The items of a list that git printed with `-z`. */
export function items(list: string): string[] {
  return list.split("\0").filter(Boolean);
}

/** What differs between two commits: each path with `A` (added), `D` (deleted) or `M`. */
export async function differences(from: string, to: string): Promise<Map<string, string>> {
  const words = items(await git(["diff", "--name-status", "-z", "--no-renames", from, to]));
  return new Map(
    words.flatMap((word, index) => (index % 2 === 0 ? [[words[index + 1]!, word] as const] : [])),
  );
}
