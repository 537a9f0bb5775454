import type { Step } from "../ground/steps.ts";
import type { Verdict } from "../judging/verdict.ts";
import { messages } from "../messages/index.ts";
import type { Now } from "./contract.ts";
import type { Link } from "./link.ts";
import { keptStanding, membership, type Membership } from "./membership.ts";
import { asSent } from "./standing.ts";
import { note } from "./tell.ts";

const text = messages.board;

/** The class board as `npm start` knows it, for as long as it runs; nothing where none has been joined. */
export class Live {
  private readonly steps: Step[];
  private readonly onChange: (line: string) => void;
  private link?: Link | undefined;
  private member = "";
  private ends: { step: number; at: number } | undefined;

  /**
   * @param steps all steps, in order
   * @param onChange is told when the instructor says where the room is
   */
  constructor(steps: Step[], onChange: (line: string) => void) {
    this.steps = steps;
    this.onChange = onChange;
    // Soon enough for the first report, and for where the room is.
    this.follow();
  }

  /**
   * Reports how the learner stands. Never throws, and nothing waits for it.
   *
   * @param hand whether the learner's hand is up; as before by default
   * @returns whether a board has been joined
   */
  tell(step: Step, verdict?: Verdict, hand?: boolean): boolean {
    try {
      const hasJoined = note(step, this.steps, verdict, hand);
      this.follow();
      return hasJoined;
    } catch {
      return false;
    }
  }

  /**
   * Raises the learner's hand, or takes it down.
   *
   * @returns what has been done; nothing where no board has been joined
   */
  toggleHand(step: Step, verdict?: Verdict): string | undefined {
    const isUp = !keptStanding()?.standing.hand;
    if (!this.tell(step, verdict, isUp)) return undefined;
    const done = isUp ? text.handUp : text.handDown;
    return this.link?.isUp ? done : `${done} ${text.later}`;
  }

  /** What the learner's hand does; nothing where no board has been joined. */
  get hand(): "up" | "down" | undefined {
    if (!membership()) return undefined;
    return keptStanding()?.standing.hand ? "up" : "down";
  }

  /** Where the room is, in a line; nothing where the instructor has not said. */
  get now(): string | undefined {
    if (!this.ends || this.ends.step === 0) return undefined;
    const minutes = Math.ceil((this.ends.at - Date.now()) / 60_000);
    return text.now(this.ends.step, minutes);
  }

  close(): void {
    this.link?.close();
    this.link = undefined;
    this.ends = undefined;
  }

  private follow(): void {
    void this.connect(membership()).catch(() => {});
  }

  /** Joins and leaves with the learner, who does that in another terminal; then sends what is kept. */
  private async connect(member: Membership | undefined): Promise<void> {
    const key = JSON.stringify(member);
    if (key !== this.member) {
      this.close();
      this.member = key;
      if (!member) return;
      // Only here: who has joined no board does not wait until gRPC is loaded.
      const { Link } = await import("./link.ts");
      if (key !== this.member) return;
      this.link = new Link(member, latest, (now) => this.onNow(now));
    } else this.link?.send();
  }

  private onNow({ step, secondsLeft }: Now): void {
    const isNew = step !== this.ends?.step;
    this.ends = { step, at: Date.now() + secondsLeft * 1000 };
    if (isNew && this.now) this.onChange(this.now);
  }
}

function latest() {
  const kept = keptStanding();
  return kept && asSent(kept);
}
