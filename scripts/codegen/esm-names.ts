import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

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

/** Does so in each `*_pb.js` of a folder and of those below it. */
export function addEsmNames(folder: string): void {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith("_pb.js")) continue;
    const path = join(folder, name);
    writeFileSync(path, withEsmNames(readFileSync(path, "utf8")));
  }
}
