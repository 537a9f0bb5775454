import { dirname, posix } from "node:path";
import { Marked, type Tokens } from "marked";
import { splitFrontMatter } from "../ground/front-matter.ts";

/**
 * A page of the repository as HTML.
 *
 * @param path where it is in the repository
 * @param addressOf where the site, or the hosting, shows another file of the repository; a link to one
 *   that nobody shows becomes its words
 */
export function render(
  markdown: string,
  path: string,
  addressOf: (path: string) => string | undefined,
): string {
  const used = new Map<string, number>();
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text }: Tokens.Heading) {
        const slug = slugOf(text, used);
        return `<h${depth} id="${slug}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const words = this.parser.parseInline(tokens);
        const address = /^(?:https:|#)/.test(href) ? href : within(href, path, addressOf);
        return address === undefined ? words : `<a href="${escape(address)}">${words}</a>`;
      },
      table(token: Tokens.Table) {
        // A wide table scrolls by itself, with the keyboard too.
        const rows = [token.header, ...token.rows].map((cells, index) => {
          const tag = index === 0 ? 'th scope="col"' : "td";
          const row = cells.map(
            (cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag.slice(0, 2)}>`,
          );
          return `<tr>${row.join("")}</tr>`;
        });
        return `<div class="table" tabindex="0"><table>${rows.join("\n")}</table></div>\n`;
      },
      code({ text }: Tokens.Code) {
        return `<pre tabindex="0"><code>${escape(text)}</code></pre>\n`;
      },
    },
  });
  return marked.parse(splitFrontMatter(markdown).body, { async: false });
}

function within(
  href: string,
  path: string,
  addressOf: (path: string) => string | undefined,
): string | undefined {
  const [file = "", anchor] = href.split("#");
  const address = addressOf(posix.join(dirname(path), decodeURI(file)));
  return address && anchor ? `${address}#${anchor}` : address;
}

/** The anchor of a heading, as the hosting makes it. */
function slugOf(text: string, used: Map<string, number>): string {
  const slug = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
    .replaceAll(/\s/g, "-");
  const before = used.get(slug) ?? 0;
  used.set(slug, before + 1);
  return before > 0 ? `${slug}-${before}` : slug;
}

/** Text for the inside of an element or of an attribute. */
export function escape(text: string): string {
  const ENTITIES: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replaceAll(/[&<>"]/g, (letter) => ENTITIES[letter]!);
}
