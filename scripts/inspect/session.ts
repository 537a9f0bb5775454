import type { Told } from "./conversation.ts";
import type { CloseEvent, OpenEvent, WireEvent } from "./events.ts";

/** How many events are kept, and how much room they take, in bytes or so. */
const MOST_EVENTS = 20_000;
const MOST_BYTES = 32 * 1024 * 1024;
const EVENT_BYTES = 500;

/** What a session is told of. */
export type News =
  | Told
  | Omit<OpenEvent, "at" | "connection">
  | Omit<CloseEvent, "at" | "connection">;

/** What has happened since it began. It forgets the oldest, and never keeps its writer waiting. */
export class Session {
  readonly started = new Date();
  readonly #begin = performance.now();
  readonly #listeners = new Set<() => void>();
  #events: { event: WireEvent; bytes: number }[] = [];
  #bytes = 0;
  /** How many are forgotten. */
  #forgotten = 0;

  add(connection: number, news: News): void {
    const at = Math.round((performance.now() - this.#begin) * 1000) / 1000;
    const event = { at, connection, ...news } as WireEvent;
    const bytes = EVENT_BYTES + weightOf(event);
    this.#events.push({ event, bytes });
    this.#bytes += bytes;
    if (this.#events.length > MOST_EVENTS || this.#bytes > MOST_BYTES) this.#forget();
    for (const listener of this.#listeners) listener();
  }

  /** How many events there have been. */
  get end(): number {
    return this.#forgotten + this.#events.length;
  }

  /** The number of the oldest that is kept. */
  get first(): number {
    return this.#forgotten;
  }

  /** @param index counts all that there have been; one of them that is kept */
  at(index: number): WireEvent {
    return this.#events[index - this.#forgotten]!.event;
  }

  get events(): WireEvent[] {
    return this.#events.map(({ event }) => event);
  }

  /** @returns a function that ends it */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The oldest quarter at once: one by one would move all the others each time. */
  #forget(): void {
    const gone = this.#events.splice(0, Math.ceil(this.#events.length / 4));
    this.#forgotten += gone.length;
    for (const { bytes } of gone) this.#bytes -= bytes;
  }
}

function weightOf(event: WireEvent): number {
  if (event.kind !== "frame") return 0;
  const messages = event.messages?.reduce((sum, { bytes }) => sum + EVENT_BYTES + bytes.length, 0);
  return (event.headers?.plainBytes ?? 0) + (messages ?? 0);
}
