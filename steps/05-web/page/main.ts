import { Code, ConnectError } from "@connectrpc/connect";
import { countConnections } from "./connections.ts";
import { followChat, RETRY_S, type State } from "./follow.ts";
import { oncePerFrame } from "./frame.ts";
import type { News, PlainNote } from "./history.ts";
import { type Call, measuredClient } from "./wire.ts";
import { translate, words } from "./words.ts";

/** How long a note may take to be accepted, in milliseconds. */
const SEND_MS = 5000;
/** How many notes, and how many calls, the page shows at most. */
const MAX_NOTES = 1000;
const MAX_CALLS = 30;

const log = byId<HTMLElement>("log");
const message = byId<HTMLTextAreaElement>("message");
const newest = byId<HTMLButtonElement>("newest");
let me = "";

translate(document.documentElement);
log.setAttribute("aria-label", words.log);
log.dataset["empty"] = words.empty;

// Joining

byId<HTMLFormElement>("join").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = byId<HTMLInputElement>("name");
  const name = field.value.trim();
  const isTooLong = new TextEncoder().encode(name).length > 64;
  const problem = isTooLong ? words.nameTooLong : words.notWellFormed;
  field.setCustomValidity(isTooLong || !name.isWellFormed() ? problem : "");
  if (name && field.reportValidity()) join(name);
});
byId("name").addEventListener("input", (event) => {
  (event.target as HTMLInputElement).setCustomValidity("");
});
function join(name: string): void {
  me = name;
  byId("join").hidden = true;
  byId("chat").hidden = false;
  message.focus();
  countConnections((isFull) => (byId("full").textContent = isFull ? words.full : ""));
  void followChat({ onState: showState, onNews: showNews, onCall: showCall });
}

// Notes

/** What has come since the page was drawn; nothing stands for the server's beginning anew. */
let fresh: (PlainNote | undefined)[] = [];
/** Whether there is a note among them after which the reader looks: one that they have just sent. */
let isAnswer = false;
let isReplaying = false;

function showNews({ anew, notes }: News, replaying: boolean): void {
  isReplaying = replaying;
  if (anew && log.childElementCount + fresh.length > 0) fresh.push(undefined);
  for (const note of notes) fresh.push(note);
  isAnswer ||= !replaying && notes.some(({ name }) => name === me);
  drawNotes();
}

const drawNotes = oncePerFrame(() => {
  // While the notes so far come in, a screen reader waits.
  log.setAttribute("aria-busy", String(isReplaying));
  if (fresh.length === 0) return;
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
  const surplus = log.childElementCount + fresh.length - MAX_NOTES;
  log.append(
    ...fresh
      .slice(-MAX_NOTES)
      .map((note) => (note ? noteElement(note) : withText("p", "anew", words.anew))),
  );
  while (log.childElementCount > MAX_NOTES) log.firstElementChild?.remove();
  if (surplus > 0) byId("older").textContent = words.older(MAX_NOTES);
  if (isAtEnd || isAnswer) log.scrollTop = log.scrollHeight;
  else newest.hidden = false;
  fresh = [];
  isAnswer = false;
});

function noteElement({ name, message: text }: PlainNote): HTMLElement {
  const isMine = name === me;
  const note = withText("article", isMine ? "note mine" : "note", "");
  const who = withText("span", "who", name);
  // One colour for each name, of a lightness that style.css chooses.
  let hue = 0;
  for (const char of name) hue = (hue * 31 + char.codePointAt(0)!) % 360;
  who.style.setProperty("--hue", String(hue));
  if (isMine) who.append(withText("span", "you", ` (${words.you})`));
  // textContent, and never innerHTML: a note is somebody else's text.
  note.append(who, withText("p", "text", text));
  return note;
}

log.addEventListener("scroll", () => {
  if (log.scrollHeight - log.scrollTop - log.clientHeight < 40) newest.hidden = true;
});
newest.addEventListener("click", () => {
  log.scrollTop = log.scrollHeight;
  message.focus();
});

// Sending

