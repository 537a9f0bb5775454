import assert from "node:assert/strict";
import { describe, it } from "vitest";
import { checkFigures, claimsOf, measure } from "../lib/checks/figures.ts";
import { checkLinks } from "../lib/checks/links.ts";
import { checkNotes } from "../lib/checks/notes.ts";
import { checkParity } from "../lib/checks/parity.ts";
import { checkExercises, checkPlan, checkPlanTable, planTable } from "../lib/checks/plans.ts";
import { checkProofs } from "../lib/checks/proofs.ts";
import { outsideResources } from "../lib/checks/self-contained.ts";
import { pagesOf, parseSection, readSections, type Section } from "../lib/deck.ts";
import { LANGUAGES } from "../lib/paths.ts";
import type { Plan } from "../lib/plans.ts";
import { timetable } from "../lib/timetable.ts";

const HEAD = "---\ntitle: T\n---\n\n";
const NOTES = "<!--\n- Ask: a\n- Demo: b\n- Watch out: c\n-->\n";
const DEMO = NOTES.replace("Demo:", "Demo (1 min):");
const STEPS = [{ number: 1, minutes: 15, inClass: 10 }];

function section(slides: string, file = "slides/en/01-x.md", head = HEAD): Section {
  return parseSection(head + slides, file);
}

describe("checkPlan", () => {
  const planned = async (slides: string, plan: Plan = 30) => {
    const pages = await pagesOf("en", plan, [section(slides)]);
    return { plan, moments: timetable(pages, plan, STEPS, "en") };
  };
  const prose = (words: number) => `# A\n\n${"word ".repeat(words)}\n\n${DEMO}`;

  it("counts words at a speaking pace, the question and the demo", async () => {
    const { moments } = await planned(prose(129));
    assert.equal(moments[0]!.seconds, 4 + 60 + 15 + 60);
  });

  it("gives an exercise the step's minutes in class, and in a day those that it takes alone", async () => {
    const exercise = `<<< exercise 1\n\n${NOTES}`;
    assert.equal((await planned(exercise, 60)).moments[0]!.seconds, 600);
    assert.equal((await planned(exercise, "day")).moments[0]!.seconds, 900);
  });

  it("accepts what fits, and tells of what does not leave time for questions", async () => {
    assert.deepEqual(checkPlan(await planned(prose(3300)), "en"), []);
    const problems = checkPlan(await planned(prose(3600)), "en");
    assert.equal(problems.length, 1);
    assert.match(problems[0]!, /30 min.*too many/);
  });

  it("tells of an exercise that comes late", async () => {
    const late = `${prose(2800)}\n---\n\n<<< exercise 1\n\n${NOTES}`;
    assert.match(checkPlan(await planned(late, 60), "en")[0]!, /first exercise/);
  });

  it("wants one demo with a time in a section", async () => {
    const slide = `# A\n\n${NOTES}`;
    assert.match(checkPlan(await planned(slide), "en")[0]!, /has 0 demos/);
    const two = `${prose(1)}\n---\n\n${prose(1)}`;
    assert.match(checkPlan(await planned(two), "en")[0]!, /has 2 demos/);
  });

  it("compares the instructor's table whatever a formatter did to it", async () => {
    const table = planTable([await planned(prose(1000))], "en");
    assert.match(table, /\| T \| 9 \|\n\| Questions, reserve \| 21 \|/);
    const formatted = table.replaceAll(" | ", "   |  ").replaceAll("---:", "------:");
    assert.deepEqual(checkPlanTable(`Text\n\n${formatted}\n`, "I.md", table), []);
    assert.equal(checkPlanTable(formatted.replace("21", "22"), "I.md", table).length, 1);
  });
});

describe("checkExercises", () => {
  const solution = "<<< solutions/01-proto/chat.proto";

  it("wants each step's exercise, before anything of its solution", () => {
    const right = section(`<<< exercise 1\n\n---\n\n${solution}\n`);
    assert.deepEqual(checkExercises([right], STEPS), []);
    const early = section(`${solution}\n\n---\n\n<<< exercise 1\n`);
    assert.match(checkExercises([early], STEPS)[0]!, /before the exercise/);
    assert.match(checkExercises([section("# A\n")], STEPS)[0]!, /step 1 has no exercise/);
  });
});

describe("checkNotes", () => {
  it("wants the three notes at the end of every slide", () => {
    const deck = section(`# A\n\n${NOTES}\n---\n\n# B\n\n<!--\n- Ask: a\n-->\n`);
    assert.deepEqual(
      checkNotes([deck], "en").map((each) => each.split(":", 2)[1]),
      ["15"],
    );
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

describe("checkFigures", () => {
  const claims = [{ section: "01-x.md", en: "3.0 times", ja: "3.0倍" }];
  const slide = (words: string) => section(`# A\n\n${words}\n\n${NOTES}`);

  it("finds a figure that was measured anew, and one that nobody measures", () => {
    assert.deepEqual(checkFigures([slide("3.0 times, `npm run bench`")], claims, "en"), []);
    const [old, ...others] = checkFigures([slide("2.0 times")], claims, "en");
    assert.match(old!, /^slides\/en\/01-x\.md: .*"3\.0 times"/);
    assert.deepEqual(others, []);
    const two = section(`# A\n\n3.0 times\n\n---\n\n# B\n\n9 times, \`npm run bench\`\n`);
    assert.match(checkFigures([two], claims, "en")[0]!, /01-x\.md:11: it names the benchmark/);
    const drawn = section(`<<< diagram unary-bars\n\n> \`npm run bench\`\n`);
    assert.deepEqual(checkFigures([drawn], [], "en"), []);
  });

  it("fails the talk where a benchmark says something else", async () => {
    const measured = await measure();
    for (const language of LANGUAGES) {
      const sections = readSections(language);
      assert.deepEqual(checkFigures(sections, claimsOf(measured), language), []);
      const bench = structuredClone(measured.bench);
      for (const { ratio } of [...bench.unary, ...bench["fan-out"]]) ratio.median *= 1.5;
      for (const codec of bench.codec) {
        codec.decodeRatio.median *= 1.5;
        if (codec.codec === "json") codec.gzipBytes *= 2;
      }
      const problems = checkFigures(sections, claimsOf({ ...measured, bench }), language);
      assert.equal(
        problems.filter((each) => /says|合う/.test(each)).length,
        5,
        problems.join("\n"),
      );
    }
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

  it("tells of a bridge that one language lacks", () => {
    const head = "---\ntitle: T\nbridge: So far.\n---\n\n";
    const bridged = section("# A\n", "slides/en/01-x.md", head);
    assert.match(checkParity([bridged], [section("# A\n")]).join(), /bridge/);
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

  it("tells of other plans, of another demo's time and of a section that is missing", () => {
    const planned = section(`<!-- plan: 60 -->\n\n# A\n`, "slides/ja/01-x.md");
    assert.match(checkParity([section("\n\n# A\n")], [planned])[0]!, /plans|class/);
    const demo = twin((text) => text.replace("- Demo:", "- Demo (1 min):"));
    assert.match(checkParity([english], [demo])[0]!, /demo/);
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
