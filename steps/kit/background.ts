import { AsyncLocalStorage, createHook } from "node:async_hooks";
import { onTestFinished } from "vitest";

/** Watches the timers that some code sets, and what these set in turn: at once or later. */
export class Background {
  readonly #isMine = new AsyncLocalStorage<boolean>();
  /** Those that are set; of `setImmediate` only that there is one. */
  readonly #pending = new Map<number, NodeJS.Timeout | undefined>();
  /** How often they have gone off. */
  turns = 0;

  constructor() {
    // A storage that is left enabled costs every later test: Node.js asks each at every promise.
    onTestFinished(() => this.#isMine.disable());
  }

  /** Runs the code to watch. */
  run<T>(code: () => T): T {
    return this.#isMine.run(true, code);
  }

  /** Begins to watch, until the running test is over. */
  watch(): void {
    const hook = createHook({
      init: (id, type, _trigger, resource) => {
        const isTimer = type === "Timeout" || type === "Immediate";
        if (!isTimer || !this.#isMine.getStore()) return;
        this.#pending.set(id, type === "Timeout" ? (resource as NodeJS.Timeout) : undefined);
      },
      before: (id) => void (this.#pending.has(id) && (this.turns += 1)),
      destroy: (id) => void this.#pending.delete(id),
    }).enable();
    onTestFinished(() => void hook.disable());
  }

  /** How many are set. */
  get pending(): number {
    return this.#pending.size;
  }

  /** How many of the timers that are set keep the process alive. */
  get keepingAlive(): number {
    return [...this.#pending.values()].filter((timer) => timer?.hasRef()).length;
  }
}