const sendForm = byId<HTMLFormElement>("send");
message.addEventListener("keydown", (event) => {
  // While an input method composes (Japanese, for one), Enter is its own.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  sendForm.requestSubmit();
});
sendForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = message.value;
  if (!text.trim() || message.readOnly) return;
  const error = byId("send-error");
  // Half an emoji has no bytes: on its way it would become another character.
  error.textContent = text.isWellFormed() ? "" : words.notSent(words.notWellFormed);
  if (error.textContent) return;
  message.readOnly = true;
  try {
    await measuredClient(showCall).sendNote({ name: me, message: text }, { timeoutMs: SEND_MS });
    message.value = "";
  } catch (reason) {
    error.textContent = words.notSent(whyNotSent(ConnectError.from(reason)));
  }
  message.readOnly = false;
  message.focus();
});

function whyNotSent({ code, rawMessage, metadata }: ConnectError): string {
  const seconds = metadata.get("retry-after");
  if (seconds) return words.tooFast(seconds);
  if (code === Code.DeadlineExceeded) return words.late;
  // A fetch that fails has no code of gRPC: the gateway is not there.
  if (code === Code.Unavailable || code === Code.Unknown) return words.unreachable;
  return rawMessage;
}

// How the page stands with the server

let countdown: ReturnType<typeof setInterval> | undefined;

function showState(state: State): void {
  clearInterval(countdown);
  const shown = byId("state");
  // A try again after the server has gone is no news until it succeeds.
  const isRetry = state === "connecting" && shown.dataset["state"] === "gone";
  if (!isRetry) say(state === "gone" ? words.gone(RETRY_S) : words[state]);
  byId("state-words").textContent = state === "gone" ? words.gone(RETRY_S) : words[state];
  if (!isRetry) shown.dataset["state"] = state;
  if (state !== "gone") return;
  let left = RETRY_S;
  countdown = setInterval(() => {
    left = Math.max(1, left - 1);
    byId("state-words").textContent = words.gone(left);
  }, 1000);
}

function say(sentence: string): void {
  const spoken = byId("state-spoken");
  if (spoken.textContent !== sentence) spoken.textContent = sentence;
}

// What goes over the wire

const calls = new Map<Call, HTMLTableRowElement>();
const changed = new Set<Call>();
const sum = { real: 0, json: 0 };
const counted = new WeakMap<Call, { real: number; json: number }>();
const toggle = byId<HTMLButtonElement>("wire-toggle");

toggle.addEventListener("click", () => {
  const isOpen = toggle.getAttribute("aria-expanded") === "true";
  toggle.setAttribute("aria-expanded", String(!isOpen));
  byId("wire").hidden = isOpen;
});

function showCall(call: Call): void {
  const before = counted.get(call) ?? { real: 0, json: 0 };
  const now = { real: call.sent + call.received, json: call.json };
  sum.real += now.real - before.real;
  sum.json += now.json - before.json;
  counted.set(call, now);
  changed.add(call);
  drawCalls();
}

const drawCalls = oncePerFrame(() => {
  for (const call of changed) drawCall(call);
  changed.clear();
  byId("wire-sum").textContent = words.sum(
    words.bytes(sum.real),
    words.bytes(sum.json),
    Math.round((100 * sum.real) / Math.max(1, sum.json)),
  );
});

function drawCall(call: Call): void {
  let row = calls.get(call);
  if (!row) {
    row = document.createElement("tr");
    calls.set(call, row);
    byId("wire-rows").prepend(row);
    const oldest = [...calls.keys()].find((each) => each.status !== undefined);
    if (calls.size > MAX_CALLS && oldest) {
      calls.get(oldest)?.remove();
      calls.delete(oldest);
    }
  }
  const head = withText("th", "", call.method);
  head.scope = "row";
  const status = withText("span", "status", call.status ?? words.open);
  status.dataset["ok"] = String(call.status === undefined || call.status === "0 OK");
  head.append(withText("span", "protocol", call.protocol.replace("application/", "")), status);
  row.replaceChildren(
    head,
    withText("td", "", words.bytes(call.sent)),
    withText("td", "", words.bytes(call.received)),
    withText("td", "", words.bytes(call.json)),
  );
}

function byId<Kind extends HTMLElement = HTMLElement>(id: string): Kind {
  return document.getElementById(id) as Kind;
}

function withText<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  text: string,
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

// A link with ?name=alice joins at once.
const invited = new URLSearchParams(location.search).get("name")?.trim();
if (invited) join(invited);
