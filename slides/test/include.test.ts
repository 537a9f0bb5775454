import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { assemble, parseSection } from "../lib/deck.ts";
import { include, parseInclusion } from "../lib/include.ts";

describe("include", () => {
  let root: string;

  beforeAll(() => {
    // A space and a letter beyond ASCII: folders have such names.
    root = mkdtempSync(join(tmpdir(), "slides é "));
    writeFileSync(
      join(root, "a.ts"),
      "function outer() {\n  const inner = () => {\n    work();\n  };\n  const lazy = () =>\n    work();\n}\n",
    );
  });

  afterAll(() => rmSync(root, { recursive: true }));

  it("fences a whole file", () => {
    assert.match(include(parseInclusion("a.ts"), root), /^```ts\nfunction outer[\s\S]*\n\}\n```$/);
  });

  it("moves a declaration to the left margin", () => {
    assert.equal(
      include(parseInclusion("a.ts#outer/inner"), root),
      "```ts\nconst inner = () => {\n  work();\n};\n```",
    );
  });

  it("folds declarations into a line each", () => {
    assert.equal(
      include(parseInclusion("a.ts#outer fold=inner,lazy"), root),
      "```ts\nfunction outer() {\n  const inner = () => { … };\n  const lazy = () => …;\n}\n```",
    );
  });

  it("refuses a file, a declaration or a fold that is gone", () => {
    assert.throws(() => include(parseInclusion("b.ts"), root), /b\.ts/);
    assert.throws(() => include(parseInclusion("a.ts#gone"), root), /a\.ts.* gone/);
    assert.throws(() => include(parseInclusion("a.ts#outer fold=gone"), root), /outer\/gone/);
  });
});

describe("assemble", () => {
  const slides = (line: string) =>
    parseSection(
      `---\ntitle: T\nminutes: { 30: 1 }\n---\n\n# One\n\n---\n\n# Two\n\n${line}\n`,
      "slides/en/x.md",
    );

  it("names the file and the line of a slide that cannot be filled", () => {
    const gone = slides("<<< solutions/03-server/server.ts#gone");
    assert.throws(() => assemble("en", [gone]), /^Error: slides\/en\/x\.md:12: /);
    assert.throws(() => assemble("en", [slides("<<< diagram gone")]), /x\.md:12: .*gone/);
    assert.throws(() => assemble("en", [slides("<<< exercise 99")]), /x\.md:12: .*99/);
  });

  it("takes an exercise's minutes and command from its step", () => {
    assert.match(
      assemble("en", [slides("<<< exercise 1")]),
      /<strong>\d+<\/strong> minutes.*npm run step:1/,
    );
  });

  it("refuses a section without minutes", () => {
    assert.throws(
      () => parseSection("---\ntitle: T\n---\n", "slides/en/x.md"),
      /x\.md:1: .*minutes/,
    );
  });
});
