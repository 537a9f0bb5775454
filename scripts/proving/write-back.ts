import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../ground/files.ts";
import { ROOT } from "../ground/paths.ts";
import type { Step } from "../ground/steps.ts";
import { linesBetween } from "./change.ts";
import type { Section } from "./section.ts";
import type { Work } from "./work.ts";

/**
 * Writes into a section what leads from its base to some work, in place of the blocks that it has;
 * its words stay.
 */
export function writeChanges(section: Section, step: Step, base: Work, work: Work): void {
  const place = join(ROOT, section.path);
  const lines = readFileSync(place, "utf8").split("\n");
  const own = lines.slice(section.first - 1, section.last);
  const block = own.findIndex((line) => line.startsWith("```diff") || line.startsWith("- File:"));
  const words = own
    .slice(0, block < 0 ? undefined : block)
    .join("\n")
    .trimEnd();
  const fresh = `${words}\n\n${blocksBetween(step, base, work)}`;
  lines.splice(section.first - 1, own.length, ...fresh.split("\n"));
  writeWhole(place, lines.join("\n"));
}

/**
 * Adds a section for a new mistake at the end of its task's page.
 *
 * @param title the task's heading in the README
 * @param told what a learner is told: by which test, in which words
 */
export function addMistake(
  page: { path: string; title: string },
  name: string,
  told: { caughtBy: string; says: string },
  change: { step: Step; base: Work; work: Work },
): void {
  const place = join(ROOT, page.path);
  const before = existsSync(place) ? readFileSync(place, "utf8").trimEnd() : `# ${page.title}`;
  const section = [
    `## ${name}`,
    "TODO: what is wrong, and why.",
    "TODO：何が、なぜ間違っているか。",
    `- Caught by: ${told.caughtBy}\n- Says: ${told.says}`,
    blocksBetween(change.step, change.base, change.work),
  ];
  writeWhole(place, `${[before, ...section].join("\n\n")}\n`);
}

function blocksBetween(step: Step, base: Work, work: Work): string {
  const first = step.edit[0]!;
  return [...work]
    .filter(([file, text]) => base.get(file) !== text)
    .map(([file, text]) => {
      const lines = linesBetween(base.get(file)!, text).map((line) => line.trimEnd());
      const block = ["```diff", ...lines, "```"].join("\n");
      return file === first ? block : `- File: ${file}\n\n${block}`;
    })
    .join("\n\n");
}
