import type { Call, Role, Seen } from "../calls.ts";
import type { FrameEvent } from "../events.ts";
import { explain, statusOf } from "../explain.ts";
import { distance, SILENCE_MS, STEP } from "./axis.ts";
import { element } from "./element.ts";
import { words } from "./words.ts";

/** How many marks there are at most. */
const MOST_MARKS = 3000;

/** What a mark shows of its frame, beside its colour. */
const LETTERS: Record<string, string> = {
  DATA: "D",
  HEADERS: "H",
  CONTINUATION: "C",
  PRIORITY: "P",
  RST_STREAM: "R",
  SETTINGS: "S",
  PUSH_PROMISE: "U",
  PING: "P",
  GOAWAY: "G",
  WINDOW_UPDATE: "W",
};

interface Mark {
  seen: Seen;
  button: HTMLButtonElement;
  row: Row;
  left: number;
}

/** One line of a connection: a call, or the connection itself. */
interface Row {
  element: HTMLElement;
  track: HTMLElement;
  label: HTMLElement;
  call?: Call;
  count: number;
}

/** A connection: its calls, one below the other, on one axis of time. */
interface Lanes {
  section: HTMLElement;
  title: HTMLElement;
  note: HTMLElement;
  body: HTMLElement;
  rows: Map<number, Row>;
  number: number;
  about: string[];
  /** When the last frame was, and where it stands. */
  at: number;
  right: number;
  /** How much of the left is gone. */
  shift: number;
}

/** Shows connections as lanes: each call a row, its frames marks on it. */
export class Timeline {
  readonly #root: HTMLElement;
  readonly #choose: (seen: Seen) => void;
  readonly #lanes = new Map<number, Lanes>();
  readonly #marks: Mark[] = [];
  readonly #byButton = new Map<Element, Mark>();
  #filter = "";
  /** How many marks have made room for newer ones. */
  forgotten = 0;
  #focused: Mark | undefined;

  /** @param choose told of the frame that somebody chooses */
  constructor(root: HTMLElement, choose: (seen: Seen) => void) {
    this.#root = root;
    this.#choose = choose;
    root.addEventListener("click", ({ target }) => this.#chooseMark(target as Element));
    root.addEventListener("keydown", (event) => this.#move(event));
  }

  add(seen: Seen): void {
    const lanes = this.#lanesOf(seen);
    const { event } = seen;
    if (event.kind !== "frame") {
      if (event.kind === "open") lanes.about[0] = event.client;
      if (event.kind === "protocol") lanes.about[1] = words.frames.protocols[event.protocol];
      if (event.kind === "close") {
        lanes.about[2] = event.error ?? words.ended;
        for (const row of lanes.rows.values()) this.#describe(row);
      }
      this.#entitle(lanes, seen);
      return;
    }
    const row = this.#rowOf(lanes, event.stream, seen.call);
    this.#addMark(lanes, row, seen as Seen & { event: FrameEvent });
    this.#describe(row);
  }

  clear(): void {
    this.#root.replaceChildren();
    this.#lanes.clear();
    this.#marks.length = 0;
    this.forgotten = 0;
    this.#byButton.clear();
    this.#focused = undefined;
  }

  /** Shows only calls whose label has this text. */
  filter(text: string): void {
    this.#filter = text.trim().toLowerCase();
    for (const { rows } of this.#lanes.values()) {
      for (const row of rows.values()) this.#applyFilter(row);
    }
  }

  get isEmpty(): boolean {
    return this.#lanes.size === 0;
  }

  /** Brings the newest into view. */
  follow(): void {
    for (const { section } of this.#lanes.values()) {
      const scroller = section.querySelector(".scroll")!;
      scroller.scrollLeft = scroller.scrollWidth;
    }
  }

  #lanesOf({ event }: Seen): Lanes {
    const had = this.#lanes.get(event.connection);
    if (had) return had;
    const title = element("h2");
    const body = element("div", "rows");
    const scroll = element("div", "scroll", body);
    const note = element("p", "note");
    const section = element("section", "lanes", title, note, scroll);
    title.id = `connection-${event.connection}`;
    section.setAttribute("aria-labelledby", title.id);
    const lanes: Lanes = {
      section,
      title,
      note,
      body,
      rows: new Map(),
      number: event.connection,
      about: [],
      at: event.at,
      right: 0,
      shift: 0,
    };
    this.#lanes.set(event.connection, lanes);
    title.textContent = words.connection(event.connection);
    this.#root.append(section);
    return lanes;
  }

  /** A connection's title, and what there is to say of it where it is not as it should be. */
  #entitle({ title, note, number, about }: Lanes, seen: Seen): void {
    const { event, cut } = seen;
    title.textContent = [words.connection(number), ...about.filter(Boolean)].join(" · ");
    const isForeign = event.kind === "protocol" && event.protocol !== "h2";
    const isBroken = event.kind === "close" && (event.error !== undefined || cut);
    if (isForeign || isBroken) note.textContent = explain(seen, words.frames).join(" ");
  }

