import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";

/** A system and a processor, as Node and npm call them. */
export interface Platform {
  /** As a person writes it, such as `darwin-arm64`. */
  name: string;
  os: string;
  cpu: string;
}

/** Those for which the compiler of the course's contracts has a program. */
const NAMES = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "win32-x64"];

/** Those for which a stick is made unless others are named. */
export const USUAL = "win32-x64,darwin-arm64,linux-x64";

/**
 * Reads a list of platforms.
 *
 * @param given as in `win32-x64,darwin-arm64`
 * @throws Stop naming the one that there is not
 */
export function readPlatforms(given: string): Platform[] {
  const names = given
    .normalize("NFKC")
    .split(/[,\s、]+/)
    .filter(Boolean);
  const unknown = names.find((name) => !NAMES.includes(name));
  if (unknown !== undefined || names.length === 0) {
    throw new Stop(messages.usb.noSuchPlatform(unknown ?? given, NAMES));
  }
  return [...new Set(names)].map((name) => {
    const [os = "", cpu = ""] = name.split("-");
    return { name, os, cpu };
  });
}

/** What package-lock.json says of one package. */
export interface Locked {
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

/**
 * The packages of a platform's own, which npm leaves out without a word where it cannot fetch them.
 *
 * @param locked what package-lock.json holds under `packages`
 * @returns their places, as `node_modules/…`
 */
export function packagesFor({ os, cpu }: Platform, locked: Record<string, Locked>): string[] {
  return Object.entries(locked)
    .filter(([, each]) => each.os?.includes(os) && each.cpu?.includes(cpu))
    .filter(([, { libc }]) => libc?.includes("glibc") ?? true)
    .map(([place]) => place);
}
