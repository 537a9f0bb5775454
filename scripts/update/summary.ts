import { languageOf } from "../../steps/kit/say.ts";
import { messages } from "../messages/index.ts";
import { askGit } from "./git.ts";
import type { Update } from "./plan.ts";

const text = messages.update;

/** What an update has changed, and how to see it. */
export async function summaryOf(update: Update): Promise<string> {
  const { base, newest, replaced, removed, starters, kept } = update;
  const range = `${short(base)} ${short(newest)}`;
  const changelog = languageOf() === "ja" ? "CHANGELOG.ja.md" : "CHANGELOG.md";
  const hasChangelog = await askGit(["cat-file", "-e", `${newest}:${changelog}`]);
  return [
    text.done(await nameOf(base), await nameOf(newest), replaced.length + removed.length),
    text.see(
      hasChangelog === undefined
        ? `git log --oneline ${range.replace(" ", "..")}`
        : `git diff ${range} -- ${changelog}`,
    ),
    ...starters.map((file) =>
      kept.includes(file)
        ? text.starterKept(file, `git diff ${range} -- ${file}`)
        : text.starterNew(file),
    ),
    ...(kept.length > 0 ? [text.kept(kept)] : []),
    text.next,
  ].join("\n");
}

/** A version of the course for a person: its number, if it has one, and its commit. */
export async function nameOf(commit: string): Promise<string> {
  const manifest = await askGit(["show", `${commit}:package.json`]);
  const version = /^\s*"version":\s*"([\w.+-]+)"/m.exec(manifest ?? "")?.[1];
  return version ? `${version} (${short(commit)})` : short(commit);
}

function short(commit: string): string {
  return commit.slice(0, 7);
}
