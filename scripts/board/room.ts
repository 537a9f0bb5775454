import type { Advice, Count, Now, RoomView, Standing, Tile } from "./contract.ts";

const MINUTE = 60_000;
/** From how many on a share of the room is worth stopping it. */
const FEW = 3;
/** A learner with the same failing test for so long may need somebody. */
const STUCK_MINUTES = 8;

/** Somebody in the room. */
interface Learner {
  number: number;
  standing: Standing;
  /** Where the first report came from. */
  address: string;
  /** When the last report came, in milliseconds since the epoch. */
  heard: number;
}

/** What is known of the learners of a class, in memory alone. */
export class Room {
  private readonly learners = new Map<string, Learner>();
  private readonly most: number;
  private readonly mostOfOne: number;
  private numbers = 0;
  private readonly solvedFirst = new Set<number>();
  private firstGreen = 0;
  private setNow = { step: 0, end: 0 };

  /**
   * @param most how many learners fit
   * @param mostOfOne how many of them may come from one address
   */
  constructor(most: number, mostOfOne = most) {
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /**
   * Takes in how a learner stands.
   *
   * @param id what only that learner's machine knows
   * @param address where the report comes from; of a file or a line, which has none, the id
   * @returns why it is not taken, if it is not
   */
  report(
    id: string,
    standing: Standing,
    at = Date.now(),
    address = id,
  ): "full" | "name taken" | undefined {
    const known = this.learners.get(id);
    if (standing.left) {
      this.learners.delete(id);
      return undefined;
    }
    const name = standing.nickname.toLowerCase();
    for (const [other, { standing: theirs }] of this.learners) {
      if (other !== id && theirs.nickname.toLowerCase() === name) return "name taken";
    }
    if (!known && !this.hasPlaceFor(address)) return "full";
    const number = known?.number ?? (this.numbers += 1);
    const home = known?.address ?? address;
    this.learners.set(id, { number, standing, address: home, heard: at });
    if (standing.solvedBy === "BY_HAND" && !this.solvedFirst.has(standing.step)) {
      this.solvedFirst.add(standing.step);
      this.firstGreen = standing.step;
    }
    return undefined;
  }

  private hasPlaceFor(address: string): boolean {
    const there = [...this.learners.values()].filter((learner) => learner.address === address);
    return this.learners.size < this.most && there.length < this.mostOfOne;
  }

  /** Takes a learner away, by the number of the tile. */
  remove(number: number): void {
    for (const [id, learner] of this.learners) {
      if (learner.number === number) this.learners.delete(id);
    }
  }

  /** Says where the room is; step 0 says nothing any more. */
  set({ step, secondsLeft }: Now, at = Date.now()): void {
    this.setNow = { step, end: at + secondsLeft * 1000 };
  }

  /** Where the room is. */
  now(at = Date.now()): Now {
    const { step, end } = this.setNow;
    return { step, secondsLeft: step === 0 ? 0 : Math.max(0, Math.round((end - at) / 1000)) };
  }

  /** All that the instructor's page shows; of the learners those first who need help first. */
  view(at = Date.now()): RoomView {
    const tiles = [...this.learners.values()].map((learner) => tileOf(learner, at)).sort(byNeed);
    return {
      tiles,
      counts: countsOf(tiles),
      advice: adviceFor(tiles),
      now: this.now(at),
      firstGreen: this.firstGreen,
      learners: tiles.length,
    };
  }
}

function tileOf({ number, standing, heard }: Learner, at: number): Tile {
  const heardMinutes = Math.max(0, Math.floor((at - heard) / MINUTE));
  const unchangedMinutes = standing.unchangedMinutes + heardMinutes;
  return { number, standing: { ...standing, unchangedMinutes }, heardMinutes };
}

function isSolved({ standing }: Tile): boolean {
  return standing.solvedBy !== "NOT_SOLVED";
}

function isRed(tile: Tile): boolean {
  return !isSolved(tile) && tile.standing.failingNumber > 0;
}

/** Raised hands first, then the same failing test for longest, then the others; as they came. */
function byNeed(one: Tile, other: Tile): number {
  return urgency(other) - urgency(one) || one.number - other.number;
}

function urgency(tile: Tile): number {
  if (tile.standing.hand) return 1_000_000 + tile.standing.unchangedMinutes;
  return isRed(tile) ? 1 + tile.standing.unchangedMinutes : 0;
}

function countsOf(tiles: Tile[]): Count[] {
  const counts = new Map<number, Count>();
  for (const tile of tiles) {
    const { step } = tile.standing;
    const count = counts.get(step) ?? { step, solved: 0, working: 0 };
    counts.set(step, count);
    if (isSolved(tile)) count.solved += 1;
    else count.working += 1;
  }
  return [...counts.values()].sort((one, other) => one.step - other.step);
}

/** What to do: stop the room where a third of it fails at one test, else see to whoever needs help. */
function adviceFor(tiles: Tile[]): Advice {
  const nothing = { step: 0, count: 0, of: tiles.length, failingTitle: "", names: [] };
  const groups = new Map<string, Tile[]>();
  for (const tile of tiles.filter(isRed)) {
    const key = `${tile.standing.step}/${tile.standing.failingNumber}`;
    groups.set(key, [...(groups.get(key) ?? []), tile]);
  }
  const [largest = []] = [...groups.values()].sort((one, other) => other.length - one.length);
  const [first] = largest;
  if (first && largest.length >= Math.max(FEW, tiles.length / 3)) {
    const { step, failingTitle } = first.standing;
    return { ...nothing, kind: "STOP", step, failingTitle, count: largest.length };
  }
  const named = (some: Tile[]) => some.map(({ standing }) => standing.nickname);
  const hands = tiles.filter(({ standing }) => standing.hand);
  if (hands.length > 0)
    return { ...nothing, kind: "HANDS", count: hands.length, names: named(hands).slice(0, FEW) };
  const stuck = tiles.filter(
    (tile) => isRed(tile) && tile.standing.unchangedMinutes >= STUCK_MINUTES,
  );
  if (stuck.length > 0)
    return { ...nothing, kind: "STUCK", count: stuck.length, names: named(stuck).slice(0, FEW) };
  return { ...nothing, kind: "QUIET" };
}
