import { ROOT } from "../ground/paths.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { messages } from "../messages/index.ts";
import { note, ok, wrong, type Finding } from "./finding.ts";

const text = messages.doctor.packages;

/** A package as package-lock.json has it. */
interface Locked {
  version: string;
  optional?: boolean;
  dev?: boolean;
  devOptional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

/**
 * Whether node_modules holds what package-lock.json says, for this machine. What only those need who
 * change the course itself stops no learner.
 */
export function checkPackages(): Finding {
  const locked = Object.entries(lockedPackages());
  const faultsIn = (entries: [string, Locked][]) =>
    entries.flatMap(([path, entry]) => faultOf(path, entry) ?? []);
  const grave = faultsIn(locked.filter(([, entry]) => !isForMakers(entry)));
  const faults = [...grave, ...faultsIn(locked.filter(([, entry]) => isForMakers(entry)))];
  if (faults.length === 0) return ok(text.match(locked.length));
  return (grave.length > 0 ? wrong : note)(text.differ(faults), "npm ci");
}

function lockedPackages(): Record<string, Locked> {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));
  // The entry without a path is the course itself.
  const { "": _course, ...others } = packages;
  return others;
}

function faultOf(path: string, locked: Locked): string | undefined {
  const name = path.replace(/^.*node_modules\//, "");
  const manifest = join(ROOT, path, "package.json");
  if (!existsSync(manifest)) return isNeeded(locked) ? text.missing(name) : undefined;
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  return version === locked.version ? undefined : text.other(name, version, locked.version);
}

/** Optional packages hold executables, each for one kind of machine; this machine's are needed. */
function isNeeded(locked: Locked): boolean {
  if (isForMakers(locked)) return false;
  const { optional, os, cpu, libc } = locked;
  // Which C library this is cannot be told cheaply, and the others tell enough.
  const isForHere = os?.includes(process.platform) && cpu?.includes(process.arch) && !libc;
  return !optional || Boolean(isForHere);
}

function isForMakers({ dev, devOptional }: Locked): boolean {
  return Boolean(dev || devOptional);
}
