// What on a machine keeps every command from starting, each with the command that mends it. run.cjs
// asks before anything else is loaded, so this is plain JavaScript that needs no package.
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { foreignSystems, missingPackages } from "./installed.mjs";

/**
 * A sentence in both languages, and the command that mends it.
 *
 * @typedef {[english: string, japanese: string, command: string]} Obstacle
 */

/** Settings of Node's own with which the course's tools do not work. */
const HINDERING =
  /(?:^|\s)(--(?:no-addons|disallow-code-generation-from-strings|frozen-intrinsics|(?:experimental-)?permission|experimental-default-type|input-type))(?![\w-])/;
/** Clears what is set for Node in a terminal. */
export const CLEAR_OPTIONS =
  process.platform === "win32" ? '$env:NODE_OPTIONS = ""' : "unset NODE_OPTIONS";
/** What makes tools of ours use a file of another project, or another build of themselves. */
const ELSEWHERE = [
  "TSX_TSCONFIG_PATH",
  "ESBUILD_BINARY_PATH",
  "NAPI_RS_NATIVE_LIBRARY_PATH",
  "NAPI_RS_FORCE_WASI",
];
/** As much as the tools write into a temporary file, and more. */
const PROBE = "x".repeat(256 * 1024);

/**
 * What is in the way in the course's folder as it is.
 *
 * @param {string} folder
 * @returns {Obstacle | undefined}
 */
export function obstacleIn(folder) {
  return hinderingOption() ?? noPackages(folder) ?? noPrograms(folder);
}

/** Has this process, and those that it starts, take nothing of another project's for ours. */
export function leaveOtherProjects() {
  for (const name of ELSEWHERE) delete process.env[name];
}

/**
 * Says which packages are missing, and whether what is there is for another system.
 *
 * @param {string} folder
 * @param {boolean} isForMakers whether the command needs those too that no learner does
 * @returns {Obstacle | undefined}
 */
export function incompletePackages(folder, isForMakers) {
  const missing = missingPackages(folder);
  if (missing.length === 0) return isForMakers ? noMakersPackages(folder) : undefined;
  const here = `${process.platform} ${process.arch}`;
  const others = foreignSystems(folder).join(", ");
  if (others) {
    return [
      `The packages in node_modules are for another system (${others}), and this is ${here}. Install them here:`,
      `node_modules のパッケージは別のシステム（${others}）用で、ここは ${here} です。ここで入れ直してください：`,
      "npm ci",
    ];
  }
  const names = someOf(missing);
  return [
    `Packages are missing from node_modules for ${here} (${missing.length}: ${names}). Install them anew:`,
    `${here} で必要なパッケージが node_modules に足りません（${missing.length}個：${names}）。入れ直してください：`,
    "npm ci",
  ];
}

/**
 * npm leaves them out where NODE_ENV is `production`, and then a learner has all that they need.
 *
 * @param {string} folder
 * @returns {Obstacle | undefined}
 */
function noMakersPackages(folder) {
  const missing = missingPackages(folder, true);
  if (missing.length === 0) return undefined;
  const names = someOf(missing);
  return [
    `This command needs packages that are for work on the course itself, and they are not installed (${missing.length}: ${names}). Install them too:`,
    `このコマンドには、コースそのものを作るためのパッケージも必要ですが、入っていません（${missing.length}個：${names}）。追加してください：`,
    "npm ci --include=dev",
  ];
}

/** @param {string[]} names */
function someOf(names) {
  return `${names.slice(0, 3).join(", ")}${names.length > 3 ? ", …" : ""}`;
}

/**
 * Has this process, and those that it starts, keep temporary files in the course's folder where the
 * system's folder for them takes none: it may be missing, full or not ours to write to.
 *
 * @param {string} folder
 * @returns {Obstacle | undefined} where the course's folder takes none either
 */
export function provideTemporaryFolder(folder) {
  const given = tmpdir();
  if (takesFiles(given)) return undefined;
  const own = join(folder, ".workshop", "tmp");
  try {
    mkdirSync(own, { recursive: true });
  } catch {
    // Then it takes no files.
  }
  if (!takesFiles(own)) {
    return [
      `Files can be written neither to ${given} nor to ${own}: each is full, read-only or closed to you. Make room there, or copy the course to a drive that takes files:`,
      `${given} にも ${own} にもファイルを書き込めません（空きがないか、読み取り専用か、許可がありません）。空きを作るか、書き込めるドライブにコースをコピーしてください：`,
      `cp -R "${folder}" ~/`,
    ];
  }
  for (const name of ["TMPDIR", "TEMP", "TMP"]) process.env[name] = own;
  return undefined;
}

/** @returns {Obstacle | undefined} */
function hinderingOption() {
  const [, option] = HINDERING.exec(process.env.NODE_OPTIONS ?? "") ?? [];
  if (!option) return undefined;
  return [
    `NODE_OPTIONS has ${option} in it, with which the course's tools do not work. Clear it, then the same command again:`,
    `NODE_OPTIONS に ${option} が入っていて、コースのツールはこの設定では動きません。消してから、同じコマンドをもう一度実行してください：`,
    CLEAR_OPTIONS,
  ];
}

/**
 * @param {string} folder
 * @returns {Obstacle | undefined}
 */
function noPackages(folder) {
  if (existsSync(join(folder, "node_modules"))) return undefined;
  return [
    "The course's packages are not installed yet. Install them:",
    "コースのパッケージがまだ入っていません。インストールしてください：",
    "npm install",
  ];
}

/**
 * @param {string} folder
 * @returns {Obstacle | undefined}
 */
function noPrograms(folder) {
  const program = join(folder, "node_modules", ".bin", "tsx");
  if (!existsSync(program) || (statSync(program).mode & 0o111) === 0) return undefined;
  try {
    accessSync(program, constants.X_OK);
    return undefined;
  } catch {
    return [
      `The system runs no program from ${folder}, as on a drive that is mounted with noexec. Copy the course to another drive:`,
      `${folder} にあるプログラムをシステムが実行しません（noexec でマウントされたドライブなど）。別のドライブにコースをコピーしてください：`,
      `cp -R "${folder}" ~/`,
    ];
  }
}

/**
 * Whether files can be written into a folder.
 *
 * @param {string} path
 */
function takesFiles(path) {
  let probe = "";
  try {
    probe = mkdtempSync(join(path, "workshop-"));
    writeFileSync(join(probe, "probe"), PROBE);
    return true;
  } catch {
    return false;
  } finally {
    if (probe) rmSync(probe, { recursive: true, force: true });
  }
}
