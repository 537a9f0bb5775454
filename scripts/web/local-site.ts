import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { LOOPBACK, withPort } from "../ground/address.ts";
import { listenFrom } from "../ground/port.ts";
import type { Page } from "./bundle.ts";
import { identityOf, LIMITS, refusal, refuse } from "./limits.ts";
import { editorUrl } from "./proxied.ts";
import { HEADERS, sendPage } from "./send-page.ts";

/** A page that this machine alone reaches, where it runs. */
export interface LocalSite {
  url: string;
  close(): void;
}

/**
 * Serves a page to this machine alone, and to the proxy of an editor in the cloud.
 *
 * @param port the first to try; the next free one is taken
 * @param answers how requests for something else than the page's files are answered, by their path
 */
export async function startLocalSite(
  page: Page,
  port: number,
  answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void>,
): Promise<LocalSite> {
  let identity = identityOf(LOOPBACK, port);
  const server = createServer((request, response) => {
    const reason = refusal(request, identity, LIMITS);
    if (reason) return refuse(response, reason);
    const path = request.url?.split("?", 1)[0] ?? "";
    const answer = Object.hasOwn(answers, path) ? answers[path]! : undefined;
    if (answer) answer(request, response);
    else sendPage(page, request, response);
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

/** Begins to answer with events, of which the first is told once. */
export function beginEvents(response: ServerResponse, name: string, first: object): void {
  response.writeHead(200, { ...HEADERS, "content-type": "text/event-stream" });
  tellEvent(response, name, first);
}

/** Tells an event of another name than the usual one. */
export function tellEvent(response: ServerResponse, name: string, told: object): void {
  response.write(`event: ${name}\ndata: ${JSON.stringify(told)}\n\n`);
}