  #rowOf(lanes: Lanes, stream: number, call: Call | undefined): Row {
    const had = lanes.rows.get(stream);
    if (had) return had;
    const label = element("div", "label");
    const track = element("div", "track");
    const row: Row = {
      element: element("div", "row", label, track),
      label,
      track,
      count: 0,
      ...(call && { call }),
    };
    row.element.role = "group";
    lanes.rows.set(stream, row);
    lanes.body.append(row.element);
    return row;
  }

  #describe(row: Row): void {
    const { call } = row;
    const [name, about] = call ? aboutCall(call) : [words.connectionRow, ""];
    const status = call?.status;
    row.label.replaceChildren(
      element("strong", "", name),
      element("span", status === 0 ? "good" : status === undefined ? "" : "bad", about),
    );
    row.element.ariaLabel = `${name} ${about}`;
    this.#applyFilter(row);
  }

  #applyFilter(row: Row): void {
    const text = row.element.ariaLabel!.toLowerCase();
    row.element.hidden = this.#filter !== "" && (!row.call || !text.includes(this.#filter));
  }

  #addMark(lanes: Lanes, row: Row, seen: Seen & { event: FrameEvent }): void {
    const { event } = seen;
    const silence = event.at - lanes.at;
    lanes.right += lanes.right === 0 ? STEP / 2 : distance(silence);
    lanes.at = event.at;
    lanes.section.style.setProperty("--right", `${lanes.right + STEP}px`);
    const button = element(
      "button",
      `mark ${event.from} ${looksOf(seen.role)}`,
      LETTERS[event.type] ?? "?",
    );
    button.type = "button";
    button.tabIndex = this.#focused ? -1 : 0;
    button.style.setProperty("--left", `${lanes.right}px`);
    button.ariaPressed = "false";
    const about = event.messages ? words.messages(event.messages.length) : event.flags.join(" ");
    button.ariaLabel = words.markOf(
      event.type,
      words.frames.sides[event.from],
      words.frames.bytes(event.length),
      about,
    );
    button.title = button.ariaLabel;
    if (silence >= SILENCE_MS) {
      const gap = element("span", "gap", words.gap(silence));
      gap.style.setProperty("--left", `${lanes.right - STEP / 2}px`);
      row.track.append(gap);
    }
    row.track.append(button);
    row.count += 1;
    const mark = { seen, button, row, left: lanes.right };
    this.#marks.push(mark);
    this.#byButton.set(button, mark);
    this.#focused ??= mark;
    if (this.#marks.length > MOST_MARKS) this.#forget();
  }

  /** The oldest quarter goes at once, with the rows and connections that are empty then. */
  #forget(): void {
    const gone = this.#marks.splice(0, Math.ceil(MOST_MARKS / 4));
    this.forgotten += gone.length;
    for (const { button, row } of gone) {
      if (button === this.#focused?.button) this.#focused = undefined;
      this.#byButton.delete(button);
      button.remove();
      row.count -= 1;
    }
    const firsts = new Map<number, number>();
    for (const { seen, left } of this.#marks) {
      const { connection } = seen.event;
      firsts.set(connection, Math.min(left, firsts.get(connection) ?? left));
    }
    for (const [number, lanes] of this.#lanes) {
      for (const [stream, row] of lanes.rows) {
        if (row.count > 0) continue;
        row.element.remove();
        lanes.rows.delete(stream);
      }
      const first = firsts.get(number);
      if (first === undefined) {
        lanes.section.remove();
        this.#lanes.delete(number);
      } else {
        lanes.section.style.setProperty("--shift", `${STEP / 2 - first}px`);
      }
    }
    this.#focused ??= this.#marks[0];
    if (this.#focused) this.#focused.button.tabIndex = 0;
  }

  #chooseMark(target: Element): void {
    const button = target.closest(".mark");
    const mark = button && this.#byButton.get(button);
    if (!mark) return;
    for (const each of this.#root.querySelectorAll('[aria-pressed="true"]')) {
      each.ariaPressed = "false";
    }
    mark.button.ariaPressed = "true";
    if (this.#focused) this.#focused.button.tabIndex = -1;
    mark.button.tabIndex = 0;
    this.#focused = mark;
    mark.button.focus();
    this.#choose(mark.seen);
  }

  /** With the arrow keys from frame to frame: along the time, or within a row. */
  #move(event: KeyboardEvent): void {
    const current = this.#byButton.get(event.target as Element);
    if (!current) return;
    const visible = this.#marks.filter(({ row }) => !row.element.hidden);
    const inRow = visible.filter(({ row }) => row === current.row);
    const beside = (marks: Mark[], by: number) => marks[marks.indexOf(current) + by];
    const next = {
      ArrowRight: () => beside(visible, 1),
      ArrowLeft: () => beside(visible, -1),
      ArrowDown: () => beside(inRow, 1),
      ArrowUp: () => beside(inRow, -1),
      Home: () => visible[0],
      End: () => visible.at(-1),
    }[event.key];
    if (!next) return;
    event.preventDefault();
    const mark = next();
    if (mark) this.#chooseMark(mark.button);
  }
}

/** A call's name, and what is to be said of it. */
function aboutCall(call: Call): [name: string, about: string] {
  const method = call.path.split("/").at(-1) || words.noMethod;
  const duration = call.end === undefined ? words.running : words.ms(call.end - call.begin);
  const status = call.end === undefined ? "" : (statusOf(call) ?? endedWithout(call));
  const kind = call.kind ? words.frames.kinds[call.kind] : "";
  return [method, [kind, duration, status].filter(Boolean).join(" · ")];
}

/** How a call ended that has no status: its client's end knows one all the same. */
function endedWithout({ endedBy }: Call): string {
  return endedBy ? words.endedBy[endedBy] : words.noStatus;
}

function looksOf(role: Role): string {
  if (role === "begin" || role === "answer" || role === "headers-begin") return "head";
  if (role === "trailers" || role === "trailers-only") return "tail";
  if (role === "message" || role === "part" || role === "end") return "data";
  return role === "reset" || role === "goaway" ? "stop" : "control";
}
