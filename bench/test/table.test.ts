import assert from "node:assert/strict";
import { test } from "vitest";
import { stripVTControlCharacters } from "node:util";
import stringWidth from "fast-string-width";
import { toMarkdown, toTerminal } from "../lib/table.ts";

const table = {
  title: "Speed",
  columns: ["", "速度", "n"],
  rows: [
    ["JSON", "1.00", null],
    ["素朴な grpc-js", "12,300", "3"],
  ],
};

function linesOf(text: string): string[] {
  return stripVTControlCharacters(text).split("\n").slice(1);
}

test("a Japanese letter takes two columns, and numbers stand to the right", () => {
  const lines = linesOf(toTerminal(table));
  assert.deepEqual(new Set(lines.map((line) => stringWidth(line))), new Set([27]));
  assert.equal(lines[1], "  JSON              1.00  –");
});

test("a table that is too wide for a terminal goes on below", () => {
  const columns = ["", ...Array.from({ length: 9 }, (_, index) => `${index}`.padStart(20, "-"))];
  const lines = linesOf(toTerminal({ title: "", columns, rows: [columns.with(0, "name")] }));
  assert.ok(lines.every((line) => stringWidth(line) <= 100));
  assert.deepEqual(
    lines.filter((line) => line.startsWith("  name")).flatMap((line) => line.match(/\d/g)),
    [..."012345678"],
  );
});

test("a table in Markdown keeps a bar in a cell apart from its own", () => {
  const markdown = toMarkdown({ ...table, rows: [["a|b", "1", "2"]] });
  assert.match(markdown, /^### Speed\n\n\| +\| 速度 \| +n \|\n\| -+ \| -+: \| -+: \|\n\| a\\\|b /);
});
