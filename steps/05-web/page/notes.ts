import { byId, withText } from "./dom.ts";
import { oncePerFrame } from "./frame.ts";
import type { News, PlainNote } from "./history.ts";
import { hueOf, initialOf } from "./person.ts";
import type { Sent } from "./sent.ts";
import { countUnread } from "./unread.ts";
import { words } from "./words.ts";

/** How many notes the page shows at most. */
const MAX_NOTES = 1000;
/** How long after a note of the same person the next one needs a name again, in milliseconds. */
const GROUP_MS = 5 * 60_000;
/** How far from the end the reader may be, in pixels, and still see what comes. */
const NEAR = 40;

interface Shown extends PlainNote {
  isMine: boolean;
  /** When it came; nothing for one that was there before, of which nobody knows. */
  at: Date | undefined;
}

const log = byId("log");
const newest = byId<HTMLButtonElement>("newest");
const clock = new Intl.DateTimeFormat(navigator.language, { hour: "2-digit", minute: "2-digit" });

/** What has come since the page was drawn; nothing stands for the server's beginning anew. */
let fresh: (Shown | undefined)[] = [];
/** The last one that was drawn. */
let last: Shown | undefined;
/** Whether there is a note among the fresh after which the reader looks: one that they have just sent. */
let isAnswer = false;
let isReplaying = false;
let isAtEnd = true;

log.setAttribute("aria-label", words.log);
log.dataset["empty"] = words.empty;

/** Takes what has come on the stream into the list of notes. */
export function showNews(
  { anew, notes }: News,
  { sent, replaying }: { sent: Sent; replaying: boolean },
): void {
  isReplaying = replaying;
  const at = replaying ? undefined : new Date();
  const shown = notes.map((note) => ({ ...note, isMine: sent.take(note), at }));
  if (anew && log.childElementCount + fresh.length > 0) fresh.push(undefined);
  for (const note of shown) fresh.push(note);
  isAnswer ||= !replaying && shown.some(({ isMine }) => isMine);
  if (!replaying) countUnread(shown.filter(({ isMine }) => !isMine).length);
  draw();
}

const draw = oncePerFrame(() => {
  // While the notes so far come in, a screen reader waits.
  log.setAttribute("aria-busy", String(isReplaying));
  if (fresh.length === 0) return;
  const surplus = log.childElementCount + fresh.length - MAX_NOTES;
  log.append(...fresh.slice(-MAX_NOTES).map(elementOf));
  while (log.childElementCount > MAX_NOTES) log.firstElementChild?.remove();
  if (surplus > 0) {
    log.firstElementChild?.classList.remove("follows");
    byId("older").textContent = words.older(MAX_NOTES);
  }
  if (isAtEnd || isAnswer) log.scrollTop = log.scrollHeight;
  else newest.hidden = false;
  fresh = [];
  isAnswer = false;
});

function elementOf(note: Shown | undefined): HTMLElement {
  const before = last;
  last = note;
  if (!note) return withText("p", "anew", words.anew);
  const article = withText("article", "note");
  article.classList.toggle("mine", note.isMine);
  article.classList.toggle("follows", before !== undefined && isOneGroup(before, note));
  article.style.setProperty("--hue", String(hueOf(note.name)));

  const avatar = withText("span", "avatar", initialOf(note.name));
  avatar.ariaHidden = "true";
  const who = withText("p", "who");
  // One's own name is known to the reader; a screen reader still says whose note it is.
  who.append(note.isMine ? withText("span", "unseen", words.you) : withText("bdi", "", note.name));
  if (note.at) {
    const time = withText("time", "", clock.format(note.at));
    time.dateTime = note.at.toISOString();
    who.append(" ", time);
  }
  const text = withText("p", "text", note.message);
  // Hebrew and Arabic run from right to left, whatever the page does.
  text.dir = "auto";
  article.append(avatar, who, text);
  return article;
}

/** Whether a note goes on where the one before it ends, and needs no name of its own. */
function isOneGroup(one: Shown, next: Shown): boolean {
  const pause = (next.at?.getTime() ?? 0) - (one.at?.getTime() ?? 0);
  return one.name === next.name && one.isMine === next.isMine && pause < GROUP_MS;
}

let height = 0;
log.addEventListener("scroll", () => {
  // Where the room has changed, the browser has scrolled, and not the reader.
  if (log.clientHeight !== height) return;
  isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
  if (isAtEnd) newest.hidden = true;
});
// Who sees the newest note still sees it when a keyboard or a panel takes some of the room.
new ResizeObserver(() => {
  height = log.clientHeight;
  if (isAtEnd) log.scrollTop = log.scrollHeight;
}).observe(log);
newest.addEventListener("click", () => {
  log.scrollTop = log.scrollHeight;
  byId("message").focus();
});
