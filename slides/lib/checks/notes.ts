import { say, type Language } from "../../../steps/kit/say.ts";
import type { Section, Slide } from "../deck.ts";

/** What may stand before them: a sentence to say as it is, where a prompt is not enough. */
const SENTENCE: Record<Language, string> = { en: "- Say: ", ja: "- 言う：" };

/** How the presenter's notes begin, in the order in which they stand. */
const LABELS: Record<Language, string[]> = {
  en: ["- Ask: ", "- Demo: ", "- Watch out: "],
  ja: ["- 問いかけ：", "- デモ：", "- 注意："],
};

/** The lines of a slide's notes: its last comment. */
export function notesOf(slide: Slide): string[] {
  const comment = /<!--\r?\n([\s\S]*?)\r?\n-->$/.exec(slide.text)?.[1];
  return comment?.split(/\r?\n/) ?? [];
}

/** A sentence for each slide that does not end with its three notes, and at most a sentence to say before them. */
export function checkNotes(sections: Section[], language: Language): string[] {
  const labels = LABELS[language];
  return sections.flatMap(({ file, slides }) =>
    slides
      .filter((slide) => {
        const [first = "", ...others] = notesOf(slide);
        const notes = first.startsWith(SENTENCE[language]) ? others : [first, ...others];
        return (
          notes.length !== labels.length ||
          !labels.every((label, at) => notes[at]!.startsWith(label))
        );
      })
      .map(({ line }) => {
        const wanted = labels.map((label) => label.replace(/^- /, "").trim()).join(" ");
        return say(
          `${file}:${line}: the slide must end with a comment of the notes ${wanted}`,
          `${file}:${line}：スライドの最後に ${wanted} のノートが必要です`,
        );
      }),
  );
}
