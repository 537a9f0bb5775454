import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ProtoText } from "../../steps/kit/proto-text.ts";
import { ROOT } from "../ground/paths.ts";
import { messages } from "../messages/index.ts";
import { CodegenError } from "./failure.ts";
import { fromHere } from "./paths.ts";

const text = messages.codegen;

/** The file that the first step is about. */
const TASK = join(ROOT, "proto", "chat.proto");

/**
 * Makes sure that there is nothing in the way of reading the .proto files of which protoc would not
 * say what it is: without `syntax`, for one, it takes a file for proto2, and a file of comments alone
 * for a finished one.
 *
 * @throws CodegenError for the first file in which there is
 */
export function requireReadable(protoDir: string, protos: readonly string[]): void {
  for (const proto of protos) {
    const path = join(protoDir, proto);
    const found = obstacleIn(readFileSync(path, "utf8"), path);
    if (!found) continue;
    const [line, sentence] = found;
    throw new CodegenError(`${fromHere(path)}${line ? `:${line}` : ""}: ${sentence}`);
  }
}

/** The line, where it is one, and what is wrong. */
function obstacleIn(content: string, path: string): [line: number | undefined, string] | undefined {
  if (content.includes("\0")) return [undefined, text.inUtf16];
  // protoc, and the rest of this, would take all for one line: a comment would never end.
  const loneCr = content.search(/\r(?![\r\n]|$)/);
  if (loneCr >= 0) return [content.slice(0, loneCr).split("\n").length, text.lonelyCr];
  const source = new ProtoText(content.replace(/^\uFEFF/, ""));
  const at = (pattern: RegExp) => {
    const index = source.bare.search(pattern);
    return index < 0 ? undefined : source.lineOf(index);
  };
  const openComment = at(/\/\*/);
  if (openComment) return [openComment, text.openComment];
  const marker = at(/^(?:<{7}|\|{7}|={7}|>{7})(?!\S)/m);
  if (marker) return [marker, text.mergeMarker];
  const edition = at(/^\s*edition\b/);
  if (edition) return [source.find(/edition/), text.noEditions];
  if (!/^\s*syntax\b/.test(source.bare)) return [undefined, text.noSyntax(path === TASK)];
  return undefined;
}
