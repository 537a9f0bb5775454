/**
 * A JSDoc comment.
 *
 * @param lines what it says, with no line for nothing
 * @param indent what stands before each line
 */
export function docComment(lines: readonly string[], indent = ""): string {
  const safe = lines.map((line) => line.replaceAll("*/", "*\\/"));
  if (safe.length <= 1) return `${indent}/** ${safe.join("")} */\n`;
  const body = safe.map((line) => `${indent} * ${line}`.trimEnd()).join("\n");
  return `${indent}/**\n${body}\n${indent} */\n`;
}

/** What a person wrote above a declaration, a blank line, and the declaration itself. */
export function documented(comment: readonly string[], declaration: string): string[] {
  return comment.length > 0 ? [...comment, "", `\`${declaration}\``] : [`\`${declaration}\``];
}

/** The lines of `code`, each moved right by `indent`. */
export function indented(indent: string, code: string): string {
  return code.replaceAll(/^(?=.)/gm, indent);
}
