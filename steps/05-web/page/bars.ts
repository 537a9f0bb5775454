import { withText } from "./dom.ts";
import { words } from "./words.ts";

/** Two sizes as bars of one scale: what went, and what the same would be in JSON. */
export class Bars {
  readonly element = withText("div", "bars");
  readonly #real = barOf(words.measured, "real");
  readonly #json = barOf(words.asJson, "json");

  constructor() {
    this.element.append(...this.#real.parts, ...this.#json.parts);
  }

  show(real: number, json: number): void {
    const most = Math.max(1, real, json);
    this.#real.show(real, most);
    this.#json.show(json, most);
  }
}

function barOf(name: string, className: string) {
  const track = withText("span", "track");
  const bar = withText("span", className);
  const size = withText("span", "size");
  track.append(bar);
  return {
    parts: [withText("span", "", name), track, size],
    show(bytes: number, most: number): void {
      bar.style.inlineSize = `${(100 * bytes) / most}%`;
      size.textContent = words.bytes(bytes);
    },
  };
}
