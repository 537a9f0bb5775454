/** How many connections to one site browsers open over HTTP/1.1. */
const MOST = 6;
/** What each page of the chat holds, so that the others can count it; a browser frees it with the page. */
const LOCK = "chat stream";
const LOOK_MS = 1000;

/**
 * Takes part in counting the pages of this chat in this browser: each keeps a connection for its
 * stream. Where they share one, over HTTP/2, and where they cannot know of each other, nothing is
 * told.
 *
 * @param onFull told when they have come to need every connection, and when no longer
 */
export function countConnections(onFull: (isFull: boolean) => void): void {
  const [page] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  // Locks are only for pages whose connection is safe, be it that it does not leave the machine.
  if (!page?.nextHopProtocol.startsWith("http/1") || !isSecureContext) return;
  void navigator.locks.request(LOCK, { mode: "shared" }, () => new Promise(() => {}));
  let wasFull = false;
  setInterval(async () => {
    const { held = [] } = await navigator.locks.query();
    const isFull = held.filter(({ name }) => name === LOCK).length >= MOST;
    if (isFull !== wasFull) onFull(isFull);
    wasFull = isFull;
  }, LOOK_MS);
}
