import { parse } from "yaml";

/** A Markdown text, split into the YAML block between two `---` lines that opens it, and the rest. */
export interface SplitMarkdown {
  frontMatter: Record<string, unknown>;
  body: string;
  /** The line of the text, from 1, on which the body begins. */
  bodyLine: number;
}

/** Splits a Markdown text; one without a block at its beginning, or after a byte order mark, is all body. */
export function splitFrontMatter(markdown: string): SplitMarkdown {
  const block = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---\r?\n/.exec(markdown);
  if (!block) return { frontMatter: {}, body: markdown, bodyLine: 1 };
  return {
    frontMatter: parse(block[1]!),
    body: markdown.slice(block[0].length),
    bodyLine: block[0].split("\n").length,
  };
}
