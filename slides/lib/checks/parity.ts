import { basename } from "node:path";
import { say } from "../../../steps/kit/say.ts";
import type { Section, Slide } from "../deck.ts";
import { demoSeconds, notesOf } from "../notes.ts";

/** What must be the same in every language: the shape of a slide, and all that is not prose. */
function skeleton(slide: Slide): Record<string, unknown> {
  const lines = slide.text.split(/\r?\n/);
  const count = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length;
  return {
    "included code": lines.filter((line) => line.startsWith("<<<")),
    commands: commandsIn(slide.text),
    headings: count(/^# /),
    bullets: count(/^(?:[-*]|\d+\.) /) - notesOf(slide).length,
    "table rows": count(/^\|/),
    proofs: count(/^> /),
    "code lines": lines
      .join("\n")
      .match(/```[\s\S]*?```/g)
      ?.map((code) => code.split("\n").length),
    class: lines.filter((line) => line.startsWith("<!-- _")),
    plans: slide.plans,
    notes: notesOf(slide).length,
    demo: demoSeconds(notesOf(slide)),
  };
}

/** The commands that a text names, sorted: the languages may name them in another order. */
function commandsIn(text: string): string[] {
  const inline = text.match(/`(?:npm|node|npx) [^`]+`/g) ?? [];
  const typed = text.match(/^\$ .*$/gm) ?? [];
  return [...inline, ...typed].sort();
}

/** A sentence for each difference between the talk in one language and in another. */
export function checkParity(sections: Section[], others: Section[]): string[] {
  const names = [sections, others].map((each) => each.map(({ file }) => basename(file)).join(", "));
  if (names[0] !== names[1]) {
    const list = names.join(" ≠ ");
    return [say(`the sections are not the same: ${list}`, `節が一致しません：${list}`)];
  }
  return sections.flatMap((section, index) => compareSections(section, others[index]!));
}

function compareSections(section: Section, other: Section): string[] {
  const differences: string[] = [];
  if (!section.bridge !== !other.bridge) {
    differences.push(differs(section.file, other.file, "bridge"));
  }
  if (section.slides.length !== other.slides.length) {
    const counts = `${section.slides.length} ≠ ${other.slides.length}`;
    return [...differences, `${differs(section.file, other.file, "slides")} (${counts})`];
  }
  for (const [index, slide] of section.slides.entries()) {
    const twin = other.slides[index]!;
    const shapes = [skeleton(slide), skeleton(twin)] as const;
    for (const key of Object.keys(shapes[0])) {
      if (JSON.stringify(shapes[0][key]) === JSON.stringify(shapes[1][key])) continue;
      differences.push(differs(`${section.file}:${slide.line}`, `${other.file}:${twin.line}`, key));
    }
  }
  return differences;
}

function differs(here: string, there: string, what: string): string {
  return say(`${here} and ${there} differ in: ${what}`, `${here} と ${there} の相違：${what}`);
}
