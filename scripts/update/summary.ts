import { messages } from "../messages/index.ts";
import type { Update } from "./apply.ts";
import { git } from "./git.ts";

const text = messages.update;

/** What an update has changed, and how to see it. */
export async function summaryOf(update: Update): Promise<string> {
  const { base, newest, replaced, removed, starters, kept } = update;
  const range = `${short(base)} ${short(newest)}`;
  return [
    text.done(await nameOf(base), await nameOf(newest), replaced.length + removed.length),
    text.see(`git log --oneline ${range.replace(" ", "..")}`),
    ...starters.map((file) =>
      kept.includes(file)
        ? text.starterKept(file, `git diff ${range} -- ${file}`)
        : text.starterNew(file),
    ),
    ...(kept.length > 0 ? [text.kept(kept)] : []),
    text.next,
  ].join("\n");
}

/** A version of the course for a person: its number and its commit. */
export async function nameOf(commit: string): Promise<string> {
  const { version } = JSON.parse(await git(["show", `${commit}:package.json`]));
  return `${version} (${short(commit)})`;
}

function short(commit: string): string {
  return commit.slice(0, 7);
}
