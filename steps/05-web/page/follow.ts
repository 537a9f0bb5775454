import { Code, ConnectError } from "@connectrpc/connect";
import { History, type News } from "./history.ts";
import { type Call, measuredClient } from "./wire.ts";

/** How the page stands with the server, which may be gone, or have as many pages as it takes. */
export type State = "connecting" | "connected" | "gone" | "crowded" | "offline";

/** How long to wait before trying again, in seconds. */
export const RETRY_S = 3;

/** How long the old notes may take to come again, and silence to mean "connected", in milliseconds. */
const SETTLE_MS = 1500;

/** After so long what comes is no longer what was there before, however lively the chat is. */
const REPLAY_MS = 5000;

interface Listener {
  onState(state: State): void;
  /** `replaying`: these are the notes so far, and more of them may follow at once. */
  onNews(news: News, replaying: boolean): void;
  onCall(call: Call): void;
}

/** Follows the chat for ever: opens the stream, and opens it again whenever it ends. */
export async function followChat({ onState, onNews, onCall }: Listener): Promise<never> {
  const history = new History();
  for (;;) {
    const leaving = new AbortController();
    const leave = () => leaving.abort();
    addEventListener("offline", leave, { once: true });
    onState("connecting");
    history.begin();

    let failed: State = "gone";
    let settled = false;
    const end = performance.now() + REPLAY_MS;
    // The head of a stream comes with its first note. A server that has none says nothing at
    // all, and one that is not there is known at once: so silence means that all is well.
    const settle = () => {
      onState("connected");
      settled = true;
      onNews(history.settle(), false);
    };
    let timer = setTimeout(settle, SETTLE_MS);
    try {
      const stream = measuredClient(onCall).chatStream(
        {},
        {
          signal: leaving.signal,
          onHeader: (headers) =>
            onNews(history.meet(headers.get("chat-server") ?? undefined), true),
        },
      );
      for await (const note of stream) {
        if (!settled) {
          onState("connected");
          clearTimeout(timer);
          timer = setTimeout(settle, SETTLE_MS);
        }
        onNews(history.take(note), !settled && performance.now() < end);
      }
    } catch (error) {
      // However it ended, the next thing to do is to try again.
      if (ConnectError.from(error).code === Code.ResourceExhausted) failed = "crowded";
    }
    clearTimeout(timer);
    removeEventListener("offline", leave);
    onState(navigator.onLine ? failed : "offline");
    await beforeNextTry();
  }
}

/** Waits some seconds, and not longer than until the browser is online again. */
function beforeNextTry(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    // Offline there is nothing to try: the browser says when there is.
    const timer = navigator.onLine ? setTimeout(done, RETRY_S * 1000) : undefined;
    addEventListener("online", done);
  });
}
