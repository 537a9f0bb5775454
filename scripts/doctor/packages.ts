import { ROOT } from "../ground/paths.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isForHere, isForMakers, lockedPackages, nameOf } from "../ground/installed.mjs";
import { messages } from "../messages/index.ts";
import { note, ok, wrong, type Finding } from "./finding.ts";

const text = messages.doctor.packages;

type Entry = ReturnType<typeof lockedPackages>[number];

/**
 * Whether node_modules holds what package-lock.json says, for this machine. What only those need who
 * change the course itself stops no learner.
 */
export function checkPackages(): Finding {
  const locked = lockedPackages(ROOT);
  const faultsIn = (entries: Entry[]) => entries.flatMap((entry) => faultOf(entry) ?? []);
  const grave = faultsIn(locked.filter(([, entry]) => !isForMakers(entry)));
  const faults = [...grave, ...faultsIn(locked.filter(([, entry]) => isForMakers(entry)))];
  if (faults.length === 0) return ok(text.match(locked.length));
  return (grave.length > 0 ? wrong : note)(text.differ(faults), "npm ci");
}

function faultOf(entry: Entry): string | undefined {
  const [path, locked] = entry;
  const name = nameOf(path);
  const manifest = join(ROOT, path, "package.json");
  if (!existsSync(manifest)) {
    return !isForMakers(locked) && isForHere(entry) ? text.missing(name) : undefined;
  }
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  return version === locked.version ? undefined : text.other(name, version, locked.version);
}
