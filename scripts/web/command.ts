import { ROOT } from "../ground/paths.ts";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { readArguments } from "../terminal/arguments.ts";
import { forOthers } from "../terminal/others.ts";
import { LOOPBACK, readHost, readPort, withPort } from "../ground/address.ts";
import { freePort, isRefusedPort } from "../ground/port.ts";
import { findSteps, runnableOf } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { colour } from "../terminal/style.ts";
import { startInspection } from "../inspect/start.ts";
import { messages } from "../messages/index.ts";
import { bundle } from "./bundle.ts";
import { openBrowser } from "./open-browser.ts";
import { readUrl } from "./proxied.ts";
import { type Parts, startSite } from "./site.ts";

const text = messages.web;
const DEFAULT_PORT = "8080";

/** The folder of the page, beside the gateway's. */
export function pageFolder(): string {
  return join(ROOT, dirname(runnableOf("web", findSteps()).file), "page");
}

/** What the command line of a site asks for. */
export interface SiteSettings {
  /** The npm script that this is, for messages. */
  script: "web" | "demo";
  port: number;
  host: string;
  shownAt: URL | undefined;
  open: boolean;
  /** Whether what gateway and server say to each other is shown. */
  inspect: boolean;
}

/**
 * Reads the command line of a site.
 *
 * @throws Stop that says what is wrong with it
 */
export function readSettings(script: SiteSettings["script"]): SiteSettings {
  const { values } = readArguments(script, {
    flags: {
      port: { type: "string", default: DEFAULT_PORT },
      host: { type: "string", default: LOOPBACK },
      url: { type: "string" },
      open: { type: "boolean", default: false },
      inspect: { type: "boolean", default: false },
    },
    example: "--port 8081 --open",
  });
  const { port, host, url, open, inspect } = values;
  const shownAt = url === undefined ? undefined : readUrl(url);
  return { script, port: readPort(port), host: readHost(host), shownAt, open, inspect };
}

/**
 * Runs a site until Ctrl-C.
 *
 * @param parts the server and the gateway
 * @param tree the tree whose generated code the page is bundled with
 * @returns the exit code
 */
export async function runSite(
  { serve, createGateway }: Pick<Parts, "serve" | "createGateway">,
  tree: string,
  { script, port, host, shownAt, open, inspect }: SiteSettings,
): Promise<number> {
  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);

  const page = await bundle(pageFolder(), join(tree, "gen"));
  const inspected = inspect ? inspectedBehind(serve, join(tree, "proto")) : undefined;
  const parts = { serve: inspected?.serve ?? serve, createGateway, page };
  const site = await startSite(parts, { port, host, shownAt }).catch(async (error: Error) => {
    if (!isRefusedPort(error)) throw new Stop(text.cannotListenAt(host, error.message), 1);
    const command = `npm run ${script} -- --port ${await freePort(port, host)}`;
    throw new Stop(text.cannotListen(error.message, command), 1);
  });
  const url = site.shownAt ?? site.url;
  console.log(colour.bold(text.listening(url)));
  console.log(text.terminal(`npm run chat -- --name alice --address ${site.grpcAddress}`));
  const others = forOthers(host, (at) => `http://${withPort(at, site.port)}/`);
  if (others) console.log(others);
  if (inspected) console.log(messages.inspect.page(inspected.url()));
  if (open) openBrowser(url);

  await interrupted;
  await site.close();
  console.log(`\n${text.stopped}`);
  return 0;
}

/** A server with a proxy before it, which everybody reaches it through. */
function inspectedBehind(serve: Parts["serve"], protos: string) {
  let url = "";
  return {
    url: () => url,
    serve: async (address: string) => {
      const chat = await serve(address);
      const inspection = await startInspection({ to: { host: LOOPBACK, port: chat.port }, protos });
      url = inspection.url;
      const close = async () => {
        await chat.close();
        inspection.close();
      };
      return { port: inspection.port, close };
    },
  };
}
