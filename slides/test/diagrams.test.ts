import assert from "node:assert/strict";
import { describe, it } from "vitest";
import { DIAGRAMS, diagram } from "../diagrams/index.ts";
import { FRAME_HEX, NOTE_HEX } from "../diagrams/note-bytes.ts";
import { HEADERS } from "../diagrams/header-bars.ts";
import { noteBytes } from "../measure/contract.ts";
import { measureHeaders } from "../measure/headers.ts";

describe("diagrams", () => {
  for (const name of Object.keys(DIAGRAMS)) {
    it(`${name} is one line of SVG, described, in both languages`, () => {
      for (const language of ["en", "ja"] as const) {
        const svg = diagram(name, language);
        assert.match(
          svg,
          /^<div class="diagram"><svg role="img" aria-label="[^"]{10,}".*<\/svg><\/div>$/,
        );
        assert.doesNotMatch(svg, /undefined|NaN/);
      }
    });

    it(`${name} takes its colours from the theme`, () => {
      assert.doesNotMatch(diagram(name, "en"), /\s(?:fill|stroke|style)="/);
    });

    it(`${name} needs nothing of another slide, as a deck hides all but one`, () => {
      assert.doesNotMatch(diagram(name, "en"), /\s(?:id|href)="|url\(/);
    });
  }

  it("show the bytes that the contract makes", () => {
    const bytes = noteBytes({ name: "alice", message: "hi" });
    assert.equal(bytes.toString("hex"), NOTE_HEX.join(""));
    assert.equal(Number.parseInt(FRAME_HEX.slice(1).join(""), 16), bytes.length);
  });

  it("show what the headers of calls take, but for the digits of a port", async () => {
    const { text, sent } = await measureHeaders();
    assert.equal(sent.length, HEADERS.sent.length);
    for (const [index, bytes] of [text, ...sent].entries()) {
      assert.ok(Math.abs(bytes - [HEADERS.text, ...HEADERS.sent][index]!) <= 2, `${bytes} bytes`);
    }
  });
});
