import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { connectNodeAdapter } from "@connectrpc/connect-node";
import { knowGoneBrowser } from "../../steps/kit/gone-browser.ts";
import "../../steps/kit/loopback.ts";
import type { RunningServer } from "../../solutions/03-server/server.ts";
import type { Gateway } from "../../solutions/05-web/gateway.ts";
import { LOOPBACK, nearOf, withPort } from "../ground/address.ts";
import { limitConnections } from "../ground/per-address.ts";
import { listenFrom } from "../ground/port.ts";
import { fileOf, type Page } from "./bundle.ts";
import { invitationsTo } from "./invitation.ts";
import {
  identityOf,
  limitNotes,
  limitStreams,
  type Limits,
  LIMITS,
  refusal,
  refuse,
  requireUtf8,
  visitorOf,
} from "./limits.ts";
import { editorUrl } from "./proxied.ts";
import { sendPage } from "./send-page.ts";

/** The longest that a page may wait for an answer: a timer of Node's takes no more, and fires at once. */
const MOST_WAITING = 2 ** 31 - 1;

/** What a site is made of. */
export interface Parts {
  serve(address: string): Promise<RunningServer>;
  createGateway(address: string): Gateway;
  page: Page;
}

/** A web chat that runs. */
export interface Site {
  /** Where a browser of this machine finds it. */
  url: string;
  port: number;
  /** Where a proxy shows it, as that of a cloud editor does. */
  shownAt?: string | undefined;
  /** Where a gRPC client finds the chat server behind it. */
  grpcAddress: string;
  close(): Promise<void>;
}

/**
 * Starts chat server, gateway and page in this process.
 *
 * @param where.port the first port to try; the next free one is taken. 0 takes any
 * @param where.host the address to listen on; this machine alone unless another is named
 * @param where.shownAt where a proxy shows it; by default that of a cloud editor, where this is one
 */
export async function startSite(
  { serve, createGateway, page }: Parts,
  {
    port,
    host = LOOPBACK,
    shownAt,
    limits = LIMITS,
  }: { port: number; host?: string; shownAt?: URL | undefined; limits?: Limits },
): Promise<Site> {
  const chat = await serve(`${LOOPBACK}:0`);
  const grpcAddress = `${LOOPBACK}:${chat.port}`;
  const gateway = createGateway(grpcAddress);
  const rpc = connectNodeAdapter({
    routes: (router) => gateway.routes(router),
    readMaxBytes: limits.messageBytes,
    maxTimeoutMs: MOST_WAITING,
    contextValues: visitorOf,
    interceptors: [limitNotes(limits.notes), limitStreams(limits.streams, limits.connections)],
  });
  // After a restart it is another: so a page knows that the notes it had are gone.
  const id = randomUUID();
  let identity = identityOf(host, port);
  let files = page;
  const patience = {
    requestTimeout: limits.requestMs,
    // By default Node looks only twice a minute.
    connectionsCheckingInterval: limits.requestMs / 10,
  };
  const server = createServer(patience, (request, response) => {
    const reason = refusal(request, identity, limits);
    if (reason) return refuse(response, reason);
    response.setHeader("chat-server", id);
    if (request.method !== "POST") return sendPage(files, request, response);
    requireUtf8(request);
    knowGoneBrowser(response);
    rpc(request, response);
  });
  limitConnections(server, limits.connections);
  const bound = await listenFrom(server, port, host).catch(async (error) => {
    await chat.close();
    throw error;
  });
  const shown = shownAt ?? editorUrl(bound);
  identity = identityOf(host, bound, shown);
  const invitations = Buffer.from(JSON.stringify(invitationsTo(host, bound, shown)));
  files = new Map([...page, ["/invitation.json", fileOf("json", invitations)]]);
  return {
    url: `http://${withPort(nearOf(host), bound)}/`,
    port: bound,
    shownAt: shown?.href,
    grpcAddress,
    close: async () => {
      server.close();
      // The chat ends its streams, and so the pages hear of it; then the rest is cut.
      await chat.close();
      server.closeAllConnections();
      gateway.close();
    },
  };
}
