import type { CourseCopy } from "../../scripts/test/support/course-copy.ts";
import { Terminal } from "../../scripts/test/support/terminal.ts";

const FILE = "steps/03-server/server.ts";
/** A mistake that one test notices, and that keeps the others as long as they are. */
const MISTAKE = ["MAX_NAME_BYTES = 64", "MAX_NAME_BYTES = 63"] as const;

/** What a program prints as its verdict, and never while the tests run. */
interface Verdicts {
  passed: RegExp;
  failed: RegExp;
}

/** A program that runs the tests of step 3 again at each save. */
export class Watcher {
  /** The verdict on the file as it is at first. */
  readonly ready: Promise<unknown>;
  readonly #course: CourseCopy;
  readonly #terminal: Terminal;
  readonly #verdicts: Verdicts;
  readonly #right: string;
  #isRight = true;

  /**
   * @param course a copy of the course in which step 3 is solved
   * @param words what node is given
   */
  constructor(course: CourseCopy, words: string[], verdicts: Verdicts) {
    this.#course = course;
    this.#right = course.read(FILE);
    this.#verdicts = verdicts;
    this.#terminal = new Terminal(course.dir, words);
    this.ready = this.#terminal.until(verdicts.passed);
  }

  /** Makes a mistake, or mends it, and waits for the verdict: each save has another one. */
  async save(): Promise<void> {
    this.#isRight = !this.#isRight;
    const verdict = this.#terminal.until(this.#verdicts[this.#isRight ? "passed" : "failed"]);
    this.#course.write(FILE, this.#isRight ? this.#right : this.#right.replace(...MISTAKE));
    await verdict;
  }

  end(): void {
    this.#terminal.kill();
  }
}
