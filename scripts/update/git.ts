import { ROOT } from "../ground/paths.ts";
import { spawn } from "node:child_process";
import { devNull } from "node:os";
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

/**
 * Paths are meant as they stand, and nobody may be there to type a password. What a git that has started
 * us, as for a hook, says of its own repository is not meant for this one.
 */
const ENV = {
  GIT_DIR: undefined,
  GIT_WORK_TREE: undefined,
  GIT_INDEX_FILE: undefined,
  GIT_OBJECT_DIRECTORY: undefined,
  GIT_COMMON_DIR: undefined,
  GIT_NAMESPACE: undefined,
  GIT_PREFIX: undefined,
  GIT_LITERAL_PATHSPECS: "1",
  ...(process.stdin.isTTY ? {} : { GIT_TERMINAL_PROMPT: "0" }),
};

/**
 * An executable bit is codegen's affair, and lost in a ZIP: it is no edit. Hooks that somebody has for
 * all their repositories are for commits of theirs.
 */
const SETTINGS = ["-c", "core.fileMode=false", "-c", `core.hooksPath=${devNull}`];

/**
 * Runs git in the repository, without a shell.
 *
 * @returns what it printed
 * @throws GitError where it fails or is not installed
 */
export async function git(args: string[], { input, env }: Given = {}): Promise<string> {
  const child = spawn("git", [...SETTINGS, ...args], {
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

/**
 * What differs between two commits, or from a commit in the folder or in the index: each path with
 * `A` (added), `D` (deleted) or `M`.
 *
 * @param to a commit; `--cached` for the index; by default the folder
 */
export async function differences(from: string, to?: string): Promise<Map<string, string>> {
  const what = to === undefined ? [from] : [from, to];
  const words = items(await git(["diff", "--name-status", "-z", "--no-renames", ...what]));
  return new Map(
    words.flatMap((word, index) => (index % 2 === 0 ? [[words[index + 1]!, word] as const] : [])),
  );
}

/** A file as git keeps it. */
export interface Entry {
  mode: string;
  /** The name that git gives to its content. */
  id: string;
}

/** The files of a commit. */
export async function filesOf(commit: string): Promise<Map<string, Entry>> {
  return entriesIn(await git(["ls-tree", "-r", "-z", commit]), /^(?<mode>\d+) \w+ (?<id>\w+)$/);
}

/** The files of the index; one in conflict has no id. */
export async function filesOfIndex(): Promise<Map<string, Entry>> {
  const list = await git(["ls-files", "--stage", "-z"]);
  return entriesIn(list, /^(?<mode>\d+) (?<id>\w+) 0$/);
}

/**
 * Puts files into the index, or takes those without an entry out of it.
 *
 * @param env which index, if it is not the repository's own
 */
export async function putInIndex(
  files: [path: string, entry: Entry | undefined][],
  env?: NodeJS.ProcessEnv,
): Promise<void> {
  // First what goes: a file may come where a folder was.
  const gone = files.map(([path]) => `0 ${"0".repeat(40)}\t${path}\0`);
  const come = files.map(([path, entry]) => entry && `${entry.mode} ${entry.id}\t${path}\0`);
  const input = [...gone, ...come].join("");
  await git(["update-index", "-z", "--index-info"], { input, ...(env && { env }) });
}

/** The ids of contents that files of the folder have now. */
export async function idsNow(paths: string[]): Promise<Map<string, string>> {
  if (paths.length === 0) return new Map();
  const ids = await git(["hash-object", "--stdin-paths"], { input: paths.join("\n") });
  return new Map(
    ids
      .trim()
      .split("\n")
      .map((id, index) => [paths[index]!, id]),
  );
}

/** Every content that files have had up to a commit: `id path`. */
export async function historyOf(commit: string, paths: string[]): Promise<Set<string>> {
  if (paths.length === 0) return new Set();
  const input = [commit, "--", ...paths, ""].join("\n");
  const list = await git(["rev-list", "--objects", "--full-history", "--stdin"], { input });
  return new Set(list.split("\n"));
}

function entriesIn(list: string, shape: RegExp): Map<string, Entry> {
  return new Map(
    items(list).map((line) => {
      const tab = line.indexOf("\t");
      const { mode = "", id = "" } = shape.exec(line.slice(0, tab))?.groups ?? {};
      return [line.slice(tab + 1), { mode, id }];
    }),
  );
}

/** The items of a list that git printed with `-z`. */
export function items(list: string): string[] {
  return list.split("\0").filter(Boolean);
}
