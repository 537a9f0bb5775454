import { byId } from "../../../steps/05-web/page/dom.ts";
import { translate } from "../../../steps/05-web/page/translate.ts";
import { element } from "../../inspect/page/element.ts";
import type { Count, Instruction, RoomView, Tile } from "../contract.ts";
import type { Welcome } from "../site.ts";
import { words, workOf } from "./words.ts";

/** How long a first green is celebrated, in milliseconds. */
const CHEER = 10_000;

const isInstructor = new URLSearchParams(location.search).has("instructor");
translate(document.documentElement, words);
document.body.className = isInstructor ? "instructor" : "projector";
byId("instructor").hidden = !isInstructor;
byId("advice").hidden = !isInstructor;

let cheered = 0;
let hasSeenNone = false;
let ends = 0;
let nowStep = 0;
const events = new EventSource(isInstructor ? "/events?instructor" : "/events");
events.addEventListener("welcome", ({ data }) => showWelcome(JSON.parse(data)));
events.addEventListener("message", ({ data }) => show(JSON.parse(data)));
events.addEventListener("error", () => {
  byId("said").textContent = words.lost;
  byId("count").textContent = words.lost;
});
setInterval(showNow, 5000);

function showWelcome({ commands, qr }: Welcome): void {
  byId("commands").replaceChildren(...commands.map((command) => element("code", "", command)));
  const picture = byId<HTMLImageElement>("qr");
  picture.hidden = qr === "";
  picture.alt = words.qr;
  if (qr) picture.src = qr;
}

function show(room: RoomView): void {
  byId("count").textContent = room.learners === 0 ? words.nobody : words.count(room.learners);
  byId("advice").textContent = words.advice(room.advice);
  byId("advice").dataset.kind = room.advice.kind;
  // What the instructor was told of a line stays, however many report meanwhile.
  if (byId("said").textContent === words.lost) byId("said").textContent = "";
  nowStep = room.now.step;
  ends = performance.now() + room.now.secondsLeft * 1000;
  showNow();
  const most = Math.max(1, ...room.counts.map(({ solved, working }) => solved + working));
  byId("steps").replaceChildren(...room.counts.map((count) => barOf(count, most)));
  if (isInstructor) showTiles(room.tiles);
  celebrate(room.firstGreen);
}

function showNow(): void {
  const minutes = Math.ceil((ends - performance.now()) / 60_000);
  byId("now").textContent = nowStep === 0 ? "" : words.now(nowStep, minutes);
}

function barOf({ step, solved, working }: Count, most: number): HTMLElement {
  const bar = element("span", "bar");
  bar.setAttribute("role", "img");
  bar.setAttribute("aria-label", words.bar(step, solved, working));
  for (const [name, count] of Object.entries({ solved, working })) {
    const part = element("span", name);
    part.style.inlineSize = `${(100 * count) / most}%`;
    bar.append(part);
  }
  const counts = `${words.solved(solved)} · ${words.working(working)}`;
  return element(
    "li",
    "",
    element("b", "", words.atStep(step)),
    bar,
    element("span", "counts", counts),
  );
}

/** Quietly, once a step: what was so before the page was opened is no news. */
function celebrate(step: number): void {
  const isNews = cheered !== step && cheered !== 0;
  const isFirst = cheered === 0 && step !== 0 && hasSeenNone;
  hasSeenNone = step === 0;
  cheered = step;
  if (step === 0 || !(isNews || isFirst)) return;
  const cheer = byId("cheer");
  cheer.textContent = words.cheer(step);
  setTimeout(() => (cheer.textContent = ""), CHEER);
}

/** In place, by number: who reads a tile, or stands on its button, is not thrown out by the next report. */
function showTiles(tiles: Tile[]): void {
  const list = byId("tiles");
  const old = new Map(
    [...list.children].map((each) => [(each as HTMLElement).dataset.number, each]),
  );
  const fresh = tiles.map((tile) => {
    const known = old.get(String(tile.number));
    const key = JSON.stringify(tile);
    if (known instanceof HTMLElement && known.dataset.key === key) return known;
    const made = tileOf(tile);
    made.dataset.number = String(tile.number);
    made.dataset.key = key;
    return made;
  });
  const focused = document.activeElement?.closest("li")?.getAttribute("data-number");
  list.replaceChildren(...fresh);
  const again = fresh.find(({ dataset }) => focused !== undefined && dataset.number === focused);
  again?.querySelector("button")?.focus();
}

function tileOf({ number, standing, heardMinutes }: Tile): HTMLElement {
  const { nickname, step, failingNumber, failingTitle, unchangedMinutes, hints, solvedBy, hand } =
    standing;
  const isRed = solvedBy === "NOT_SOLVED" && failingNumber > 0;
  const state = solvedBy !== "NOT_SOLVED" ? " solved" : isRed ? " red" : "";
  const tile = element("li", `tile${hand ? " hand" : ""}${state}`);
  const name = element("bdi", "", nickname);
  const remove = element("button", "remove", "×");
  remove.type = "button";
  remove.setAttribute("aria-label", words.remove(nickname));
  remove.addEventListener("click", () => void instruct({ remove: number }));
  tile.append(element("h3", "", name, ...(hand ? [element("mark", "", words.hand)] : [])), remove);
  tile.append(element("p", "work", element("b", "", words.atStep(step)), ` ${workOf(standing)}`));
  if (isRed) {
    const title = failingTitle || words.failing(failingNumber);
    tile.append(element("p", "failing", element("bdi", "", title)));
  }
  const notes = [
    ...(unchangedMinutes > 0 && solvedBy === "NOT_SOLVED"
      ? [words.unchanged(unchangedMinutes)]
      : []),
    ...(hints > 0 ? [words.hints(hints)] : []),
    ...(heardMinutes > 2 ? [words.heard(heardMinutes)] : []),
  ];
  if (notes.length > 0) tile.append(element("p", "fine", notes.join(" · ")));
  return tile;
}

for (const [id, read] of Object.entries({
  "set-now": (form: FormData) => ({
    now: { step: Number(form.get("step")), secondsLeft: 60 * Number(form.get("minutes")) },
  }),
  "take-line": (form: FormData) => ({ line: String(form.get("line")) }),
})) {
  const form = byId<HTMLFormElement>(id);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit(form, read(new FormData(form)));
  });
}

async function submit(form: HTMLFormElement, instruction: Instruction): Promise<void> {
  const isDone = await instruct(instruction);
  if (isDone && "line" in instruction) form.reset();
}

async function instruct(instruction: Instruction): Promise<boolean> {
  const body = JSON.stringify(instruction);
  const answer = await fetch("/instruct", { method: "POST", body }).catch(() => undefined);
  byId("said").textContent = !answer
    ? words.lost
    : answer.ok
      ? words.done[kindOf(instruction)]
      : (words.refused[answer.status] ?? (await answer.text()));
  return answer?.ok === true;
}

function kindOf(instruction: Instruction): keyof typeof words.done {
  return "now" in instruction ? "now" : "line" in instruction ? "line" : "remove";
}
