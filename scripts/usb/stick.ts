import type { StdioOptions } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { npm } from "../ground/npm.ts";
import { ROOT } from "../ground/paths.ts";
import { scratchFolder } from "../ground/scratch.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { askGit, git } from "../update/git.ts";
import { packagesFor, type Locked, type Platform } from "./platforms.ts";

const text = messages.usb;

/** What a stick holds beside its README: the course, and the packages as npm keeps them. */
const [COURSE, CACHE] = ["course", "npm-cache"];

/**
 * Fills a folder from which the course is installed without a network.
 *
 * @param folder where; it is made
 * @param platforms whose packages go with it
 * @param tell is called with what is begun
 * @throws Stop where the packages cannot be fetched, or do not install from the folder alone
 */
export async function makeStick(
  folder: string,
  platforms: Platform[],
  tell: (doing: string) => void,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  tell(text.copying);
  await cloneCourse(join(folder, COURSE));

  const registry = (await npm(["config", "get", "registry"])).stdout.trim();
  const trial = scratchFolder("usb");
  mkdirSync(trial, { recursive: true });
  try {
    for (const file of ["package.json", "package-lock.json", ".npmrc"]) {
      cpSync(join(folder, COURSE, file), join(trial, file));
    }
    const cache = join(folder, CACHE);
    for (const platform of platforms) {
      tell(text.fetching(platform.name));
      await install(trial, cache, platform, []);
    }
    for (const platform of platforms) {
      tell(text.trying(platform.name));
      await install(trial, cache, platform, ["--offline"]);
    }
    rmSync(join(cache, "_cacache", "tmp"), { recursive: true, force: true });
  } finally {
    rmSync(trial, { recursive: true, force: true });
  }
  const command = installCommand(registry);
  const names = platforms.map(({ name }) => name).join(", ");
  writeFileSync(join(folder, "README.md"), text.readme(command, names));
}

/**
 * What a learner types in the course's folder on the stick. npm looks packages up by the address of
 * the registry from which they came, so that goes with them.
 */
function installCommand(registry: string): string {
  return `npm ci --offline --cache ../${CACHE} --registry ${registry}`;
}

/** The last commit, so that nobody gets what was written here; with it goes where updates come from. */
async function cloneCourse(target: string): Promise<void> {
  if ((await askGit(["rev-parse", "--show-prefix"])) !== "") throw new Stop(text.noClone);
  await git(["clone", "--quiet", "--no-hardlinks", ROOT, target]);
  const origin = await askGit(["remote", "get-url", "origin"]);
  const setOrigin = origin ? ["set-url", "origin", withoutPassword(origin)] : ["remove", "origin"];
  await git(["-C", target, "remote", ...setOrigin]);
}

/** A remote's address as it may be handed on. */
function withoutPassword(address: string): string {
  return address.replace(/^(\w+:\/\/)[^@/]*@/, "$1");
}

async function install(
  trial: string,
  cache: string,
  platform: Platform,
  flags: string[],
): Promise<void> {
  const { os, cpu } = platform;
  const libc = os === "linux" ? ["--libc", "glibc"] : [];
  const quiet = ["--no-audit", "--no-fund", "--logs-max=0", "--loglevel", "error"];
  const where = ["--cache", cache, "--os", os, "--cpu", cpu, ...libc];
  const said: StdioOptions = ["ignore", "ignore", "inherit"];
  const { code } = await npm(["ci", ...quiet, ...where, ...flags], said, trial);
  if (code !== 0) throw new Stop(text.notInstalled(platform.name), 1);
  const wanted = packagesFor(platform, packagesOf(join(trial, "package-lock.json")));
  const found = packagesOf(join(trial, "node_modules", ".package-lock.json"));
  const missing = wanted.filter((place) => !Object.hasOwn(found, place));
  if (missing.length > 0) throw new Stop(text.incomplete(platform.name, missing), 1);
}

function packagesOf(lockfile: string): Record<string, Locked> {
  return (JSON.parse(readFileSync(lockfile, "utf8")) as { packages: Record<string, Locked> })
    .packages;
}
