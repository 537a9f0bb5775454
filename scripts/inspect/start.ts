import { join } from "node:path";
import { INSPECT_PORT, LOOPBACK, withPort } from "../ground/address.ts";
import { ROOT } from "../ground/paths.ts";
import { bundle } from "../web/bundle.ts";
import { followContract, PROTOS } from "./contract.ts";
import { type Place, startProxy } from "./proxy.ts";
import { Session } from "./session.ts";
import { startInspectSite } from "./site.ts";

/** A proxy with its page. */
export interface Inspection {
  /** Where clients connect. */
  address: string;
  port: number;
  /** Where the page is. */
  url: string;
  close(): void;
}

/**
 * Starts a proxy before a server, and the page that shows what passes.
 *
 * @param protos the folder of the contracts by which messages are read
 * @throws (rejects) where the proxy cannot listen
 */
export async function startInspection({
  to,
  listen = { host: LOOPBACK, port: 0 },
  protos = PROTOS,
  pagePort = INSPECT_PORT,
}: {
  to: Place;
  listen?: Place;
  protos?: string;
  pagePort?: number;
}): Promise<Inspection> {
  const session = new Session();
  const proxy = await startProxy(listen, to, session);
  const address = withPort(listen.host, proxy.port);
  const page = await bundle(join(import.meta.dirname, "page"), ROOT);
  const places = { from: address, to: withPort(to.host, to.port) };
  const site = await startInspectSite(page, session, places, pagePort);
  const unfollow = await followContract(protos, (contract) => site.readBy(contract));
  return {
    address,
    port: proxy.port,
    url: site.url,
    close: () => {
      unfollow();
      site.close();
      proxy.close();
    },
  };
}
