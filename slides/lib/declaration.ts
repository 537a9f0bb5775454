/** A run of lines, counted from 0, both ends included. */
export interface Block {
  first: number;
  last: number;
}

/**
 * Finds a declaration by its name, or one inside another by a path of names: the function
 * `sendNote` in the function `createChat` is `["createChat", "sendNote"]`.
 *
 * It reads indentation, not grammar. The sources are formatted, so a declaration ends where the
 * next line stands as far left as its first, unless that line closes it.
 *
 * @param lines a TypeScript or Protocol Buffers source
 * @returns the lines of the declaration, without the comment above it, or nothing
 */
export function findDeclaration(lines: string[], path: string[]): Block | undefined {
  let block: Block | undefined = { first: 0, last: lines.length - 1 };
  for (const name of path) block = block && findWithin(lines, block, name);
  return block;
}

function findWithin(lines: string[], within: Block, name: string): Block | undefined {
  const declares = declarationOf(name);
  for (let at = within.first; at <= within.last; at += 1) {
    if (declares.test(lines[at]!)) return { first: at, last: lastLineOf(lines, at) };
  }
  return undefined;
}

/** Matches the first line of a declaration, of a method with its body, or of a block such as `try`. */
function declarationOf(name: string): RegExp {
  const keyword = "function\\*?|class|interface|type|enum|const|message|service|rpc";
  return new RegExp(
    `^\\s*(?:export )?(?:async )?(?:(?:${keyword}) ${name}\\b|\\*?${name}\\(.*\\).* \\{$|${name} \\{$)`,
  );
}

function lastLineOf(lines: string[], first: number): number {
  const margin = indentOf(lines[first]!);
  let last = first;
  for (let at = first + 1; at < lines.length; at += 1) {
    const line = lines[at]!;
    if (line.trim() === "") continue;
    const deeper = indentOf(line) > margin;
    const closes = indentOf(line) === margin && /^\s*[)\]}]/.test(line);
    if (!deeper && !closes) break;
    last = at;
  }
  return last;
}

/** How many spaces a line begins with. */
export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
