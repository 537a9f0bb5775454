import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { format } from "oxfmt";
import { ROOT } from "../../scripts/ground/paths.ts";
import { say } from "../../steps/kit/say.ts";
import { findDeclaration, indentOf, type Block } from "./declaration.ts";

/** What a slide asks for, as in `solutions/03-server/server.ts#createChat/chatStream fold=sendNew mark=drain`. */
export interface Inclusion {
  /** Relative to the repository, with `/`. */
  file: string;
  /** The declaration to show, as a path of names; empty for the whole file. */
  path: string[];
  /** Declarations inside it to show in one line each. */
  fold: string[];
  /** What stands in the line that matters, and in no other; nothing marks none. */
  mark?: string;
}

const FENCE_LANGUAGE: Record<string, string> = { ".ts": "ts", ".proto": "protobuf" };

/** Reads what stands behind `<<<` on a slide. */
export function parseInclusion(text: string): Inclusion {
  const [target = "", ...options] = text.trim().split(/\s+/);
  const [file = "", path = ""] = target.split("#");
  const option = (name: string) =>
    options.find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1);
  return {
    file,
    path: path ? path.split("/") : [],
    fold: option("fold")?.split(",") ?? [],
    mark: option("mark"),
  };
}

/**
 * Takes the code that a slide shows from the file that is tested: without comments, and with lines
 * that are no longer than a slide is wide.
 *
 * @returns a fenced block of Markdown
 * @throws Error if the file, the declaration, one to fold or the line to mark is not there
 */
export async function include({ file, path, fold, mark }: Inclusion, root = ROOT): Promise<string> {
  const source = join(root, file);
  if (!existsSync(source)) throw new Error(say(`there is no ${file}`, `${file} がありません`));
  const text = readFileSync(source, "utf8").trimEnd();
  const written = text.split(/\r?\n/);
  const margin = indentOf(written[find(written, path, file).first]!);
  const lines = (await formatted(file, text, COLUMNS + margin)).split("\n");
  const block = find(lines, path, file);
  const folded = fold.map((name) => find(lines, [...path, name], file));
  const shown = dedent(withoutComments(foldBlocks(lines, block, folded)));
  const code = fenced(shown, extname(file));
  return mark === undefined ? code : marked(code, lineWith(mark, shown, file));
}

/** The one line that holds some text, counted from 0. */
function lineWith(text: string, lines: string[], file: string): number {
  const places = [...lines.keys()].filter((at) => lines[at]!.includes(text));
  if (places.length === 1) return places[0]!;
  throw new Error(
    say(
      `${places.length} lines of ${file} that are shown have ${text}, and one is to be marked`,
      `${file} の表示する行のうち ${text} を含むものが${places.length}行あります。印を付けるのは1行です`,
    ),
  );
}

/** Code with a mark behind one of its lines, which the theme draws. */
function marked(code: string, line: number): string {
  return `<div class="marked" style="--line: ${line}">\n\n${code}\n\n</div>`;
}

/** Code without what is said beside it: on a slide that is the speaker's, in the room's language. */
function withoutComments(lines: string[]): string[] {
  return lines
    .filter((line) => !/^\s*\/\//.test(line))
    .map((line) => line.replace(/(?<=[;{},)]) +\/\/ .*$/, ""));
}

/** How many letters of code stand side by side on a slide. */
const COLUMNS = 66;

/** TypeScript with its lines at most so long; anything else as it is. */
async function formatted(file: string, text: string, columns: number): Promise<string> {
  if (extname(file) !== ".ts") return text;
  const { code } = await format(file, text, { printWidth: columns });
  return code.trimEnd();
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
