/** The notes of one chat that are on their way: what each must look like when it arrives. */
export class Flight {
  /** How many notes may be on their way at once; a power of two. */
  static readonly LIMIT = 64;

  /** Called whenever a note has reached everybody who listens. */
  onDelivered = () => {};
  /** Called for each arrival with the note's number, if anybody wants to know. */
  onArrival: ((note: number) => void) | undefined;

  /** How many notes were sent, and how many of them everybody has. */
  sent = 0;
  delivered = 0;
  /** How often a note has reached somebody. */
  arrivals = 0;

  readonly #expected: Buffer[] = [];
  readonly #missing: number[] = [];

  /**
   * Notes that the next note is on its way.
   *
   * @param bytes what each of its listeners must receive
   * @param listeners how many there are
   */
  send(bytes: Buffer, listeners: number): void {
    const slot = this.sent % Flight.LIMIT;
    this.#expected[slot] = bytes;
    this.#missing[slot] = listeners;
    this.sent += 1;
  }

  /** Notes that so many listeners join, who must be told of all notes so far. */
  expectReplay(listeners: number): void {
    if (this.sent > Flight.LIMIT) throw new Error("the first notes are no longer known");
    this.delivered = 0;
    this.#missing.fill(listeners);
  }

  /** What a note must look like; undefined for one that was not sent. */
  bytesOf(note: number): Buffer | undefined {
    return note < this.sent ? this.#expected[note % Flight.LIMIT] : undefined;
  }

  /** Notes that a note has reached one listener. */
  arrived(note: number): void {
    this.arrivals += 1;
    this.onArrival?.(note);
    this.#missing[note % Flight.LIMIT]! -= 1;
    while (this.delivered < this.sent && this.#missing[this.delivered % Flight.LIMIT] === 0) {
      this.delivered += 1;
      this.onDelivered();
    }
  }
}

/** One subscriber: it checks that every note comes once, in order and whole. */
export class Listener {
  readonly #flight: Flight;
  #note = 0;
  /** How many bytes of that note have come. */
  #at = 0;

  constructor(flight: Flight) {
    this.#flight = flight;
  }

  /**
   * Takes what has come, wherever it was cut.
   *
   * @throws Error for the first byte that is not what had to come
   */
  feed(bytes: Buffer, from: number, to: number): void {
    while (from < to) {
      const expected = this.#flight.bytesOf(this.#note);
      if (!expected)
        throw new Error(
          `got something before note ${this.#note} was sent: doubled or out of order`,
        );
      const count = Math.min(to - from, expected.length - this.#at);
      if (bytes.compare(expected, this.#at, this.#at + count, from, from + count) !== 0) {
        const got = JSON.stringify(bytes.toString("latin1", from, from + count));
        throw new Error(`got ${got} in place of note ${this.#note}: lost, doubled or out of order`);
      }
      this.#at += count;
      from += count;
      if (this.#at < expected.length) return;
      this.#at = 0;
      this.#flight.arrived(this.#note);
      this.#note += 1;
    }
  }
}
