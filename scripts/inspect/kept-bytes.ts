const FIRST_BYTES = 256;

/** The beginning of something that comes in parts. It takes the room of what has come, not of what a length promises. */
export class KeptBytes {
  #bytes = new Uint8Array();
  #kept = 0;
  /** How much has come, kept or not. */
  filled = 0;

  /** @param most how much is kept */
  add(part: Uint8Array, most: number): void {
    const kept = part.subarray(0, most - this.#kept);
    const needed = this.#kept + kept.length;
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2, FIRST_BYTES));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(kept, this.#kept);
    this.#kept = needed;
    this.filled += part.length;
  }

  /** Gives away what is kept, and begins anew. */
  take(): Uint8Array {
    const bytes = this.#bytes.subarray(0, this.#kept);
    this.#bytes = new Uint8Array();
    this.#kept = 0;
    this.filled = 0;
    return bytes;
  }
}
