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

/** As much as the tools write into a temporary file, and more. */
const PROBE = "x".repeat(256 * 1024);

/**
 * What is in the way in the course's folder as it is.
 *
 * @param {string} folder
 * @returns {Obstacle | undefined}
 */
export function obstacleIn(folder) {
  return noPackages(folder) ?? noPrograms(folder);
}

/**
 * Says which packages are missing, and whether what is there is for another system.
 *
 * @param {string} folder
 * @returns {Obstacle | undefined}
 */
export function incompletePackages(folder) {
  const missing = missingPackages(folder);
  if (missing.length === 0) return undefined;
  const here = `${process.platform} ${process.arch}`;
  const others = foreignSystems(folder).join(", ");
  if (others) {
    return [
      `The packages in node_modules are for another system (${others}), and this is ${here}. Install them here:`,
      `node_modules のパッケージは別のシステム（${others}）用で、ここは ${here} です。ここで入れ直してください：`,
      "npm ci",
    ];
  }
  const names = `${missing.slice(0, 3).join(", ")}${missing.length > 3 ? ", …" : ""}`;
  return [
    `Packages are missing from node_modules for ${here} (${missing.length}: ${names}). Install them anew:`,
    `${here} で必要なパッケージが node_modules に足りません（${missing.length}個：${names}）。入れ直してください：`,
    "npm ci",
  ];
}

/**
 * Has this process, and those that it starts, keep temporary files in the course's folder where the
 * system's folder for them takes none: it may be missing, full or not ours to write to.
 *
 * @param {string} folder
 */
export function provideTemporaryFolder(folder) {
  if (takesFiles(tmpdir())) return;
  const own = join(folder, ".workshop", "tmp");
  try {
    mkdirSync(own, { recursive: true });
  } catch {
    // Nothing can be written here either: the command will say so.
    return;
  }
  for (const name of ["TMPDIR", "TEMP", "TMP"]) process.env[name] = own;
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
