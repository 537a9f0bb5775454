// node scripts/run.cjs scripts/commands/start.ts [arguments] — starts one of the course's commands.
// This file needs no package, and is in words that Node 12 can read: it speaks where Node is too old
// for the rest, or something else keeps every command from starting. It is no ES module, which Node
// itself cannot load from every folder.
const nodeModule = require("node:module");
const { basename, dirname, join, resolve } = require("node:path");
const { pathToFileURL } = require("node:url");
const { engines } = require("../package.json");

const folder = dirname(__dirname);
/** The commands that run tests, and those that serve a page. */
const JUDGING = /\/(start|step|hint|progress|test|flaky|mistake)\.ts$/;
const SERVING = /\/(board|web|demo|inspect)\.ts$/;
/** What these serve no page with. */
const NO_PAGE = ["--help", "--plain", "--json"];
/** The commands that see to missing packages themselves. */
const MENDING = /\/(doctor|update)\.ts$/;
/** The commands for work on the course itself, and the slides, which are laid out with its formatter. */
const MAKING =
  /\/commands\/(typecheck|test|flaky|mistake|new-step|picture|release|site)\.ts$|\/slides\/scripts\/|\/vitest\.mjs$/;
/**
 * What the tools take for a part of an address: a path's own `%20` becomes a blank, and `#` ends it.
 * They leave out what steers a terminal, and Node itself takes a `\` for a `/`.
 */
const UNLOADABLE = process.platform === "win32" ? /[#%?]/ : /[#%?\\\p{Cc}]/u;
/** What Node answers with where something that is waited for never comes. */
const UNSETTLED = 13;

if (allows(engines.node, process.versions.node)) {
  const obstacle = obstacleInPath();
  if (obstacle) giveUp(...obstacle);
  else start();
} else {
  giveUp(
    `This is Node.js ${process.versions.node}, and the course needs ${engines.node}. Install a newer one (https://nodejs.org/), or with nvm:`,
    `Node.js は ${process.versions.node} ですが、コースには ${engines.node} が必要です。新しいものを入れてください（https://nodejs.org/）。nvm なら：`,
    "nvm install",
  );
}

/** Starts the command, or says what keeps it from starting. */
async function start() {
  // Node 22 and later keep what they have compiled.
  const { enableCompileCache } = /** @type {any} */ (nodeModule);
  if (enableCompileCache) enableCompileCache();
  const { incompletePackages, leaveOtherProjects, obstacleIn, provideTemporaryFolder } =
    await import("./ground/obstacles.mjs");
  // What the command sees is what it would see if it had been started by itself.
  process.argv.splice(1, 1);
  // npm takes the `--` away, and pnpm passes it on.
  const dashes = process.argv.indexOf("--");
  if (dashes > 0) process.argv.splice(dashes, 1);
  const command = pathToFileURL(resolve(folder, String(process.argv[1])));
  const isMending = MENDING.test(command.pathname);
  const isMaking = MAKING.test(command.pathname);
  const obstacle =
    obstacleIn(folder) ||
    (!isMending && incompletePackages(folder, isMaking)) ||
    provideTemporaryFolder(folder);
  if (obstacle) return giveUp(...obstacle);
  leaveOtherProjects();
  process.exitCode = UNSETTLED;
  try {
    // Loaded before any hooks, either takes a third of the time.
    const isServing =
      SERVING.test(command.pathname) && !process.argv.some((word) => NO_PAGE.includes(word));
    if (JUDGING.test(command.pathname)) {
      await import("vitest/node");
      await loadOwnTypeScript();
    } else {
      if (isServing) await import("vite");
      const { register } = await import("tsx/esm/api");
      register();
    }
    await import(command.href);
    if (process.exitCode === UNSETTLED) process.exitCode = 0;
  } catch (error) {
    const incomplete = incompletePackages(folder, isMaking);
    if (incomplete) return giveUp(...incomplete);
    const message = String(error instanceof Error ? error.message : error);
    // What a tool advises after its first sentence is for projects of its users.
    const [reason = message] = message.split(/\n|(?<=\.) /);
    const isPackage = /^Cannot find (package|module|native)/.test(reason);
    giveUp(
      `${isPackage ? "The course's packages are incomplete" : "This command could not be loaded"}: ${reason}`,
      `${isPackage ? "コースのパッケージが壊れています" : "このコマンドを読み込めませんでした"}：${reason}`,
      isPackage || isMending ? "npm ci" : "npm run doctor",
    );
  }
}

/** Has Node load the course's own TypeScript: a learner's is run by the tests, in other processes. */
async function loadOwnTypeScript() {
  const loader = pathToFileURL(join(__dirname, "ground", "typescript-loader.mjs")).href;
  const { registerHooks } = /** @type {any} */ (nodeModule);
  // Node 20 has none in this thread.
  if (registerHooks) registerHooks(await import(loader));
  else nodeModule.register(loader);
}

/**
 * Says which letter of the course's path keeps tools from working there, and where to move it.
 *
 * @returns {[english: string, japanese: string, command: string] | undefined}
 */
function obstacleInPath() {
  const [letter] = UNLOADABLE.exec(folder) || [];
  if (!letter) return undefined;
  let parent = dirname(folder);
  while (UNLOADABLE.test(parent)) parent = dirname(parent);
  const target = join(parent, basename(folder).replace(new RegExp(UNLOADABLE, "gu"), "-"));
  return [
    `The tools that load the tests (Vite, Vitest, tsx) cannot work in a folder whose path has "${escaped(letter)}" in it. Move the course:`,
    `テストを読み込むツール（Vite、Vitest、tsx）は、パスに「${escaped(letter)}」を含むフォルダーでは動きません。コースを移動してください：`,
    process.platform === "win32"
      ? `move "${folder}" "${target}"`
      : `mv ${quoted(folder)} ${quoted(target)}`,
  ];
}

/**
 * A word as a POSIX shell takes it for one.
 *
 * @param {string} word
 */
function quoted(word) {
  const steers = escaped(word) !== word;
  const text = steers ? escaped(word.replace(/\\/g, "\\\\")) : word;
  return `${steers ? "$" : ""}'${text.replace(/'/g, steers ? "\\'" : "'\\''")}'`;
}

/**
 * A text in which nothing steers the terminal.
 *
 * @param {string} text
 */
function escaped(text) {
  const code = (/** @type {string} */ letter) => letter.charCodeAt(0).toString(16).padStart(4, "0");
  return text.replace(/\p{Cc}/gu, (letter) => `\\u${code(letter)}`);
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
