import type { ServerResponse } from "node:http";
import type { Page } from "../web/bundle.ts";
import { beginEvents, type LocalSite, startLocalSite, tellEvent } from "../web/local-site.ts";
import { NO_CONTRACT, type ServiceContract } from "./calls.ts";
import { follow } from "./follow.ts";
import type { Greeting } from "./greeting.ts";
import type { Session } from "./session.ts";

/** The site of a session. */
export interface InspectSite extends LocalSite {
  /** Has its pages read messages by another contract. */
  readBy(contract: ServiceContract): void;
}

/**
 * Serves the page of a session, to this machine alone, and tells it what happens as it happens.
 *
 * @param port the first to try; the next free one is taken
 */
export async function startInspectSite(
  page: Page,
  session: Session,
  places: Pick<Greeting, "from" | "to">,
  port: number,
): Promise<InspectSite> {
  const started = session.started.toISOString();
  let greeting: Greeting = { ...places, started, contract: NO_CONTRACT };
  const pages = new Set<ServerResponse>();
  const site = await startLocalSite(page, port, {
    "/events": ({ headers }, response) => {
      // A page that was away for a while says what it had last.
      const [of = "", last = ""] = String(headers["last-event-id"]).split("#");
      const from = of === started ? Number(last) + 1 : 0;
      beginEvents(response, "greeting", greeting);
      pages.add(response.once("close", () => pages.delete(response)));
      tellEvents(session, response, started, from > 0 ? from : 0);
    },
  });
  return {
    ...site,
    readBy: (contract) => {
      greeting = { ...greeting, contract };
      for (const each of pages) tellEvent(each, "greeting", greeting);
    },
  };
}

function tellEvents(session: Session, response: ServerResponse, of: string, from: number): void {
  follow(session, response, {
    from,
    format: (event, index) => `id: ${of}#${index}\ndata: ${JSON.stringify(event)}\n\n`,
    skipped: (count) => `event: skipped\ndata: ${count}\n\n`,
  });
}
