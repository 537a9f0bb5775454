import assert from "node:assert/strict";
import { describe, it } from "vitest";
import { checkLinks } from "../lib/checks/links.ts";
import { checkMinutes, checkPlanTable, planRows, planTable } from "../lib/checks/minutes.ts";
import { checkNotes } from "../lib/checks/notes.ts";
import { checkParity } from "../lib/checks/parity.ts";
import { checkProofs } from "../lib/checks/proofs.ts";
import { outsideResources } from "../lib/checks/self-contained.ts";
import { parseSection, type Section } from "../lib/deck.ts";

const HEAD =
  "---\ntitle: T\nminutes: { 30: 30, 60: 50, 120: 110 }\nexercise: { step: 1, plans: [60, 120] }\n---\n\n";
const NOTES = "<!--\n- Ask: a\n- Demo: b\n- Watch out: c\n-->\n";
const STEPS = [{ number: 1, title: "S", inClass: 10, edit: [] }];

function section(slides: string, file = "slides/en/01-x.md", head = HEAD): Section {
  return parseSection(head + slides, file);
}

describe("checkMinutes", () => {
  it("adds the step's minutes to the plans that give it time", () => {
    assert.deepEqual(checkMinutes([section("# A\n")], STEPS), []);
  });

  it("tells of a sum that is off, as when a step takes longer", () => {
    const longer = [{ ...STEPS[0]!, inClass: 15 }];
    const problems = checkMinutes([section("# A\n")], longer);
    assert.equal(problems.length, 2);
    assert.match(problems[0]!, /60.*65/);
  });

  it("tells of a step without an exercise", () => {
    const steps = [...STEPS, { ...STEPS[0]!, number: 2 }];
    assert.match(checkMinutes([section("# A\n")], steps)[0]!, /2/);
  });

  it("compares the instructor's table whatever a formatter did to it", () => {
    const table = planTable(planRows([section("# A\n")], STEPS, "en"), "en");
    const formatted = table.replaceAll(" | ", "   |  ").replaceAll("---:", "------:");
    assert.deepEqual(checkPlanTable(`Text\n\n${formatted}\n`, "I.md", table), []);
    assert.equal(checkPlanTable(formatted.replace("50", "51"), "I.md", table).length, 1);
  });
});

describe("checkNotes", () => {
  it("wants the three notes at the end of every slide", () => {
    const deck = section(`# A\n\n${NOTES}\n---\n\n# B\n\n<!--\n- Ask: a\n-->\n`);
    assert.deepEqual(
      checkNotes([deck], "en").map((each) => each.split(":", 2)[1]),
      ["17"],
    );
  });
});

describe("checkNotes of a slide with a sentence to say", () => {
  it("takes one before the three notes, and nothing in their place", () => {
    const said = NOTES.replace("<!--\n", "<!--\n- Say: a\n");
    assert.deepEqual(checkNotes([section(`# A\n\n${said}`)], "en"), []);
    const twice = said.replace("- Ask: a\n", "- Say: b\n");
    assert.equal(checkNotes([section(`# A\n\n${twice}`)], "en").length, 1);
  });
});

describe("checkProofs", () => {
  it("takes a command or a year, and nothing less", () => {
    assert.deepEqual(
      checkProofs([section("> Measured: `npm run wire`\n\n> Source: RFC 9113, 2022\n")]),
      [],
    );
    assert.equal(checkProofs([section("> Source: everybody knows\n")]).length, 1);
  });

  it("wants a proof beside figures", () => {
    assert.equal(checkProofs([section("| a | 11 B |\n")]).length, 1);
  });
});

describe("checkParity", () => {
  const english = section(
    `# A\n\n- one\n- two\n\n> Measured: \`npm run wire\`\n\n<<< diagram chat\n\n${NOTES}`,
  );
  const twin = (change: (text: string) => string) =>
    section(
      change(`# あ\n\n- 一\n- 二\n\n> 実測：\`npm run wire\`\n\n<<< diagram chat\n\n${NOTES}`),
      "slides/ja/01-x.md",
    );

  it("accepts the same in other words", () => {
    assert.deepEqual(checkParity([english], [twin((text) => text)]), []);
  });

  for (const [what, from, to] of [
    ["bullets", "- 二\n", ""],
    ["commands", "npm run wire", "npm run server"],
    ["included code", "diagram chat", "diagram frame"],
    ["notes", "- Watch out: c\n", ""],
    ["slides", "# あ\n", "# あ\n\n---\n\n# い\n"],
  ] as const) {
    it(`tells of other ${what}`, () => {
      const problems = checkParity([english], [twin((text) => text.replace(from, to))]);
      assert.ok(
        problems.some((problem) => problem.includes(what)),
        problems.join("\n"),
      );
    });
  }

  it("tells of other minutes and of a section that is missing", () => {
    const other = section("# A\n", "slides/ja/01-x.md", HEAD.replace("30: 30", "30: 29"));
    assert.match(checkParity([section("# A\n")], [other])[0]!, /minutes/);
    assert.equal(checkParity([english], []).length, 1);
  });
});

describe("checkLinks", () => {
  const scripts = new Set(["wire", "start"]);
  const missing = (text: string) => checkLinks(text, "slides/README.md", scripts).length;

  it("accepts what is there", () => {
    assert.equal(
      missing("[a](INSTRUCTOR.md#top) [b](https://marp.app/) `npm run wire` `npm start` `npm ci`"),
      0,
    );
    assert.equal(missing("`node --import tsx slides/measure/size.ts`"), 0);
  });

  it("tells of files, scripts and addresses that are not", () => {
    assert.equal(missing("[a](GONE.md)"), 1);
    assert.equal(missing("[a](http://marp.app/)"), 1);
    assert.equal(missing("`npm run gone`"), 1);
    assert.equal(missing("`npm gone`"), 1);
    assert.equal(missing("`node --import tsx slides/measure/gone.ts`"), 1);
  });
});

describe("outsideResources", () => {
  it("lets links and data be, and finds the rest", () => {
    assert.deepEqual(
      outsideResources('<a href="https://x">x</a><img src="data:image/png;base64,A">'),
      [],
    );
    assert.deepEqual(
      outsideResources(
        '<img src="https://a"><link rel="x" href="b.css"><style>@import "c";d{e:url(f)}</style>',
      ),
      ["https://a", "b.css", "f", "c"],
    );
  });
});
