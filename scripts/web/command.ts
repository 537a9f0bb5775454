import { ROOT } from "../ground/paths.ts";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { readArguments } from "../terminal/command.ts";
import { findSteps, runnableOf } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { colour } from "../terminal/style.ts";
import { messages } from "../messages/index.ts";
import { bundle } from "./bundle.ts";
import { type Parts, startSite } from "./site.ts";

const text = messages.web;
const DEFAULT_PORT = "8080";

/** The folder of the page, beside the gateway's. */
export function pageFolder(): string {
  return join(ROOT, dirname(runnableOf("web", findSteps()).file), "page");
}

/**
 * Runs a site until Ctrl-C.
 *
 * @param parts the server and the gateway
 * @param tree the tree whose generated code the page is bundled with
 * @param command the npm script that this is, for messages
 * @returns the exit code
 */
export async function runSite(
  { serve, createGateway }: Pick<Parts, "serve" | "createGateway">,
  tree: string,
  command: string,
): Promise<number> {
  const { values } = readArguments({
    port: { type: "string", default: DEFAULT_PORT },
    host: { type: "string" },
    open: { type: "boolean" },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new Stop(text.badPort(values.port), 1);
  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);

  const page = await bundle(pageFolder(), join(tree, "gen"));
  const where = values.host === undefined ? { port } : { port, host: values.host };
  const site = await startSite({ serve, createGateway, page }, where).catch((error: Error) => {
    throw new Stop(
      text.cannotListen(error.message, `npm run ${command} -- --port ${port + 100}`),
      1,
    );
  });
  console.log(colour.bold(text.listening(site.url)));
  console.log(text.terminal(`npm run chat -- --name alice --address ${site.grpcAddress}`));
  if (values.host !== undefined) console.log(text.notAlone(values.host));
  if (values.open) openBrowser(site.url);

  await interrupted;
  await site.close();
  console.log(`\n${text.stopped}`);
  return 0;
}

/** Shows an address in the browser of the system, where it has one. */
function openBrowser(url: string): void {
  const [program, ...args] =
    process.platform === "darwin"
      ? ["open", url]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler", url]
        : ["xdg-open", url];
  const browser = spawn(program!, args, { stdio: "ignore", detached: true });
  browser.on("error", () => console.log(text.noBrowser(url)));
  browser.unref();
}
