import { isAbsolute, relative, resolve, sep } from "node:path";

/** `path` as a person in the folder `here` would type it: relative where it lies inside. */
export function fromHere(path: string, here = process.cwd()): string {
  const local = relative(here, path);
  if (local === "") return ".";
  const isOutside = isAbsolute(local) || local === ".." || local.startsWith(`..${sep}`);
  return isOutside ? resolve(path) : local;
}
