import type { Labelled, Segment } from "./bytes.ts";
import type { JsonNode } from "./bytes-json.ts";
import { type BytesWords, describeSegment } from "./bytes-words.ts";

/** How much of a long value, and how many segments, are shown at most. */
const MOST_BYTES = 64;
const MOST_SEGMENTS = 1000;
/** How much of a value stands in the line that tells of it. */
const MOST_LETTERS = 120;
/** How much of a text stands in the JSON. */
const MOST_JSON = 500;

/**
 * Shows bytes in colour beside the JSON that they make. Who points at one, or walks through the bytes
 * with the arrow keys, sees the other, and in a line what the bytes say. Its looks are in bytes.css.
 */
export function bytesView(
  bytes: Uint8Array,
  { segments, messages }: Labelled,
  words: BytesWords,
): HTMLElement {
  const view = element("div", "bytes");
  if (bytes.length === 0) {
    view.append(element("p", "bytes-says", words.nothing));
    return view;
  }
  const shown = segments.slice(0, MOST_SEGMENTS);
  const labels = shown.map((each) => shorten(describeSegment(each, words), MOST_LETTERS));
  const options = shown.map((each, index) => optionOf(each, bytes, labels[index]!, words));
  const hex = element("div", "bytes-hex");
  hex.role = "listbox";
  hex.ariaLabel = words.bytes;
  hex.append(...nested(shown, options));
  const left = bytes.length - shown.at(-1)!.to;
  const says = element("p", "bytes-says");
  const json = element("pre", "bytes-json");
  json.ariaLabel = words.json;
  json.role = "group";
  for (const message of messages) json.append(...pretty(message, ""), "\n");
  view.append(legendOf(shown, words), hex);
  if (left > 0) view.append(element("p", "bytes-more", words.more(left)));
  view.append(says);
  if (messages.length > 0) view.append(json);

  const indexOf = (option: HTMLElement) => {
    const index = options.indexOf(option);
    return index < 0 ? undefined : index;
  };
  const choose = (place: string | undefined, index?: number) => {
    for (const each of view.querySelectorAll(".bytes-chosen"))
      each.classList.remove("bytes-chosen");
    if (index !== undefined) options[index]!.classList.add("bytes-chosen");
    says.textContent = labels[index ?? -1] ?? "";
    if (place === undefined) return;
    for (const each of view.querySelectorAll(`[data-place="${place}"]`)) {
      each.classList.add("bytes-chosen");
    }
    // From the JSON: the value, which stands after its tag and its length.
    const value = options.findLastIndex((each) => each.dataset["place"] === place);
    if (index === undefined) says.textContent = labels[value] ?? "";
  };
  const chooseElement = (target: EventTarget | null) => {
    const part = (target as HTMLElement).closest<HTMLElement>("[data-place], [role=option]");
    if (part && view.contains(part)) choose(part.dataset["place"], indexOf(part));
  };
  view.addEventListener("pointerover", ({ target }) => chooseElement(target));
  view.addEventListener("pointerleave", () => {
    const focused = document.activeElement as HTMLElement;
    choose(focused.dataset["place"], indexOf(focused));
  });

  const focus = (index: number) => {
    for (const each of options) {
      each.tabIndex = -1;
      each.ariaSelected = "false";
    }
    const option = options[index]!;
    option.tabIndex = 0;
    option.ariaSelected = "true";
    return option;
  };
  hex.addEventListener("focusin", ({ target }) => {
    focus(options.indexOf(target as HTMLElement));
    chooseElement(target);
  });
  hex.addEventListener("focusout", () => choose(undefined));
  hex.addEventListener("keydown", (event) => {
    const at = options.indexOf(event.target as HTMLElement);
    const last = options.length - 1;
    const next = {
      ArrowRight: Math.min(at + 1, last),
      ArrowDown: Math.min(at + 1, last),
      ArrowLeft: Math.max(at - 1, 0),
      ArrowUp: Math.max(at - 1, 0),
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    focus(next).focus();
  });
  focus(0);
  return view;
}

function optionOf(
  { from, to, kind, place, problem }: Segment,
  bytes: Uint8Array,
  label: string,
  words: BytesWords,
): HTMLElement {
  const shown = Array.from(bytes.subarray(from, Math.min(to, from + MOST_BYTES)), hexOf).join(" ");
  const rest = to - from - MOST_BYTES;
  const option = element(
    "span",
    `bytes-${kind}`,
    rest > 0 ? `${shown} ${words.more(rest)}` : shown,
  );
  option.role = "option";
  option.ariaLabel = `${label}. ${option.textContent}`;
  if (problem) option.classList.add("bytes-problem");
  if (place !== undefined) option.dataset["place"] = String(place);
  return option;
}

/** The elements of the segments, those of a message in a message within one of their own. */
function nested(segments: Segment[], options: HTMLElement[]): Node[] {
  const outermost = element("div", "");
  const open = [outermost];
  for (const [index, { depth }] of segments.entries()) {
    while (open.length - 1 > depth) open.pop();
    while (open.length - 1 < depth) {
      const inner = element("span", "bytes-inner");
      inner.role = "none";
      open.at(-1)!.append(inner);
      open.push(inner);
    }
    open.at(-1)!.append(options[index]!);
  }
  return [...outermost.childNodes];
}

function legendOf(segments: Segment[], words: BytesWords): HTMLElement {
  const legend = element("ul", "bytes-legend");
  for (const kind of new Set(segments.map((each) => each.kind))) {
    legend.append(element("li", `bytes-${kind}`, words.kinds[kind]));
  }
  return legend;
}

/** JSON in lines, with an element for each part that has bytes of its own. */
function pretty(node: JsonNode, indent: string): (Node | string)[] {
  if ("text" in node) return [shorten(node.text, MOST_JSON)];
  const inner = `${indent}  `;
  const isList = "items" in node;
  const parts = isList
    ? node.items.map((item) => placed(item, pretty(item, inner)))
    : [...node.entries].map(([key, value]) =>
        placed(value, [`${JSON.stringify(key)}: `, ...pretty(value, inner)]),
      );
  const [begin, end] = isList ? ["[", "]"] : ["{", "}"];
  if (parts.length === 0) return [`${begin}${end}`];
  const lines = parts.flatMap((part, index) => [index > 0 ? ",\n" : "\n", inner, part]);
  const whole = [begin, ...lines, `\n${indent}`, end];
  // A message in its frame is chosen as a whole.
  return indent === "" ? [placed(node, whole)] : whole;
}

function placed({ place }: JsonNode, content: (Node | string)[]): HTMLElement {
  const part = element("span", "");
  if (place !== undefined) part.dataset["place"] = String(place);
  part.append(...content);
  return part;
}

function element(tag: string, className: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}

function shorten(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
