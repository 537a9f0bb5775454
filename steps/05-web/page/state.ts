import { byId } from "./dom.ts";
import { RETRY_S, type State } from "./follow.ts";
import { words } from "./words.ts";

let countdown: ReturnType<typeof setInterval> | undefined;

/** Shows how the page stands with the server. */
export function showState(state: State): void {
  clearInterval(countdown);
  const shown = byId("state");
  // A try again after the server has gone is no news until it succeeds.
  const isRetry = state === "connecting" && ["gone", "crowded"].includes(shown.dataset["state"]!);
  const retry = state === "gone" || state === "crowded" ? words[state] : undefined;
  const sentence = retry?.(RETRY_S) ?? String(words[state]);
  if (!isRetry) say(sentence);
  byId("state-words").textContent = sentence;
  if (!isRetry) shown.dataset["state"] = state;
  if (!retry) return;
  let left = RETRY_S;
  countdown = setInterval(() => {
    left = Math.max(1, left - 1);
    byId("state-words").textContent = retry(left);
  }, 1000);
}

/** What is shown counts down; a screen reader hears it once. */
function say(sentence: string): void {
  const spoken = byId("state-spoken");
  if (spoken.textContent !== sentence) spoken.textContent = sentence;
}
