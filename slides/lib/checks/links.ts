import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../../../scripts/ground/paths.ts";
import { say } from "../../../steps/kit/say.ts";

/** npm's own commands that the pages name; every other `npm …` is a script. */
const NPM_ITSELF = new Set(["install", "ci"]);

/**
 * Looks for what a page names and is not there: files that it links to, npm scripts and scripts
 * for node. Addresses in the web are only read, not visited.
 *
 * @param text the page in Markdown
 * @param file its name, relative to the repository
 * @param scripts the npm scripts that there are
 * @returns a sentence for each
 */
export function checkLinks(text: string, file: string, scripts = npmScripts()): string[] {
  const missing: string[] = [];
  for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (!linkLeadsSomewhere(target!, file)) missing.push(target!);
  }
  for (const [command, run, name] of text.matchAll(/\bnpm (run )?(?:-s )?([\w:-]+)/g)) {
    if (run ? !scripts.has(name!) : !NPM_ITSELF.has(name!) && !scripts.has(name!)) {
      missing.push(command);
    }
  }
  for (const [, script] of text.matchAll(/\bnode --import tsx ([\w./-]+)/g)) {
    if (!existsSync(join(ROOT, script!))) missing.push(script!);
  }
  return missing.map((what) =>
    say(`${file}: there is no ${what}`, `${file}：${what} がありません`),
  );
}

function linkLeadsSomewhere(target: string, file: string): boolean {
  if (target.startsWith("#")) return true;
  if (/^[a-z]+:/.test(target)) return URL.canParse(target) && target.startsWith("https://");
  return existsSync(join(ROOT, dirname(file), target.split("#")[0]!));
}

function npmScripts(): Set<string> {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return new Set(Object.keys(scripts));
}
