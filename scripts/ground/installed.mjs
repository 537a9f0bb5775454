// What of the course's packages is there. run.cjs asks before anything else is loaded, so this is
// plain JavaScript that needs none of them.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A package as package-lock.json has it.
 *
 * @typedef {object} Locked
 * @property {string} version
 * @property {boolean} [optional]
 * @property {boolean} [dev]
 * @property {boolean} [devOptional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 */

/**
 * The packages that package-lock.json names, by their place. Another tool than npm has places of its
 * own for all but those that the course names itself: then only these are told.
 *
 * @param {string} root the course's folder
 * @returns {[path: string, locked: Locked][]}
 */
export function lockedPackages(root) {
  const lock = join(root, "package-lock.json");
  if (!existsSync(lock)) return [];
  const { "": course, ...packages } = JSON.parse(readFileSync(lock, "utf8")).packages;
  const isOfNpm = existsSync(join(root, "node_modules", ".package-lock.json"));
  const own = { ...course.dependencies, ...course.devDependencies };
  return Object.entries(packages).filter(
    ([path]) => isOfNpm || Object.hasOwn(own, path.replace("node_modules/", "")),
  );
}

/**
 * The packages that a learner needs on this machine and that are not there, by name.
 *
 * @param {string} root the course's folder
 * @param {boolean} areForMakers whether those are meant that only who changes the course needs
 * @returns {string[]}
 */
export function missingPackages(root, areForMakers = false) {
  return lockedPackages(root)
    .filter(([path]) => !existsSync(join(root, path, "package.json")))
    .filter((entry) => isForMakers(entry[1]) === areForMakers && isForHere(entry))
    .map(([path]) => nameOf(path));
}

/**
 * The systems for which packages are there that run on no other, unless this is one of them.
 *
 * @param {string} root the course's folder
 * @returns {string[]} such as `win32`
 */
export function foreignSystems(root) {
  const systems = lockedPackages(root)
    .filter(([path, { os }]) => os && existsSync(join(root, path, "package.json")))
    .map(([, { os = [] }]) => os);
  return systems.some((os) => os.includes(process.platform)) ? [] : [...new Set(systems.flat())];
}

/**
 * A package's name by its place.
 *
 * @param {string} path
 */
export function nameOf(path) {
  return path.replace(/^.*node_modules\//, "");
}

/**
 * Whether a package is for those who change the course itself.
 *
 * @param {Locked} locked
 */
export function isForMakers({ dev, devOptional }) {
  return Boolean(dev || devOptional);
}

/**
 * Whether a package belongs on this machine. Optional packages hold executables, each for one kind of
 * machine.
 *
 * @param {[path: string, locked: Locked]} entry
 */
export function isForHere([path, { optional, os, cpu, libc = libcIn(path) }]) {
  if (!optional) return true;
  const isOfHere = os?.includes(process.platform) && cpu?.includes(process.arch);
  return Boolean(isOfHere && (!libc || libc.includes(libcOfHere())));
}

/**
 * The C libraries that a package's name tells of: npm 9 and 10 take the lines that say it out of
 * package-lock.json.
 *
 * @param {string} path
 */
function libcIn(path) {
  if (/-musl/.test(path)) return ["musl"];
  return /-gnu/.test(path) ? ["glibc"] : undefined;
}

/** @type {string | undefined} */
let libc;

function libcOfHere() {
  // Asked once: a report takes milliseconds.
  return (libc ??= findLibc());
}

function findLibc() {
  // Else it looks up the names of whatever is connected.
  Object.assign(process.report, { excludeNetwork: true });
  const { header } = /** @type {{ header: object }} */ (process.report.getReport());
  return "glibcVersionRuntime" in header ? "glibc" : "musl";
}
