import type { Writable } from "node:stream";
import type { WireEvent } from "./events.ts";
import type { Session } from "./session.ts";

/**
 * Writes what happens in a session to whoever reads it, from its beginning and then as it happens. Who
 * reads slowly is never waited for: what the session has forgotten by then is skipped, and counted.
 *
 * @returns a function that ends it
 */
export function follow(
  session: Session,
  reader: Writable,
  {
    from = session.first,
    format,
    skipped,
  }: {
    /** The event to begin with. */
    from?: number;
    format(event: WireEvent, index: number): string;
    skipped(count: number): string;
  },
): () => void {
  let next = Math.min(from, session.end);
  const write = () => {
    if (next < session.first) {
      reader.write(skipped(session.first - next));
      next = session.first;
    }
    for (; next < session.end && !reader.writableNeedDrain; next += 1) {
      reader.write(format(session.at(next), next));
    }
  };
  reader.on("drain", write);
  const unlisten = session.listen(write);
  const stop = () => {
    unlisten();
    reader.off("drain", write);
  };
  reader.once("close", stop);
  write();
  return stop;
}
