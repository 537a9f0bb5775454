import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, it } from "vitest";
import { assemble, pagesOf, parseSection } from "../lib/deck.ts";
import { include, parseInclusion } from "../lib/include.ts";
import { notesOf } from "../lib/notes.ts";
import type { Plan } from "../lib/plans.ts";
import { fillIn, readTalk, unfilled } from "../lib/talk.ts";

describe("include", () => {
  let root: string;

  beforeAll(() => {
    // A space and a letter beyond ASCII: folders have such names.
    root = mkdtempSync(join(tmpdir(), "slides é "));
    writeFileSync(
      join(root, "a.ts"),
      'function outer() {\n  const inner = () => {\n    work();\n  };\n  const lazy = () =>\n    work("so long that it takes a line of its own on a slide");\n}\n',
    );
  });

  afterAll(() => rmSync(root, { recursive: true }));

  it("fences a whole file", async () => {
    assert.match(
      await include(parseInclusion("a.ts"), root),
      /^```ts\nfunction outer[\s\S]*\n\}\n```$/,
    );
  });

  it("moves a declaration to the left margin", async () => {
    assert.equal(
      await include(parseInclusion("a.ts#outer/inner"), root),
      "```ts\nconst inner = () => {\n  work();\n};\n```",
    );
  });

  it("folds declarations into a line each", async () => {
    assert.equal(
      await include(parseInclusion("a.ts#outer fold=inner,lazy"), root),
      "```ts\nfunction outer() {\n  const inner = () => { … };\n  const lazy = () => …;\n}\n```",
    );
  });

  it("marks the one line that holds what it names", async () => {
    assert.equal(
      await include(parseInclusion("a.ts#outer/inner mark=work"), root),
      '<div class="marked" style="--line: 1">\n\n```ts\nconst inner = () => {\n  work();\n};\n```\n\n</div>',
    );
    await assert.rejects(include(parseInclusion("a.ts#outer mark=work"), root), /2 .*a\.ts.*work/);
    await assert.rejects(include(parseInclusion("a.ts#outer mark=gone"), root), /0 .*a\.ts.*gone/);
  });

  it("breaks lines that are too long for a slide, and leaves comments to the speaker", async () => {
    const long = "x".repeat(30);
    writeFileSync(
      join(root, "b.ts"),
      `function wide(${long}: string, ${long}y: string) {\n  // Why.\n  work(); // Now.\n}\n`,
    );
    assert.equal(
      await include(parseInclusion("b.ts#wide"), root),
      `\`\`\`ts\nfunction wide(\n  ${long}: string,\n  ${long}y: string,\n) {\n  work();\n}\n\`\`\``,
    );
  });

  it("refuses a file, a declaration or a fold that is gone", async () => {
    await assert.rejects(include(parseInclusion("c.ts"), root), /c\.ts/);
    await assert.rejects(include(parseInclusion("a.ts#gone"), root), /a\.ts.* gone/);
    await assert.rejects(include(parseInclusion("a.ts#outer fold=gone"), root), /outer\/gone/);
  });
});

describe("pagesOf", () => {
  const slides = (line: string) =>
    parseSection(`---\ntitle: T\n---\n\n# One\n\n---\n\n# Two\n\n${line}\n`, "slides/en/x.md");
  const shown = async (line: string) => assemble(await pagesOf("en", "day", [slides(line)]), "en");

  it("names the file and the line of a slide that cannot be filled", async () => {
    await assert.rejects(
      shown("<<< solutions/03-server/server.ts#gone"),
      /^Error: slides\/en\/x\.md:11: /,
    );
    await assert.rejects(shown("<<< diagram gone"), /x\.md:11: .*gone/);
    await assert.rejects(shown("<<< exercise 99"), /x\.md:11: .*99/);
  });

  it("takes an exercise's minutes and command from its step", async () => {
    assert.match(await shown("<<< exercise 1"), /<strong>\d+<\/strong> minutes.*npm start -- 1/);
  });

  it("has only the slides of its plan, and an agenda of the sections that are left", async () => {
    const section = (title: string, plan: string) =>
      parseSection(
        `---\ntitle: ${title}\n---\n\n<!-- plan: ${plan} -->\n\n# ${title} slide\n\n---\n\n<!-- plan: ${plan} -->\n\n# ${title} more\n`,
        "x.md",
      );
    const sections = [section("A", "30"), section("B", "30, 120"), section("C", "60")];
    const titles = async (plan: Plan) =>
      (await pagesOf("en", plan, sections)).map(({ shown: text }) =>
        /^# (.*)|<li class="here"[^>]*>(.)/m
          .exec(text.replace(/^# Where.*$/m, ""))
          ?.slice(1)
          .join(""),
      );
    const a = ["A slide", "A more"];
    const [b, c] = [
      ["B", "B slide", "B more"],
      ["C", "C slide", "C more"],
    ];
    assert.deepEqual(await titles(30), [...a, ...b]);
    assert.deepEqual(await titles(60), [...a, ...c]);
    assert.deepEqual(await titles("day"), [...a, ...b, ...c]);
  });

  it("says with the agenda before a section what leads to it, or on its only slide", async () => {
    const section = (title: string, bridge: string, body: string) =>
      parseSection(`---\ntitle: ${title}\n${bridge}---\n\n${body}`, "x.md");
    const two = "# One\n\n---\n\n# Two\n";
    const sections = [
      section("A", "", "# A slide\n"),
      section("B", "bridge: From A to B.\n", two),
      section("C", "", two),
      section("D", "bridge: From C to D.\n", "# D slide\n\n<!--\n- Ask: a\n-->\n"),
      section("E", "bridge: From D to E.\n", "# E slide\n\n<!--\n- Say: It is E.\n- Ask: b\n-->\n"),
    ];
    const notes = (await pagesOf("en", "day", sections)).map(({ slide }) => notesOf(slide));
    const [b, c, d, e] = [
      [["- Say: From A to B."], [], []],
      [[], [], []],
      [["- Say: From C to D.", "- Ask: a"]],
      [["- Say: From D to E. It is E.", "- Ask: b"]],
    ];
    assert.deepEqual(notes, [[], ...b!, ...c!, ...d!, ...e!]);
  });

  it("refuses a section without a title, and a plan that there is not", () => {
    assert.throws(() => parseSection("---\na: b\n---\n", "slides/en/x.md"), /x\.md:1: .*title/);
    const unknown = "---\ntitle: T\n---\n\n<!-- plan: 45 -->\n\n# A\n";
    assert.throws(() => parseSection(unknown, "slides/en/x.md"), /x\.md:5: .*45/);
  });
});

describe("what talk.yaml says", () => {
  const talk = readTalk(
    "speaker: { en: Ann, ja: アン }\nabout: a\nevent: e\ndate: d\nrepository: https://github.com/OWNER/x\n",
  );

  it("stands where a slide names it, in its language", () => {
    assert.equal(fillIn("{{speaker}}, {{event}}", talk, "ja"), "アン, e");
    assert.throws(() => fillIn("{{spaeker}}", talk, "en"), /spaeker/);
  });

  it("must have every field, and tells which are still to be filled in", () => {
    assert.deepEqual(unfilled(talk), ["repository"]);
    assert.throws(() => readTalk("speaker: Ann\n"), /about/);
  });
});
