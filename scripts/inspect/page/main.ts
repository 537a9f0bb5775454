import { byId } from "../../../steps/05-web/page/dom.ts";
import { translate } from "../../../steps/05-web/page/translate.ts";
import { Calls, type ServiceContract } from "../calls.ts";
import type { WireEvent } from "../events.ts";
import type { Greeting } from "../greeting.ts";
import { detailsOf, summaryOf } from "./details.ts";
import { element } from "./element.ts";
import { readRecording, saveRecording } from "./recording.ts";
import { Timeline } from "./timeline.ts";
import { words } from "./words.ts";

/** How many events are kept to be saved, and how many wait while the page pauses. */
const MOST_EVENTS = 20_000;

const state = byId("state");
const pause = byId<HTMLButtonElement>("pause");
const summary = byId("details-summary");
const content = byId("details-content");
let calls = new Calls();
let started = "";
let events: WireEvent[] = [];
let waiting: WireEvent[] = [];
/** How many events never came to be drawn. */
let missed = 0;
let isPaused = false;
let isDrawing = false;

translate(document.documentElement, words);
byId("filter").ariaLabel = words.filter;
summary.textContent = words.choose;
const timeline = new Timeline(byId("connections"), (seen) => {
  summary.replaceChildren(...summaryOf(seen));
  content.replaceChildren(...detailsOf(seen, calls.contract));
});

/** Begins with another session. */
function begin(of: { started: string; contract: ServiceContract }): void {
  started = of.started;
  calls.contract = of.contract;
  isPaused = false;
  pause.ariaPressed = "false";
  clear();
}

function clear(): void {
  calls = new Calls(calls.contract);
  events = [];
  waiting = [];
  missed = 0;
  timeline.clear();
  summary.textContent = words.choose;
  content.replaceChildren();
  showCounts();
}

function showCounts(): void {
  byId("empty").hidden = !timeline.isEmpty;
  byId("keys").hidden = timeline.isEmpty;
  const older = missed + timeline.forgotten;
  byId("older").textContent = older > 0 ? words.older(older) : "";
  pause.textContent = isPaused ? words.resume(waiting.length) : words.pause;
}

/** Takes what has come; it is drawn with the next picture, however much it is. */
function take(event: WireEvent): void {
  waiting.push(event);
  if (waiting.length > MOST_EVENTS) missed += waiting.splice(0, MOST_EVENTS / 4).length;
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    draw();
  });
}

function draw(): void {
  if (!isPaused) {
    for (const event of waiting) {
      events.push(event);
      timeline.add(calls.add(event));
    }
    waiting = [];
    events.splice(0, Math.max(0, events.length - MOST_EVENTS));
    // Who looks at a frame is not led away from it.
    if (!summary.querySelector(".kind")) timeline.follow();
  }
  showCounts();
}

// Live

const source = new EventSource("/events");
source.addEventListener("greeting", ({ data }) => {
  const greeting = JSON.parse(data as string) as Greeting;
  // The same session goes on where a connection was lost for a while, or the contract is another.
  if (greeting.started === started) calls.contract = greeting.contract;
  else begin(greeting);
  state.textContent = words.live(greeting.from, greeting.to);
  byId("empty").replaceChildren(
    words.empty(greeting.from, greeting.to),
    element("code", "", words.emptyCommand(greeting.from)),
  );
});
source.addEventListener("skipped", ({ data }) => {
  missed += Number(data);
  showCounts();
});
source.addEventListener("message", ({ data }) => take(JSON.parse(data as string) as WireEvent));
source.addEventListener("error", () => (state.textContent = words.lost));

// The tools

byId("filter").addEventListener("input", ({ target }) => {
  timeline.filter((target as HTMLInputElement).value);
});
pause.addEventListener("click", () => {
  isPaused = !isPaused;
  pause.ariaPressed = String(isPaused);
  draw();
});
byId("clear").addEventListener("click", clear);
byId("save").addEventListener("click", () => {
  saveRecording({ format: "grpc-inspect", version: 1, started, contract: calls.contract, events });
});
const file = byId<HTMLInputElement>("file");
byId("open").addEventListener("click", () => file.click());
file.addEventListener("change", async () => {
  const recording = readRecording((await file.files?.[0]?.text()) ?? "");
  file.value = "";
  if (!recording) {
    state.textContent = words.notASession;
    return;
  }
  // What is recorded and what happens now would not be told apart.
  source.close();
  begin(recording);
  for (const event of recording.events) take(event);
  state.textContent = words.recorded(new Date(recording.started).toLocaleString());
});
