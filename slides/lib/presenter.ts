import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Marked } from "marked";
import type { Language } from "../../steps/kit/say.ts";
import { SLIDES } from "./paths.ts";

const WORDS = {
  en: { at: "You should be at %", late: "% min late", early: "% min early", onTime: "on time" },
  ja: { at: "予定では%", late: "%分遅れ", early: "%分早い", onTime: "予定どおり" },
};

/**
 * A deck with a presenter's view in which the notes are typeset, and which says beside the clock when
 * each slide should be.
 *
 * @param html what Marp has made
 * @param starts when each slide should begin, in seconds, and after them when the talk ends
 */
export function forPresenter(html: string, starts: number[], language: Language): string {
  const plan = JSON.stringify({ starts, times: starts.map(asTime), words: WORDS[language] });
  const extras = [
    `<style>${read("view.css")}</style>`,
    `<script type="application/json" id="planned-times">${plan}</script>`,
    `<script>${read("clock.js")}</script>`,
    `<script>${read("colours.js")}</script>`,
  ].join("");
  return html
    .replace(NOTES, (_, open: string, body: string) => `${open}${typeset(plain(body))}</div>`)
    .replace(/(?=<\/body>)/, () => extras);
}

/** The notes of a slide, as Marp writes them: escaped, in paragraphs. */
const NOTES = /(<div class="bespoke-marp-note"[^>]*>)((?:<p>[\s\S]*?<\/p>)+)<\/div>/g;

function plain(body: string): string {
  return body
    .replaceAll("</p><p>", "\n\n")
    .replace(/<br ?\/?>/g, "\n")
    .replace(/<\/?p>/g, "")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}

/** What looks like a tag in a note is text. */
const markdown = new Marked({ renderer: { html: ({ text }) => text.replaceAll("<", "&lt;") } });

/** Notes as a list, each item's label on a line of its own. */
export function typeset(notes: string): string {
  const html = markdown.parse(notes, { async: false });
  return html.replace(/<li>([^<：:]+)[：:]\s*/g, '<li><span class="label">$1</span>');
}

/** Seconds from the beginning as hours and minutes. */
export function asTime(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}

function read(name: string): string {
  return readFileSync(join(SLIDES, "presenter", name), "utf8");
}
