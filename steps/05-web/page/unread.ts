import { words } from "./words.ts";

let count = 0;

/** Counts notes in the page's title while nobody looks at the page. */
export function countUnread(notes: number): void {
  if (!document.hidden || notes === 0) return;
  count += notes;
  document.title = `(${count.toLocaleString()}) ${words.title}`;
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  count = 0;
  document.title = words.title;
});
