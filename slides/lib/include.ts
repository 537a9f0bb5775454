import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { ROOT } from "../../scripts/ground/paths.ts";
import { say } from "../../steps/kit/say.ts";
import { findDeclaration, indentOf, type Block } from "./declaration.ts";

/** What a slide asks for, as in `solutions/03-server/server.ts#createChat/chatStream fold=sendNew`. */
export interface Inclusion {
  /** Relative to the repository, with `/`. */
  file: string;
  /** The declaration to show, as a path of names; empty for the whole file. */
  path: string[];
  /** Declarations inside it to show in one line each. */
  fold: string[];
}

const FENCE_LANGUAGE: Record<string, string> = { ".ts": "ts", ".proto": "protobuf" };

/** Reads what stands behind `<<<` on a slide. */
export function parseInclusion(text: string): Inclusion {
  const [target = "", ...options] = text.trim().split(/\s+/);
  const [file = "", path = ""] = target.split("#");
  const fold = options.find((option) => option.startsWith("fold="))?.slice("fold=".length);
  return { file, path: path ? path.split("/") : [], fold: fold?.split(",") ?? [] };
}

/**
 * Takes the code that a slide shows from the file that is tested.
 *
 * @returns a fenced block of Markdown
 * @throws Error if the file, the declaration or one to fold is not there
 */
export function include({ file, path, fold }: Inclusion, root = ROOT): string {
  const source = join(root, file);
  if (!existsSync(source)) throw new Error(say(`there is no ${file}`, `${file} がありません`));
  const lines = readFileSync(source, "utf8").trimEnd().split(/\r?\n/);
  const block = find(lines, path, file);
  const folded = fold.map((name) => find(lines, [...path, name], file));
  return fenced(dedent(foldBlocks(lines, block, folded)), extname(file));
}

function find(lines: string[], path: string[], file: string): Block {
  const block = findDeclaration(lines, path);
  if (block) return block;
  const name = path.join("/");
  throw new Error(
    say(
      `${file} declares no ${name}, so there is nothing to show`,
      `${file} に ${name} の宣言がなく、表示できません`,
    ),
  );
}

/** The lines of a block, with those of each folded block drawn together into one. */
function foldBlocks(lines: string[], block: Block, folded: Block[]): string[] {
  const shown: string[] = [];
  for (let at = block.first; at <= block.last; at += 1) {
    const fold = folded.find(({ first }) => first === at);
    if (!fold) {
      shown.push(lines[at]!);
      continue;
    }
    shown.push(foldedLine(lines[fold.first]!, lines[fold.last]!));
    at = fold.last;
  }
  return shown;
}

/** A block in one line: what opens it, three dots, and what closes it. */
function foldedLine(first: string, last: string): string {
  return /[{([]$/.test(first) ? `${first} … ${last.trim()}` : `${first} …;`;
}

function dedent(lines: string[]): string[] {
  const margin = Math.min(...lines.filter((line) => line.trim()).map(indentOf));
  return lines.map((line) => line.slice(margin));
}

function fenced(lines: string[], extension: string): string {
  return ["```" + (FENCE_LANGUAGE[extension] ?? "text"), ...lines, "```"].join("\n");
}
