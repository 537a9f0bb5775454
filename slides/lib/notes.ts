import type { Language } from "../../steps/kit/say.ts";
import type { Slide } from "./deck.ts";

/** How the presenter's notes begin, in the order in which they stand. */
export const LABELS: Record<Language, { shown: string; pattern: RegExp }[]> = {
  en: [
    { shown: "Ask:", pattern: /^- Ask: / },
    { shown: "Demo:", pattern: /^- Demo(?: \(\d+ (?:min|s)\))?: / },
    { shown: "Watch out:", pattern: /^- Watch out: / },
  ],
  ja: [
    { shown: "問いかけ：", pattern: /^- 問いかけ：/ },
    { shown: "デモ：", pattern: /^- デモ(?:（\d+(?:分|秒)）)?：/ },
    { shown: "注意：", pattern: /^- 注意：/ },
  ],
};

/** What may stand before them: a sentence to say as it is, where a prompt is not enough. */
export const SENTENCE: Record<Language, string> = { en: "- Say: ", ja: "- 言う：" };

/** The lines of a slide's notes: its last comment. */
export function notesOf(slide: Pick<Slide, "text">): string[] {
  const comment = /<!--\r?\n([\s\S]*?)\r?\n-->$/.exec(slide.text)?.[1];
  return comment?.split(/\r?\n/) ?? [];
}

/** How long the demo takes whose note has a time, as the one that its section shows; 0 where none has. */
export function demoSeconds(notes: string[]): number {
  const marked = notes.map((note) => /^- (?:Demo \(|デモ（)(\d+) ?(min|s|分|秒)/.exec(note));
  const [, time, unit] = marked.find(Boolean) ?? [];
  return Number(time ?? 0) * (unit === "min" || unit === "分" ? 60 : 1);
}
