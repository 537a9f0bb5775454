import { fail, type Details } from "./check.ts";

/** The longest wait for something that must come, in milliseconds of this process' own time. */
const PATIENCE = 1500;
/** The same once a wait has been in vain: the step has failed, and a learner is waiting. */
const LITTLE_PATIENCE = 200;
/** How often a wait looks, in milliseconds. */
const LOOK = 1;

let wasInVain = false;

type Limits = { ms?: number } & Pick<Details, "in">;

/**
 * Measures the time in which this process could really run: a busy machine wakes it late, and
 * what a timer is late by counts a tenth. On a quiet machine this is the time of the clock.
 */
export class OwnTime {
  /** How much has passed, in milliseconds. */
  spent = 0;
  #last = performance.now();

  /** Lets a moment pass. */
  async pass(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, LOOK));
    const now = performance.now();
    const elapsed = now - this.#last;
    const due = Math.min(elapsed, 2 * LOOK);
    this.spent += due + (elapsed - due) / 10;
    this.#last = now;
  }
}

/**
 * Waits until something is so, and fails the running test with a sentence if it does not become so.
 *
 * @param ready whether it is so
 * @param sentence what is wrong then, in the learner's terms
 * @param options.check called at each look; it may fail the test sooner
 * @param options.ms the longest wait where a right answer may take long, in milliseconds of this
 * process' own time: it stays as it is, also once a wait has been in vain
 * @param options.in the learner's function that is to be mended if it does not become so
 */
export async function until(
  ready: () => boolean,
  sentence: () => string,
  { check, ms, ...details }: { check?: () => void } & Limits = {},
): Promise<void> {
  const time = new OwnTime();
  const limit = ms ?? (wasInVain ? LITTLE_PATIENCE : PATIENCE);
  while (true) {
    check?.();
    if (ready()) return;
    if (time.spent > limit) {
      wasInVain = true;
      fail(sentence(), details);
    }
    await time.pass();
  }
}

/**
 * Waits for a promise, and fails the running test with a sentence if it does not settle.
 *
 * @param options.ms as `until` takes it
 * @param options.in the learner's function that is to be mended if it does not settle
 * @returns what the promise resolves with
 * @throws what it rejects with
 */
export async function within<T>(
  promise: PromiseLike<T>,
  sentence: string | (() => string),
  options: Limits = {},
): Promise<T> {
  let isSettled = false;
  const settle = () => (isSettled = true);
  promise.then(settle, settle);
  await until(() => isSettled, typeof sentence === "string" ? () => sentence : sentence, options);
  return promise;
}

/**
 * Waits until a value has not changed for a while.
 *
 * @param read the value
 * @param ms how long it must not change, in milliseconds of this process' own time
 */
export async function untilStill(read: () => unknown, ms = 500): Promise<void> {
  let time = new OwnTime();
  for (let last = read(); time.spent < ms; await time.pass()) {
    if (Object.is(read(), last)) continue;
    last = read();
    time = new OwnTime();
  }
}
