import { say, type Language } from "../../../steps/kit/say.ts";
import type { Section } from "../deck.ts";
import { LABELS, notesOf, SENTENCE } from "../notes.ts";

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
          !labels.every(({ pattern }, at) => pattern.test(notes[at]!))
        );
      })
      .map(({ line }) => {
        const wanted = labels.map(({ shown }) => shown).join(" · ");
        return say(
          `${file}:${line}: the slide must end with a comment of the notes ${wanted}`,
          `${file}:${line}：スライドの最後に ${wanted} のノートが必要です`,
        );
      }),
  );
}
