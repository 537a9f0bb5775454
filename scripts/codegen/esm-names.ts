import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import { CHECKED_READER, withCheckedReader } from "./checked-reader.ts";

/**
 * Gives grpc-tools' `*_pb.js` names that `import { Note }` can see. Node finds the
 * exports of a CommonJS file by reading its text, and there it finds only
 * `goog.object.extend(exports, proto.chat)`.
 *
 * @param code the text of a `*_pb.js` of protoc's own JavaScript generator
 * @returns the same with a line `exports.Note = proto.chat.Note;` for each message and enum
 */
export function withEsmNames(code: string): string {
  const scope = /^goog\.object\.extend\(exports, (proto(?:\.[\w$]+)*)\);$/m.exec(code)?.[1];
  if (!scope) return code;
  const names = [...code.matchAll(/^goog\.exportSymbol\('([\w.$]+)'/gm)]
    .map(([, symbol = ""]) => symbol)
    .filter((symbol) => symbol.startsWith(`${scope}.`))
    .map((symbol) => symbol.slice(scope.length + 1))
    .filter((name) => !name.includes("."));
  return code + names.map((name) => `exports.${name} = ${scope}.${name};\n`).join("");
}

/** Gives each `*_pb.js` of a folder and of those below it these names, and the reader of ours. */
export function adaptOfficial(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith("_pb.js")) continue;
    const path = join(folder, name);
    const specifier = `${"../".repeat(name.split(sep).length - 1) || "./"}${CHECKED_READER}`;
    const code = withEsmNames(readFileSync(path, "utf8"));
    writeFileSync(path, withCheckedReader(code, specifier));
  }
}
