import { ROOT } from "../ground/paths.ts";
import { existsSync, type Stats, unwatchFile, watchFile } from "node:fs";
import { join, relative, sep } from "node:path";
import { emitKeypressEvents, type Key } from "node:readline";
import { Live } from "../board/live.ts";
import { messages } from "../messages/index.ts";
import { attempt, judgeOf, prepare, type Attempt } from "../judging/attempt.ts";
import { diffToSolution } from "../work/diff.ts";
import { hintFor } from "./hints.ts";
import type { Judge } from "../judging/judge.ts";
import { instructions, overview, praise } from "./overview.ts";
import { replaceWork } from "../work/replace.ts";
import { report } from "./report.ts";
import { isUntouched } from "../work/progress.ts";
import { codeOf, foundationsOf, type Step } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { colour, isPlain } from "../terminal/style.ts";
import { wrapped } from "../terminal/wrap.ts";
import { countPassed, firstFailure } from "../judging/verdict.ts";
import { watchFiles, type Watch } from "../ground/watch.ts";

const text = messages.session;
/** Generated code is replaced as a whole folder, which raises no event: it is looked at this often. */
const MANIFEST = { path: join(ROOT, "gen", "manifest.json"), interval: 500 };

/**
 * Tries a step at each save, and goes on to the next when the learner says so. Needs a terminal.
 *
 * @param first the step to begin with
 * @returns when the learner has quit
 */
export function watchSteps(first: Step, steps: Step[]): Promise<void> {
  return new Session(steps).run(first);
}

class Session {
  private readonly steps: Step[];
  private step!: Step;
  private judge?: Judge;
  private watch?: Watch;
  private last?: Attempt;
  /** What has changed since the attempt under way began. */
  private changes = new Set<string>();
  /** What a key did that makes the step be tried again, to be said with the verdict. */
  private news = "";
  /** The key that was pressed last, if it asks to be pressed again. */
  private asked = "";
  private isStale = false;
  /** Whether the step has not been tried yet since it was entered. */
  private isFirst = true;
  /** How many verdicts on the step have been shown since it was begun. */
  private shown = 0;
  private attempt?: Promise<void>;
  private quit!: () => void;
  private readonly board: Live;

  constructor(steps: Step[]) {
    this.steps = steps;
    this.board = new Live(steps, (line) => console.log(`\n${line}`));
  }

  async run(first: Step): Promise<void> {
    const quit = new Promise<void>((resolve) => (this.quit = resolve));
    const onKey = (_: string, key: Key) =>
      void this.press(key).catch((error: Error) => this.say(error.message));
    emitKeypressEvents(process.stdin);
    process.stdin.setRawMode(true).on("keypress", onKey).resume();
    await this.enter(first);
    await quit;
    // Not awaiting the attempt under way, which may be of code that never ends.
    process.stdin.setRawMode(false).off("keypress", onKey).pause();
    this.board.close();
    console.log(text.bye);
  }

  private async enter(step: Step): Promise<void> {
    await this.leave();
    this.step = step;
    this.judge = await judgeOf(step);
    const watched = [...foundationsOf(step, this.steps), step];
    const files = new Set(watched.flatMap((each) => [...each.edit, ...codeOf(each)]));
    const paths = [...files].map((file) => join(ROOT, file));
    this.watch = watchFiles(
      paths,
      (path) => this.onChange(path),
      () => console.log(text.silent),
    );
    watchFile(MANIFEST.path, { interval: MANIFEST.interval }, this.onManifest);
    if (this.watch.how === "polling") console.log(text.polling);
    [this.isFirst, this.shown] = [true, 0];
    console.log(`\n${isUntouched(step) ? text.starting : text.first(step.edit.join(", "))}`);
    this.tryAgain();
  }

  private async leave(): Promise<void> {
    this.watch?.close();
    unwatchFile(MANIFEST.path, this.onManifest);
    await this.attempt;
    await this.judge?.close();
    this.last = undefined;
  }

  private readonly onManifest = (now: Stats, before: Stats): void => {
    // Where there is no file Node calls once all the same.
    if (now.mtimeMs !== before.mtimeMs) this.onChange(MANIFEST.path);
  };

  private onChange(path: string): void {
    const file = relative(ROOT, path).replaceAll(sep, "/");
    this.changes.add(path);
    this.sayTrying((existsSync(path) ? text.changed : text.deleted)(file));
    this.tryAgain();
  }

  private tryAgain(): void {
    this.isStale = true;
    this.attempt ??= this.tryWhileStale().finally(() => (this.attempt = undefined));
  }

