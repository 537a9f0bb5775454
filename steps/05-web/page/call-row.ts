import { CallBytes } from "./call-bytes.ts";
import { withText } from "./dom.ts";
import type { Call } from "./wire.ts";
import { words } from "./words.ts";

let count = 0;

/** A call as two rows of the table: its figures, and below them its bytes, which can be opened. */
export class CallRow {
  readonly rows: [HTMLTableRowElement, HTMLTableRowElement];
  readonly #call: Call;
  readonly #button = withText("button", "call");
  readonly #protocol = withText("span", "protocol");
  readonly #status = withText("span", "status");
  readonly #figures = [withText("td", ""), withText("td", ""), withText("td", "")];
  readonly #bytes = new CallBytes();

  /** @param onToggle the reader wants to see its bytes, or no longer */
  constructor(call: Call, onToggle: (isOpen: boolean) => void) {
    this.#call = call;
    const figures = withText("tr", "");
    const head = withText("th", "");
    head.scope = "row";
    head.append(this.#button, this.#protocol, this.#status);
    figures.append(head, ...this.#figures);
    const below = withText("tr", "below");
    const cell = withText("td", "");
    cell.colSpan = 4;
    cell.append(this.#bytes.element);
    below.append(cell);
    below.id = `call-${(count += 1)}`;
    this.rows = [figures, below];
    this.#button.type = "button";
    this.#button.setAttribute("aria-controls", below.id);
    this.#button.addEventListener("click", () => onToggle(!this.isOpen));
    this.isOpen = false;
  }

  get isOpen(): boolean {
    return !this.rows[1].hidden;
  }

  set isOpen(isOpen: boolean) {
    this.rows[1].hidden = !isOpen;
    this.#button.ariaExpanded = String(isOpen);
    if (isOpen) this.#bytes.show(this.#call);
  }

  /** Shows the call as it is now. */
  draw(): void {
    const { method, protocol, status, sent, received, json } = this.#call;
    this.#button.textContent = method;
    this.#protocol.textContent = protocol.replace("application/", "");
    this.#status.textContent = status ?? words.open;
    this.#status.dataset["ok"] = String(status === undefined || status === "0 OK");
    for (const [index, size] of [sent, received, json].entries()) {
      this.#figures[index]!.textContent = words.bytes(size);
    }
    if (this.isOpen) this.#bytes.show(this.#call);
  }
}
