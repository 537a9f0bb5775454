import { createServer, type ServerResponse } from "node:http";
import { LOOPBACK, withPort } from "../ground/address.ts";
import { listenFrom } from "../ground/port.ts";
import type { Page } from "../web/bundle.ts";
import { identityOf, LIMITS, refusal, refuse } from "../web/limits.ts";
import { editorUrl } from "../web/proxied.ts";
import { HEADERS, sendPage } from "../web/send-page.ts";
import { follow } from "./follow.ts";
import type { Greeting } from "./greeting.ts";
import type { Session } from "./session.ts";

/** The page of a session, where it runs. */
export interface InspectSite {
  url: string;
  close(): void;
}

/**
 * Serves the page of a session, to this machine alone, and tells it what happens as it happens.
 *
 * @param port the first to try; the next free one is taken
 */
export async function startInspectSite(
  page: Page,
  session: Session,
  greeting: Omit<Greeting, "started">,
  port: number,
): Promise<InspectSite> {
  const started = session.started.toISOString();
  let identity = identityOf(LOOPBACK, port);
  const server = createServer((request, response) => {
    const reason = refusal(request, identity, LIMITS);
    if (reason) return refuse(response, reason);
    if (request.url !== "/events") return sendPage(page, request, response);
    // A page that was away for a while says what it had last.
    const [of = "", last = ""] = String(request.headers["last-event-id"]).split("#");
    const from = of === started ? Number(last) + 1 : 0;
    response.writeHead(200, { ...HEADERS, "content-type": "text/event-stream" });
    response.write(`event: greeting\ndata: ${JSON.stringify({ ...greeting, started })}\n\n`);
    tellEvents(session, response, started, from > 0 ? from : 0);
  });
  const bound = await listenFrom(server, port, LOOPBACK);
  const shown = editorUrl(bound);
  identity = identityOf(LOOPBACK, bound, shown);
  return {
    url: shown?.href ?? `http://${withPort(LOOPBACK, bound)}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
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
