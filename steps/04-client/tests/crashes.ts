import { afterAll, beforeAll, beforeEach } from "vitest";
import { fail } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import { until } from "../../kit/wait.ts";
import { named } from "./outcome.ts";

// What would end a process must fail a test. vitest's own listeners only note it.
const EVENTS = ["uncaughtException", "unhandledRejection"] as const;
type Crash = { event: (typeof EVENTS)[number]; thrown: unknown };
const crashes: Crash[] = [];
const ours = EVENTS.map((event) => (thrown: unknown) => void crashes.push({ event, thrown }));
const vitests = EVENTS.map((event) => process.listeners(event as "uncaughtException"));
beforeAll(() => {
  for (const [i, event] of EVENTS.entries()) process.removeAllListeners(event).on(event, ours[i]!);
});
afterAll(() => {
  for (const [i, event] of EVENTS.entries()) {
    process.removeListener(event, ours[i]!);
    for (const listener of vitests[i]!) process.on(event, listener);
  }
});
beforeEach(() => void crashes.splice(0));

/** Fails if something has happened that would have ended the process. */
export function noCrash() {
  const [crash] = crashes;
  if (!crash) return;
  const { event, thrown } = crash;
  const sentence =
    event === "unhandledRejection"
      ? say(
          `this would have ended the process: a promise was rejected with ${named(thrown)}, and nobody handles it. Is a \`return\` or an \`await\` missing?`,
          `これではプロセスが終了してしまいます：Promise が ${named(thrown)} で reject されましたが、誰も処理していません。\`return\` か \`await\` を書き忘れていませんか？`,
        )
      : say(
          `this would have ended the process: ${named(thrown)}, thrown in a callback, or given to an 'error' event that nobody listens to.`,
          `これではプロセスが終了してしまいます：${named(thrown)} がコールバックの中で投げられたか、誰も聞いていない 'error' イベントで渡されました。`,
        );
  fail(sentence, { cause: thrown });
}

/**
 * Waits until `ready`, or fails with the sentence; sooner if something would have ended the process.
 *
 * @param accused the learner's function that is to be mended then
 */
export function untilReady(
  ready: () => boolean,
  accused: string,
  sentence: () => string,
  ms?: number,
): Promise<void> {
  const check = () => ready() || noCrash();
  return until(ready, sentence, { check, in: accused, ...(ms && { ms }) });
}
