import { AsyncLocalStorage, createHook } from "node:async_hooks";
import { onTestFinished } from "vitest";

/** Watches the timers that some code sets, and what these set in turn: at once or later. */
export class Background {
  readonly #isMine = new AsyncLocalStorage<boolean>();
  readonly #pending = new Set<number>();
  /** How often they have gone off. */
  turns = 0;

  /** Runs the code to watch. */
  run<T>(code: () => T): T {
    return this.#isMine.run(true, code);
  }

  /** Begins to watch, until the running test is over. */
  watch(): void {
    const hook = createHook({
      init: (id, type) => {
        const isTimer = type === "Timeout" || type === "Immediate";
        if (isTimer && this.#isMine.getStore()) this.#pending.add(id);
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
}
