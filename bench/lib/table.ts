import stringWidth from "fast-string-width";
import { colour } from "../../scripts/terminal/style.ts";
import type { Table } from "./part.ts";

/** How wide a table may be on the terminal, in columns. */
const MOST_COLUMNS = 100;
const GAP = "  ";
const NOT_MEASURED = "–";

/** A table for the terminal. One that is too wide goes on below, with its names repeated. */
export function toTerminal({ title, columns, rows }: Table): string {
  const lines = [columns, ...rows.map(filled)];
  const widths = widthsOf(lines);
  const blocks = blocksOf(widths).map((block) =>
    lines.map((line, index) => {
      const cells = block.map((column) => aligned(line[column]!, widths[column]!, column > 0));
      const text = `${GAP}${cells.join(GAP)}`.trimEnd();
      return index === 0 ? colour.dim(text) : text;
    }),
  );
  return [colour.bold(title), ...blocks.map((block) => block.join("\n"))].join("\n");
}

/** A table for a Markdown page, with its title above it. */
export function toMarkdown({ title, columns, rows }: Table): string {
  const lines = [columns, ...rows.map(filled)].map((line) =>
    line.map((cell) => cell.replaceAll("|", "\\|")),
  );
  // A line below the heading has at least three dashes.
  const widths = widthsOf(lines).map((width) => Math.max(3, width));
  const [heading, ...body] = lines.map((line) =>
    line.map((cell, column) => aligned(cell, widths[column]!, column > 0)),
  );
  const rule = widths.map((width, column) =>
    column > 0 ? `${"-".repeat(width - 1)}:` : "-".repeat(width),
  );
  const table = [heading!, rule, ...body].map((cells) => `| ${cells.join(" | ")} |`);
  return [`### ${title}`, "", ...table].join("\n");
}

function filled(row: Table["rows"][number]): string[] {
  return row.map((cell) => cell ?? NOT_MEASURED);
}

function widthsOf(lines: string[][]): number[] {
  return lines[0]!.map((_, column) => Math.max(...lines.map((line) => stringWidth(line[column]!))));
}

/** The columns that fit beside each other; each block begins with the names. */
function blocksOf([names, ...numbers]: number[]): number[][] {
  const blocks: number[][] = [];
  let left = 0;
  for (const [index, width] of numbers.entries()) {
    left -= GAP.length + width;
    if (left < 0) {
      blocks.push([0]);
      left = MOST_COLUMNS - GAP.length - names! - GAP.length - width;
    }
    blocks.at(-1)!.push(index + 1);
  }
  return blocks;
}

/** Pads to a width on the screen, where a Japanese letter takes two columns. */
function aligned(cell: string, width: number, isNumber: boolean): string {
  const padding = " ".repeat(width - stringWidth(cell));
  return isNumber ? padding + cell : cell + padding;
}
