import type { PlainNote } from "./history.ts";

/** How many texts are kept for when the page is loaded anew. */
const MOST = 500;

/**
 * What this page has sent. A note that comes is its reader's own if it is one of these: a name does
 * not say it, for two people may have the same.
 */
export class Sent {
  readonly #name: string;
  readonly #key: string;
  /** The texts, each as often as it was sent; and those that have not come back from the server. */
  #all: string[];
  #awaited: string[];

  /** @param name whose page it is; what the page sent under it before it was loaded anew is known */
  constructor(name: string) {
    this.#name = name;
    this.#key = `sent by ${name}`;
    this.#all = JSON.parse(storage()?.getItem(this.#key) ?? "[]") as string[];
    this.#awaited = [...this.#all];
  }

  /** A note is on its way. */
  add(text: string): void {
    this.#awaited.push(text);
    this.#all.push(text);
    this.#keep();
  }

  /** It was refused after all. */
  remove(text: string): void {
    for (const texts of [this.#awaited, this.#all]) {
      const place = texts.lastIndexOf(text);
      if (place >= 0) texts.splice(place, 1);
    }
    this.#keep();
  }

  /** Whether a note that has come is one of these, which it is once. */
  take({ name, message }: PlainNote): boolean {
    const place = name === this.#name ? this.#awaited.indexOf(message) : -1;
    if (place < 0) return false;
    this.#awaited.splice(place, 1);
    return true;
  }

  #keep(): void {
    this.#all = this.#all.slice(-MOST);
    storage()?.setItem(this.#key, JSON.stringify(this.#all));
  }
}

/** Where a browser keeps something for one tab; nothing where its owner forbids that. */
function storage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}
