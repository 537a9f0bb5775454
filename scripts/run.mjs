// node scripts/run.mjs scripts/commands/start.ts [arguments] — starts one of the course's commands.
// This file needs no package, and is in words that Node 12 can read: it speaks where Node is too old
// for the rest, or a package is missing.
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
/** The commands that see to missing packages themselves. */
const MENDING = /\/(doctor|update)\.ts$/;
/** What Node answers with where something that is waited for never comes. */
const UNSETTLED = 13;

if (!allows(engines.node, process.versions.node)) {
  giveUp(
    `This is Node.js ${process.versions.node}, and the course needs ${engines.node}. Install a newer one (https://nodejs.org/), or with nvm:`,
    `Node.js は ${process.versions.node} ですが、コースには ${engines.node} が必要です。新しいものを入れてください（https://nodejs.org/）。nvm なら：`,
    "nvm install",
  );
} else if (UNLOADABLE.test(folder)) {
  const character = folder.charAt(folder.search(UNLOADABLE));
  giveUp(
    `The tools that load the tests (Vite, Vitest, tsx) cannot work in a folder whose path has "${character}" in it. Move the course:`,
    `テストを読み込むツール（Vite、Vitest、tsx）は、パスに「${character}」を含むフォルダーでは動きません。コースを移動してください：`,
    `${process.platform === "win32" ? "move" : "mv"} "${folder}" "${loadable(folder)}"`,
  );
} else if (!existsSync(new URL("node_modules", root))) {
  giveUp(
    "The course's packages are not installed yet. Install them:",
    "コースのパッケージがまだ入っていません。インストールしてください：",
    "npm install",
  );
} else {
  start();
}

/** Starts the command, or says what of its packages is missing. */
async function start() {
  const { missingPackages } = await import("./ground/installed.mjs");
  // What the command sees is what it would see if it had been started by itself.
  process.argv.splice(1, 1);
  const command = new URL(String(process.argv[1]), root);
  const missing = missingPackages(folder);
  if (missing.length > 0 && !MENDING.test(command.pathname)) return giveUpFor(missing);
  process.exitCode = UNSETTLED;
  try {
    if (JUDGING.test(command.pathname)) await import("vitest/node");
    const { register } = await import("tsx/esm/api");
    register();
    await import(command.href);
    if (process.exitCode === UNSETTLED) process.exitCode = 0;
  } catch (error) {
    if (missing.length > 0) return giveUpFor(missing);
    const message = String(error instanceof Error ? error.message : error);
    // What a tool advises after its first sentence is for projects of its users.
    const [reason = message] = message.split(/\n|(?<=\.) /);
    const isPackage = /^Cannot find (package|module|native)/.test(reason);
    giveUp(
      `${isPackage ? "The course's packages are incomplete" : "This command could not be loaded"}: ${reason}`,
      `${isPackage ? "コースのパッケージが壊れています" : "このコマンドを読み込めませんでした"}：${reason}`,
      isPackage || MENDING.test(command.pathname) ? "npm ci" : "npm run doctor",
    );
  }
}

/**
 * Says which packages are missing, and whether what is there is for another system.
 *
 * @param {string[]} missing
 */
async function giveUpFor(missing) {
  const { foreignSystems } = await import("./ground/installed.mjs");
  const others = foreignSystems(folder).join(", ");
  const names = missing.slice(0, 3).join(", ") + (missing.length > 3 ? ", …" : "");
  const here = `${process.platform} ${process.arch}`;
  giveUp(
    others
      ? `The packages in node_modules are for another system (${others}), and this is ${here}. Install them here:`
      : `Packages are missing from node_modules for ${here} (${missing.length}: ${names}). Install them anew:`,
    others
      ? `node_modules のパッケージは別のシステム（${others}）用で、ここは ${here} です。ここで入れ直してください：`
      : `${here} で必要なパッケージが node_modules に足りません（${missing.length}個：${names}）。入れ直してください：`,
    "npm ci",
  );
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
    const [, sign, wantedMajor, wantedMinor = 0] = /(\^|>=)(\d+)(?:\.(\d+))?/.exec(part) || [];
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
