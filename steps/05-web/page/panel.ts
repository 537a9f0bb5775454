import { Bars } from "./bars.ts";
import { CallRow } from "./call-row.ts";
import { byId } from "./dom.ts";
import { oncePerFrame } from "./frame.ts";
import type { Call } from "./wire.ts";
import { words } from "./words.ts";

/** How many calls the panel shows at most. */
const MAX_CALLS = 30;

const panel = byId("wire");
const toggle = byId<HTMLButtonElement>("wire-toggle");
const calls = new Map<Call, CallRow>();
const changed = new Set<Call>();
const counted = new WeakMap<Call, { real: number; json: number }>();
const sum = { real: 0, json: 0 };
const bars = new Bars();
/** Whether each new call shows its bytes by itself: until the reader has chosen an older one, or none. */
let followsNewest = true;

byId("wire-sum").after(bars.element);
toggle.addEventListener("click", () => {
  const isOpen = toggle.getAttribute("aria-expanded") === "true";
  toggle.setAttribute("aria-expanded", String(!isOpen));
  panel.hidden = isOpen;
  draw();
});

/** Takes a call into the panel, or shows what has changed of it. */
export function showCall(call: Call): void {
  const before = counted.get(call) ?? { real: 0, json: 0 };
  const now = { real: call.sent + call.received, json: call.json };
  sum.real += now.real - before.real;
  sum.json += now.json - before.json;
  counted.set(call, now);
  changed.add(call);
  draw();
}

const draw = oncePerFrame(() => {
  if (panel.hidden) return;
  for (const call of changed) (calls.get(call) ?? rowOf(call)).draw();
  changed.clear();
  const percent = Math.round((100 * sum.real) / Math.max(1, sum.json));
  byId("wire-sum").textContent = words.sum(words.bytes(sum.real), words.bytes(sum.json), percent);
  bars.show(sum.real, sum.json);
});

function rowOf(call: Call): CallRow {
  const row = new CallRow(call, (isOpen) => {
    followsNewest = isOpen && row === newest();
    open(isOpen ? row : undefined);
  });
  calls.set(call, row);
  byId("wire-rows").prepend(...row.rows);
  if (followsNewest) open(row);
  dropOldest();
  return row;
}

function newest(): CallRow | undefined {
  return [...calls.values()].at(-1);
}

function open(row: CallRow | undefined): void {
  for (const each of calls.values()) each.isOpen = each === row;
}

/** The oldest call that has ended makes room for newer ones. */
function dropOldest(): void {
  const oldest = [...calls].find(([{ status }, { isOpen }]) => status !== undefined && !isOpen);
  if (calls.size <= MAX_CALLS || !oldest) return;
  for (const each of oldest[1].rows) each.remove();
  calls.delete(oldest[0]);
}
