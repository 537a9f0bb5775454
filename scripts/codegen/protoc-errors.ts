import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import columns from "fast-string-width";
import { adviceFor, nameOf } from "../../steps/kit/odd-letters.ts";
import { ProtoText } from "../../steps/kit/proto-text.ts";
import { textBefore } from "../../steps/kit/protoc.ts";
import { messages } from "../messages/index.ts";
import { fromHere } from "./paths.ts";

const LOCATED = /^(?:--\w+_out: )?(.+?\.proto):(\d+):(\d+): (?!warning: )(.*)$/;

/** What protoc says of a plugin that did not do its work. */
const BROKEN = /: program not found|: Plugin (?:failed with status code|killed by signal) /;
/** What a plugin of Node's says of that itself, between the lines that it came by. */
const REASON = /^\w*Error\b.*: |: No such file or directory$/;

/** What protoc says where two .proto files lead to one file, as x_grpc.proto and the services of x.proto do. */
const WRITTEN_TWICE = /^((.+)_grpc)_pb(?:\.d\.ts|\.js): Tried to write the same file twice\.$/m;

/** What protoc says where two .proto files declare the same, as a copy does that somebody has put beside the first. */
const DECLARED_TWICE = / is already defined in file "(.+)"\.$/;

/** What stands under a letter, by how many columns a terminal gives it. */
const BLANKS = ["", " ", "\u3000"];

/** A letter that only looks like one of ASCII, or cannot be seen: protoc gives but the numbers of its bytes. */
const ODD = /[^\x20-\x7e\t\r\f\v]/u;

/**
 * protoc's errors for a learner: each with the path to the file, and with the line that it means.
 *
 * @param stderr what protoc printed
 * @param protoDir the folder of the .proto files
 */
export function explainErrors(stderr: string, protoDir: string): string {
  // A plugin's error may stand behind one of protoc's without a line of its own.
  const lines = stderr.trimEnd().split(/\n|(?<=.)(?=--\w+_out: )/);
  const located = lines.filter((line) => LOCATED.test(line));
  // What else protoc says then only leads up to these.
  const again = located.find((line) => DECLARED_TWICE.test(line));
  if (again) {
    const [, file = ""] = LOCATED.exec(again) ?? [];
    const [, other = ""] = DECLARED_TWICE.exec(again) ?? [];
    const [one, two] = [file, other].map((name) => fromHere(pathOf(name, protoDir) ?? name));
    return `${explain(again, protoDir)}\n${messages.codegen.mendCopy(one!, two!)}`;
  }
  if (located.length > 0) {
    const explained = new Set(located.map((line) => explain(line, protoDir)));
    return [...explained, messages.codegen.mendProto].join("\n");
  }
  const [, second, first] = WRITTEN_TWICE.exec(stderr) ?? [];
  if (first && second) {
    const [one, other] = [first, second].map((stem) => fromHere(join(protoDir, `${stem}.proto`)));
    return messages.codegen.sameFile(`${second}_pb.js`, one!, other!);
  }
  if (!lines.some((line) => BROKEN.test(line))) {
    return [...lines, messages.codegen.mendOther].join("\n");
  }
  const told = lines.filter((line) => BROKEN.test(line) || REASON.test(line));
  return [...told, messages.codegen.mendPlugin].join("\n");
}

function explain(error: string, protoDir: string): string {
  const [, file = "", row = "", column = "", sentence = ""] = LOCATED.exec(error) ?? [];
  const path = pathOf(file, protoDir);
  if (!path) return error;
  const number = Number(row);
  const source = new ProtoText(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
  const lines = source.text.split(/\r?\n/);
  const line = lines[number - 1] ?? "";
  const shown = (each: number) =>
    `  ${String(each).padStart(row.length)} | ${lines[each - 1] ?? ""}`;
  const odd = ODD.exec(source.bare.split("\n")[number - 1] ?? "");
  const before = odd ? line.slice(0, odd.index) : textBefore(line, Number(column));
  const isFirst = !odd && before.trim() === "" && number > 1;
  // A tab stays one, and a wide letter takes a wide blank.
  const pad = before.replaceAll(/[^\t]/gu, (letter) => BLANKS[columns(letter)]!);
  return [
    odd
      ? `${fromHere(path)}:${row}:${odd.index + 1}: ${oddLetter(odd[0])}`
      : `${fromHere(path)}:${row}:${column}: ${sentence}`,
    // What protoc misses at the start of a line is missing at the end of the one above.
    ...(isFirst ? [shown(number - 1)] : []),
    shown(number),
    `  ${"".padStart(row.length)} | ${pad}^`,
  ].join("\n");
}

/** protoc names a file as the command line does, and a plugin as an import does. */
function pathOf(file: string, protoDir: string): string | undefined {
  return [join(protoDir, file), file].find((each) => existsSync(each));
}

function oddLetter(letter: string): string {
  if (letter === "\uFFFD") return messages.codegen.notUtf8;
  return messages.codegen.oddLetter(nameOf(letter), adviceFor(letter));
}