  private async tryWhileStale(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      await this.tryOnce();
    }
  }

  private async tryOnce(): Promise<void> {
    const notices: string[] = [];
    let outcome: string;
    const isFirst = this.isFirst;
    [this.last, this.isFirst] = [undefined, false];
    let isFresh = false;
    try {
      const missing = this.step.edit.filter((file) => !existsSync(join(ROOT, file)));
      // Who deletes a file while it is watched has not asked for the starter.
      if (!isFirst && missing.length > 0) throw new Stop(text.missing(missing.join(", ")));
      await prepare(this.step, this.steps, (line) => notices.push(line));
      const changes = this.changes;
      this.changes = new Set();
      this.last = await attempt(this.step, this.steps, this.judge, changes);
      isFresh = (isFirst || this.news !== "") && this.isFresh();
      outcome = isFresh ? this.beginning(isFirst) : report(this.step, this.last, "");
    } catch (error) {
      outcome = (error as Error).message;
      if (!(error instanceof Stop)) outcome += `\n${text.goesOn}`;
    }
    this.board.tell(this.step, this.last?.verdict);
    // What came while this ran makes it old news.
    if (this.isStale) return;
    if (!isFirst) scrollAway();
    this.shown = isFresh ? 0 : this.shown + 1;
    if (!isFirst && !isFresh) notices.unshift(colour.dim(text.tried(timeOfDay(), this.shown)));
    console.log(["", ...notices, outcome.trimEnd()].join("\n"));
    if (this.last?.solved) console.log(`\n${this.congratulation()}`);
    if (this.news) console.log(`\n${this.news}`);
    this.news = "";
    // Who begins has just been told so.
    if (!isFresh) return this.prompt();
    console.log();
    this.showKeys();
  }

  /** Whether the learner has done nothing yet: then red would only say what the README says better. */
  private isFresh(): boolean {
    return countPassed(this.last?.verdict.outcomes ?? []) === 0 && isUntouched(this.step);
  }

  /** What there is to do; at first it stands above already. */
  private beginning(isFirst: boolean): string {
    const missing = this.last && firstFailure(this.last.verdict)?.failure.sentence;
    const ready = text.fresh(this.step.edit.join(", "), missing && wrapped(missing, "  "));
    return isFirst ? ready : `${instructions(this.step)}\n\n${ready}`;
  }

  private congratulation(): string {
    const { number, id } = this.step;
    const next = this.steps.find((step) => step.number === number + 1);
    const words = text.solved(`solutions/${id}/`);
    const done = next?.part === this.step.part ? undefined : praise(this.step.part, this.steps);
    return [next ? `${words} ${text.pressN}` : words, ...(done ? [done] : [])].join("\n\n");
  }

  private prompt(): void {
    console.log(`\n${text.watching(this.step.edit.join(", "))}`);
    this.showKeys();
  }

  private showKeys(): void {
    if (this.board.now) console.log(this.board.now);
    console.log(colour.dim(text.keys(text.mark[this.board.hand ?? "none"])));
  }

  private async press({ name, ctrl, sequence = "" }: Key): Promise<void> {
    // An input method that is on makes full-width letters, which have no name.
    const key = name ?? sequence.normalize("NFKC").toLowerCase();
    if (key === "q" || (ctrl && (key === "c" || key === "d"))) return this.quit();
    if (key === "?") return this.say(this.help());
    if (key === "l") return this.say(overview(this.steps, this.step));
    if (key === "d") return this.twice("d", text.sureDiff, () => diffToSolution(this.step));
    if (key === "h") return this.say(hintFor(this.step, this.last?.verdict, text.pressH));
    if (key === "r") return this.twice("r", text.sureReset, () => this.reset());
    if (key === "n") return this.goOn();
    if (key === "t") return this.tryNow();
  }

  /** Who asks in a class may mean the instructor too. */
  private help(): string {
    const hand = this.board.toggleHand(this.step, this.last?.verdict);
    return hand ? `${wrapped(hand)}\n\n${text.help(true)}` : text.help(false);
  }

  private tryNow(): void {
    this.sayTrying("");
    this.tryAgain();
  }

  private sayTrying(cause: string): void {
    console.log(`\n${(this.shown > 0 ? text.again : text.trying)(timeOfDay(), cause)}`);
  }

  /** Does what a key stands for when it is pressed again, as it gives something away. */
  private twice(key: string, question: string, act: () => string): void {
    const isSure = this.asked === key;
    this.say(isSure ? act() : question);
    this.asked = isSure ? "" : key;
  }

  private reset(): string {
    this.news = replaceWork("reset", this.step);
    return this.news;
  }

  private say(words: string): void {
    this.asked = "";
    console.log(`\n${words}`);
    this.prompt();
  }

  private async goOn(): Promise<void> {
    if (!this.last?.solved) return this.say(wrapped(text.notSolved(this.step.number)));
    const next = this.steps.find(({ number }) => number === this.step.number + 1);
    if (!next) return this.say(praise(this.step.part, this.steps) ?? text.wasLast);
    scrollAway();
    console.log(instructions(next));
    await this.enter(next);
  }
}

function timeOfDay(): string {
  return new Date().toTimeString().slice(0, 8);
}

/**
 * Begins a new screen; what stood there can be scrolled back to, and so can what was there before the
 * course. In plain output nothing moves: each verdict follows the one before.
 */
function scrollAway(): void {
  if (isPlain) console.log();
  else
    process.stdout.write(
      `\u001b[${process.stdout.rows};1H${"\n".repeat(process.stdout.rows)}\u001b[H`,
    );
}
