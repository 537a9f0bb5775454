// node scripts/run.mjs scripts/commands/start.ts [arguments] — starts one of the course's commands.
// This file needs no package: it speaks where Node is too old for the rest, or no package is there.
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = new URL("../", import.meta.url);
const folder = join(fileURLToPath(root), ".");
const { engines } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
/** What those tools take for a part of an address: a path's own `%20` becomes a blank, and `#` ends it. */
const UNLOADABLE = /[#%?]/;
/** The commands that run tests. Loaded before tsx's hooks, vitest starts half a second sooner. */
const JUDGING = /\/(start|step|hint|progress|test|flaky|mistake)\.ts$/;

if (!allows(engines.node, process.versions.node)) {
  giveUp(
    `This is Node.js ${process.versions.node}, and the course needs ${engines.node}. Install a newer one (https://nodejs.org/), or with nvm:`,
    `Node.js は ${process.versions.node} ですが、コースには ${engines.node} が必要です。新しいものを入れてください（https://nodejs.org/）。nvm なら：`,
    "nvm install",
  );
} else if (UNLOADABLE.test(folder)) {
  const character = UNLOADABLE.exec(folder)?.[0];
  giveUp(
    `The tools that load the tests (Vite, Vitest, tsx) cannot work in a folder whose path has "${character}" in it. Move the course:`,
    `テストを読み込むツール（Vite、Vitest、tsx）は、パスに「${character}」を含むフォルダーでは動きません。コースを移動してください：`,
    `${process.platform === "win32" ? "move" : "mv"} "${folder}" "${loadable(folder)}"`,
  );
} else {
  // What the command sees is what it would see if it had been started by itself.
  process.argv.splice(1, 1);
  const command = new URL(process.argv[1] ?? "", root);
  try {
    if (JUDGING.test(command.pathname)) await import("vitest/node");
    const { register } = await import("tsx/esm/api");
    register();
    await import(command.href);
  } catch (error) {
    const reason = String(error instanceof Error ? error.message : error).split("\n")[0];
    giveUp(
      `The course's packages are missing or incomplete: ${reason}`,
      `コースのパッケージが足りないか、壊れています：${reason}`,
      existsSync(new URL("node_modules", root)) ? "npm ci" : "npm install",
    );
  }
}

/**
 * Whether a range such as `^20.19 || >=22.12` allows a version.
 *
 * @param {string} range
 * @param {string} version
 */
function allows(range, version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return range.split("||").some((part) => {
    const [, sign, wantedMajor, wantedMinor = 0] = /(\^|>=)(\d+)(?:\.(\d+))?/.exec(part) ?? [];
    if (major !== Number(wantedMajor)) return sign === ">=" && major > Number(wantedMajor);
    return minor >= Number(wantedMinor);
  });
}

/**
 * Where to move a folder to: the nearest folder around it whose path is good, and a name that is.
 *
 * @param {string} path
 */
function loadable(path) {
  let parent = dirname(path);
  while (UNLOADABLE.test(parent)) parent = dirname(parent);
  return join(parent, basename(path).replaceAll(new RegExp(UNLOADABLE, "g"), "-"));
}

/**
 * Says in the learner's language why nothing can be started, and the command that mends it.
 *
 * @param {string} english
 * @param {string} japanese
 * @param {string} command
 */
function giveUp(english, japanese, command) {
  const { WORKSHOP_LANG, LC_ALL, LC_MESSAGES, LANG } = process.env;
  const locale = Intl.DateTimeFormat().resolvedOptions().locale;
  const isJapanese = /^ja/i.test(WORKSHOP_LANG || LC_ALL || LC_MESSAGES || LANG || locale);
  console.error(`${isJapanese ? japanese : english}\n  ${command}`);
  process.exitCode = 2;
}
