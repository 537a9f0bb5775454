import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../ground/files.ts";
import { ROOT } from "../ground/paths.ts";
import { findSteps } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { filesOf } from "./new-step-files.ts";

const text = messages.author;

/**
 * Makes a step with one task that works from end to end, and registers it everywhere. What is its
 * author's to write is marked `TODO`, and the linter names each.
 *
 * @param id the folder's name, such as `12-presence`
 * @returns the files that are new or changed, relative to the repository
 * @throws Stop when that is not the name of the next step
 */
export function makeStep(id: string): string[] {
  const next = String(findSteps(ROOT, "en").length + 1).padStart(2, "0");
  const [, number, name] = /^(\d\d)-([a-z][a-z0-9-]*)$/.exec(id) ?? [];
  if (number !== next || !name) throw new Stop(text.badStep(id, `${next}-name`));
  const files = filesOf(id, Number(number), name);
  for (const [path, content] of files) writeWhole(join(ROOT, path), content);
  return [...files.keys(), ...register(id, Number(number))];
}

function register(id: string, number: number): string[] {
  edit("package.json", (content) =>
    content.replace(
      new RegExp(`( *)"step:${number - 1}": .*\n`),
      `$&$1"step:${number}": "node scripts/run.cjs scripts/commands/step.ts ${number}",\n`,
    ),
  );
  edit(".vscode/tasks.json", (content) => {
    const task = new RegExp(` *\\{\\s*"label": "Step ${number - 1}"[^}]*\\},\n`);
    return content.replace(
      task,
      (found) => found + found.replaceAll(String(number - 1), String(number)),
    );
  });
  const rows = {
    "README.md": `| ${number} | [TODO](steps/${id}/README.md) | 20 |`,
    "README.ja.md": `| ${number} | [TODO](steps/${id}/README.ja.md) | 20 |`,
  };
  for (const [path, row] of Object.entries(rows)) {
    edit(path, (content) =>
      content.replace(new RegExp(`^\\| ${number - 1} .*\\(steps/.*\n`, "m"), `$&${row}\n`),
    );
  }
  return ["package.json", ".vscode/tasks.json", ...Object.keys(rows)];
}

function edit(path: string, change: (content: string) => string): void {
  const place = join(ROOT, path);
  writeFileSync(place, change(readFileSync(place, "utf8")));
}
