import { AsyncLocalStorage, createHook } from "node:async_hooks";
import { onTestFinished } from "vitest";

/** What a timer may be set for before something that still happens at once, in milliseconds. */
export const AT_ONCE_MS = 50;

/** Watches the timers that some code sets, and what these set in turn: at once or later. */
export class Background {
  readonly #run = new AsyncLocalStorage<Run>();
  /** Those that are set; of `setImmediate` only that there is one. */
  readonly #pending = new Map<number, { timer?: NodeJS.Timeout; run: Run }>();
  /** How often they have gone off. */
  turns = 0;

  constructor() {
    // A storage that is left enabled costs every later test: Node.js asks each at every promise.
    onTestFinished(() => this.#run.disable());
  }

  /** Runs the code to watch. */
  run<T>(code: () => T): T {
    return this.#run.run({ waited: 0 }, code);
  }

  /** Begins to watch, until the running test is over. */
  watch(): void {
    const hook = createHook({
      init: (id, type, _trigger, resource) => {
        const run = this.#run.getStore();
        if (!run || (type !== "Timeout" && type !== "Immediate")) return;
        const timer = type === "Timeout" ? (resource as NodeJS.Timeout) : undefined;
        this.#pending.set(id, { run, ...(timer && { timer }) });
      },
      before: (id) => {
        const pending = this.#pending.get(id);
        if (!pending) return;
        this.turns += 1;
        pending.run.waited = Math.max(pending.run.waited, delayOf(pending.timer));
      },
      destroy: (id) => void this.#pending.delete(id),
    }).enable();
    onTestFinished(() => void hook.disable());
  }

  /**
   * The longest timer of the running code's own that has gone off, in the milliseconds that it was set
   * for: however busy the machine is, that is the same.
   */
  get waited(): number {
    return this.#run.getStore()?.waited ?? 0;
  }

  /** How many are set. */
  get pending(): number {
    return this.#pending.size;
  }

  /** How many of the timers that are set keep the process alive. */
  get keepingAlive(): number {
    return [...this.#pending.values()].filter(({ timer }) => timer?.hasRef()).length;
  }
}

/** One piece of the code that is watched. */
interface Run {
  waited: number;
}

/** What a timer was set for, in milliseconds. */
function delayOf(timer?: NodeJS.Timeout): number {
  // oxlint-disable-next-line no-underscore-dangle -- nothing public tells it
  return (timer as { _idleTimeout?: number } | undefined)?._idleTimeout ?? 0;
}
