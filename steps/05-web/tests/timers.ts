import { onTestFinished } from "vitest";

type Start = (...args: Parameters<typeof setTimeout>) => NodeJS.Timeout;

/**
 * Watches the timers that are started from now until the running test ends.
 *
 * @returns those that keep the process alive, as weak references: only Node's own list holds a timer,
 * and only while it runs
 */
export function watchTimers(): () => WeakRef<NodeJS.Timeout>[] {
  const started: WeakRef<NodeJS.Timeout>[] = [];
  for (const name of ["setTimeout", "setInterval"] as const) {
    const start = globalThis[name] as Start;
    const watched: Start = (...args) => {
      const timer = start(...args);
      started.push(new WeakRef(timer));
      return timer;
    };
    // What `promisify` makes of it is one of its properties.
    const properties = Object.getOwnPropertyDescriptors(start);
    globalThis[name] = Object.defineProperties(watched, properties) as typeof setTimeout;
    onTestFinished(() => void (globalThis[name] = start as typeof setTimeout));
  }
  return () => started.filter((timer) => timer.deref()?.hasRef());
}
