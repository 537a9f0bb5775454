import { createHash, randomInt, timingSafeEqual } from "node:crypto";

/** Letters and digits that are not taken for one another, read aloud or on a wall. */
const LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
/** How many wrong codes an address may send in {@link WINDOW}. */
const MOST_WRONG = 10;
/** In milliseconds. */
const WINDOW = 60_000;
/** More addresses than any class has: whoever makes them up does not fill the memory. */
const MOST_ADDRESSES = 10_000;

/** A code for a room, as `K7M-QX4`: 31^6 there are, about 888 million. */
export function roomCode(): string {
  const letters = Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join("");
  return `${letters.slice(0, 3)}-${letters.slice(3)}`;
}

/** A code as it is compared: however somebody has typed it. */
export function plainCode(given: string): string {
  return given
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, "");
}

/** Whether two secrets are the same, in a time that says nothing of where they differ. */
export function areSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(one), hash(other));
}

/** Counts what an address does wrong, and says when it has done enough. */
export class Guesses {
  private readonly wrong = new Map<string, { count: number; until: number }>();

  /** Whether an address has guessed too often to be listened to now. */
  isTooMany(address: string, at = Date.now()): boolean {
    const known = this.wrong.get(address);
    return known !== undefined && known.until > at && known.count >= MOST_WRONG;
  }

  /** Notes a wrong guess. */
  add(address: string, at = Date.now()): void {
    const known = this.wrong.get(address);
    if (known && known.until > at) known.count += 1;
    else {
      if (this.wrong.size >= MOST_ADDRESSES) this.wrong.clear();
      this.wrong.set(address, { count: 1, until: at + WINDOW });
    }
  }
}

/** How many reports somebody may send: so many at once, and so many a second in the long run. */
export class Rate {
  private left: number;
  private last = Date.now();
  private readonly burst: number;
  private readonly perSecond: number;

  constructor(burst: number, perSecond: number) {
    this.left = this.burst = burst;
    this.perSecond = perSecond;
  }

  /** Takes one, if there is one. */
  take(at = Date.now()): boolean {
    this.left = Math.min(this.burst, this.left + ((at - this.last) / 1000) * this.perSecond);
    this.last = at;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
