import { isAbsolute, relative, sep } from "node:path";

/** `path` as a person here would type it: relative to the current folder where it lies inside. */
export function fromHere(path: string): string {
  const local = relative(process.cwd(), path);
  if (local === "") return ".";
  const isOutside = isAbsolute(local) || local === ".." || local.startsWith(`..${sep}`);
  return isOutside ? path : local;
}
