import { afterAll, beforeAll, beforeEach } from "vitest";
import { fail } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import { until } from "../../kit/wait.ts";
import { describeError } from "./outcome.ts";

// What would end a process must fail a test. vitest's own listeners only note it.
const crashes: unknown[] = [];
const onCrash = (error: unknown) => void crashes.push(error);
const vitests = new Map(
  (["uncaughtException", "unhandledRejection"] as const).map((event) => [
    event,
    process.listeners(event as "uncaughtException"),
  ]),
);
beforeAll(() => {
  for (const event of vitests.keys()) process.removeAllListeners(event).on(event, onCrash);
});
afterAll(() => {
  for (const [event, listeners] of vitests) {
    process.removeListener(event, onCrash);
    for (const listener of listeners) process.on(event, listener);
  }
});
beforeEach(() => void crashes.splice(0));

/** Fails if something has happened that would have ended the process. */
export function noCrash() {
  const [crash] = crashes;
  if (crash === undefined) return;
  fail(
    say(
      `this would have ended the process: ${describeError(crash)}. An 'error' event that nobody listens to, or a rejection that nobody handles, does. A stream that you cancel emits 'error', so it needs a listener.`,
      `これではプロセスが終了してしまいます：${describeError(crash)}。誰も聞いていない 'error' イベントや、誰も処理しない reject があるとそうなります。キャンセルしたストリームは 'error' を出すので、リスナーが必要です。`,
    ),
  );
}

/** Waits until `ready`, or fails with the sentence; sooner if something would have ended the process. */
export function untilReady(ready: () => boolean, sentence: () => string): Promise<void> {
  return until(ready, sentence, { check: () => ready() || noCrash() });
}
