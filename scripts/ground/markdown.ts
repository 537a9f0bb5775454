import { lexer, walkTokens, type Token, type Tokens } from "marked";
import { splitFrontMatter } from "./front-matter.ts";

/** What the tools and the checks need to know of a Markdown page. */
export interface Page {
  frontMatter: Record<string, unknown>;
  headings: { depth: number; text: string }[];
  /** Fenced code, in order; `language` is empty where the fence names none. */
  code: { language: string; text: string }[];
  /** Targets of links and pictures. */
  links: string[];
  /** The foldable sections below each heading that has some: the hints of a task. */
  hints: Map<string, Hint[]>;
}

/** A foldable section. */
export interface Hint {
  /** What stands on it while it is folded. */
  summary: string;
  /** What it hides, in Markdown. */
  body: string;
}

const FOLDED = /<details>\s*<summary>(.*?)<\/summary>([\s\S]*?)<\/details>/g;

/** Reads a Markdown page. */
export function readPage(markdown: string): Page {
  const { frontMatter, body } = splitFrontMatter(markdown);
  const page: Page = {
    frontMatter,
    headings: [],
    code: [],
    links: [],
    hints: readHints(body),
  };
  walkTokens(lexer(body), (token) => {
    if (isHeading(token)) page.headings.push({ depth: token.depth, text: token.text });
    else if (isCode(token)) page.code.push({ language: token.lang ?? "", text: token.text });
    else if (isLink(token)) page.links.push(token.href);
  });
  return page;
}

/** A text without its foldable sections. */
export function withoutFolded(markdown: string): string {
  return markdown.replace(FOLDED, "");
}

function readHints(body: string): Map<string, Hint[]> {
  const hints = new Map<string, Hint[]>();
  for (const section of body.split(/^#+ /m)) {
    const folded = [...section.matchAll(FOLDED)].map(([, summary, text]) => ({
      summary: summary!,
      body: text!.trim(),
    }));
    if (folded.length > 0) hints.set(section.split(/\r?\n/, 1)[0]!, folded);
  }
  return hints;
}

function isHeading(token: Token): token is Tokens.Heading {
  return token.type === "heading";
}

function isCode(token: Token): token is Tokens.Code {
  return token.type === "code";
}

function isLink(token: Token): token is Tokens.Link | Tokens.Image {
  return token.type === "link" || token.type === "image";
}
