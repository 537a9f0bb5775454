import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readPage } from "./markdown.ts";
import { ROOT } from "./paths.ts";

/** npm's own commands that the pages name; every other `npm …` is a script. */
const NPM_ITSELF = new Set(["install", "ci"]);
/** How the pages write the command of whichever step the reader is at. */
const ANY_STEP = "step:N";

/**
 * Looks for what a page refers to and is not there: files that it links to, npm scripts, and
 * scripts for node. Addresses in the web are only read, not visited.
 *
 * @param markdown the page
 * @param file its name, relative to the repository
 * @param scripts the npm scripts that there are
 * @returns what is missing, as the page writes it
 */
export function missingReferences(
  markdown: string,
  file: string,
  scripts = npmScripts(),
): string[] {
  const links = readPage(markdown).links.filter((target) => !leadsSomewhere(target, file));
  const commands = [...markdown.matchAll(/(`|\$ )?\bnpm (run )?(?:-\S+ )*([a-z][\w-]*(:\w+)*)/g)]
    // Without `run`, prose such as "npm removes it" is not meant.
    .filter(([, isCode, run]) => isCode || run)
    .filter(([, , run, name]) => !scripts.has(name!) && (run || !NPM_ITSELF.has(name!)))
    .filter(([, , , name]) => name !== ANY_STEP)
    .map(([words]) => words.replace(/^(`|\$ )/, ""));
  const programs = [...markdown.matchAll(/\bnode --import tsx ([\w./-]+)/g)]
    .map(([, path]) => path!)
    .filter((path) => !existsSync(join(ROOT, path)));
  return [...links, ...commands, ...programs];
}

function leadsSomewhere(target: string, file: string): boolean {
  if (target.startsWith("#")) return true;
  // From a page at the top, what the hosting shows of the repository beside its files.
  if (target.startsWith("../../actions/")) return !file.includes("/");
  if (/^[a-z]+:/.test(target)) return URL.canParse(target) && target.startsWith("https://");
  return existsSync(join(ROOT, dirname(file), target.split("#")[0]!));
}

function npmScripts(): Set<string> {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  return new Set(Object.keys(scripts));
}
