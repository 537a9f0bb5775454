import { labelBody } from "./bytes.ts";
import { bytesView } from "./bytes-view.ts";
import { bytesWords } from "./bytes-words.ts";
import { Bars } from "./bars.ts";
import { contractOf } from "./contract.ts";
import { withText } from "./dom.ts";
import { language } from "./translate.ts";
import type { Call } from "./wire.ts";
import { words } from "./words.ts";

/** What went in a call: its last message each way, byte for byte beside its JSON, and the trailers. */
export class CallBytes {
  readonly element = withText("div", "call-bytes");
  readonly #bars = new Bars();
  readonly #sent = new Part(words.lastSent);
  readonly #received = new Part(words.lastReceived);
  readonly #trailers = withText("div", "part");

  constructor() {
    this.element.append(this.#bars.element, this.#sent.element, this.#received.element);
    this.element.append(this.#trailers);
  }

  show(call: Call): void {
    this.#bars.show(call.sent + call.received, call.json);
    this.#sent.show(call.messageSent, call.types?.input.typeName, call);
    this.#received.show(call.messageReceived, call.types?.output.typeName, call);
    this.#trailers.replaceChildren();
    if (!call.trailers) return;
    this.#trailers.append(
      withText("h3", "", words.trailers),
      withText("pre", "trailers", call.trailers.trim()),
    );
  }
}

class Part {
  readonly element = withText("div", "part");
  readonly #title: string;
  #shown: Uint8Array | undefined;

  constructor(title: string) {
    this.#title = title;
  }

  show(bytes: Uint8Array | undefined, message: string | undefined, { types }: Call): void {
    // Who walks through the bytes keeps their place, while newer ones come.
    const isRead = this.element.contains(document.activeElement);
    if (!bytes || !message || !types || bytes === this.#shown || isRead) return;
    this.#shown = bytes;
    const contract = contractOf([types.input, types.output]);
    this.element.replaceChildren(
      withText("h3", "", this.#title),
      bytesView(bytes, labelBody(bytes, { contract, message }), bytesWords[language]),
    );
  }
}
