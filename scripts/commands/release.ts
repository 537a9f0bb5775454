// npm run release — follows .github/RELEASING.md: runs its commands, and names what a person has to see.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "../ground/npm.ts";
import { ROOT } from "../ground/paths.ts";
import { messages } from "../messages/index.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { mark } from "../terminal/style.ts";

const text = messages.release;
const LIST = ".github/RELEASING.md";

await run(async () => {
  readArguments("release", {});
  const items = itemsOf(readFileSync(join(ROOT, LIST), "utf8"));
  for (const { command } of items) {
    if (!command) continue;
    console.log(`${mark.here} ${command}`);
    const code = await follow(command.split(" "));
    if (code !== 0) {
      console.error(text.failed(command, LIST));
      return 1;
    }
  }
  console.log(text.forYou);
  for (const { words, command } of items) if (!command) console.log(`  ${words}`);
  return 0;
});

/** The items of the numbered list, each with the command that it begins with, if it does. */
function itemsOf(markdown: string): { words: string; command: string | undefined }[] {
  const items = markdown.matchAll(/^\d+\. (.+(?:\n +.+)*)/gm);
  return Array.from(items, ([, item]) => {
    const words = item!.replaceAll(/\n +/g, " ");
    return { words, command: /^`([^`]+)`: /.exec(words)?.[1] };
  });
}

async function follow([program, ...args]: string[]): Promise<number> {
  if (program === "npm") return (await npm(args, "inherit")).code ?? 1;
  const child = spawn(program!, args, { cwd: ROOT, stdio: "inherit" });
  const ended = once(child, "close").catch(() => [1]);
  const [code] = (await ended) as [number | null];
  return code ?? 1;
}
