import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One of the compilers that the npm package `protoc` holds, as its assets.json lists them. */
interface Asset {
  platform: string;
  arch: string;
  executable: string;
}

/**
 * Where the npm package `protoc` keeps the compiler for a machine.
 *
 * @param folder the package's folder
 * @returns undefined where it has none
 */
export function protocIn(
  folder: string,
  platform: string = process.platform,
  arch: string = process.arch,
): string | undefined {
  const assets: Asset[] = JSON.parse(readFileSync(join(folder, "assets.json"), "utf8"));
  const asset = assets.find((each) => each.platform === platform && each.arch === arch);
  return asset && join(folder, "bin", asset.executable);
}

/** What stands before a column that protoc names: it counts bytes, and a tab up to the next 8. */
export function textBefore(line: string, column: number): string {
  let text = "";
  let reached = 1;
  for (const letter of line) {
    if (reached >= column) break;
    reached += letter === "\t" ? 8 - ((reached - 1) % 8) : Buffer.byteLength(letter);
    text += letter;
  }
  return text;
}
