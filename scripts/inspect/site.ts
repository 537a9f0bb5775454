import type { ServerResponse } from "node:http";
import type { Page } from "../web/bundle.ts";
import { beginEvents, type LocalSite, startLocalSite } from "../web/local-site.ts";
import { follow } from "./follow.ts";
import type { Greeting } from "./greeting.ts";
import type { Session } from "./session.ts";

/**
 * Serves the page of a session, to this machine alone, and tells it what happens as it happens.
 *
 * @param port the first to try; the next free one is taken
 */
export function startInspectSite(
  page: Page,
  session: Session,
  greeting: Omit<Greeting, "started">,
  port: number,
): Promise<LocalSite> {
  const started = session.started.toISOString();
  return startLocalSite(page, port, {
    "/events": ({ headers }, response) => {
      // A page that was away for a while says what it had last.
      const [of = "", last = ""] = String(headers["last-event-id"]).split("#");
      const from = of === started ? Number(last) + 1 : 0;
      beginEvents(response, "greeting", { ...greeting, started });
      tellEvents(session, response, started, from > 0 ? from : 0);
    },
  });
}

function tellEvents(session: Session, response: ServerResponse, of: string, from: number): void {
  follow(session, response, {
    from,
    format: (event, index) => `id: ${of}#${index}\ndata: ${JSON.stringify(event)}\n\n`,
    skipped: (count) => `event: skipped\ndata: ${count}\n\n`,
  });
}
