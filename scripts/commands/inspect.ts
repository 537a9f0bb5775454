// npm run inspect — what goes over the wire between a gRPC client and a server, as it happens.
import { once } from "node:events";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { forOthers } from "../terminal/others.ts";
import { colour, isPlain } from "../terminal/style.ts";
import {
  CHAT_PORT,
  INSPECT_PORT,
  isLoopback,
  LOOPBACK,
  nearOf,
  placeOf,
  readAddress,
  readHost,
  readPort,
  withPort,
} from "../ground/address.ts";
import { freePort, isRefusedPort } from "../ground/port.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { openBrowser } from "../web/open-browser.ts";

const text = messages.inspect;

await run(async () => {
  const { values } = readArguments("inspect", {
    flags: {
      listen: { type: "string", value: "HOST:PORT", default: withPort(LOOPBACK, CHAT_PORT - 1) },
      to: { type: "string", value: "HOST:PORT", default: withPort(LOOPBACK, CHAT_PORT) },
      port: { type: "string", default: String(INSPECT_PORT) },
      open: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
    oneOf: ["open", "json"],
    example: "--open",
  });
  const [from, to] = [readAddress(values.listen, "listen"), readAddress(values.to, "to")];
  const { port, host: given } = placeOf(from);
  const host = readHost(given);
  const pagePort = readPort(values.port);
  const server = placeOf(to);
  const isHere = server.host === host || [server.host, nearOf(host)].every(isLoopback);
  if (server.port === port && isHere) throw new Stop(text.circle(from));

  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  const isPrinted = isPlain || values.json;
  // Only what is needed: the page brings a bundler.
  const start = isPrinted
    ? (await import("../inspect/print.ts")).printEvents
    : (await import("../inspect/start.ts")).startInspection;
  const parts = { listen: { host, port }, to: server, pagePort, isJson: values.json };
  const inspection = await start(parts).catch(async (error: Error) => {
    if (!isRefusedPort(error)) throw new Stop(text.cannotListenAt(from, error.message), 1);
    const free = withPort(host, await freePort(port + 1, host));
    const command = `npm run inspect -- --listen ${free}`;
    throw new Stop(text.cannotListen(from, error.message, command), 1);
  });
  // What is printed of the wire may be for a program: this is not.
  console.error(colour.bold(text.listening(from, to)));
  if (inspection.url) console.error(text.page(inspection.url));
  const command = (at: string) => `npm run chat -- --name alice --address ${withPort(at, port)}`;
  console.error(text.next(command(nearOf(host))));
  const others = forOthers(host, command);
  if (others) console.error(others);
  if (values.open && inspection.url) openBrowser(inspection.url);

  await interrupted;
  inspection.close();
  console.error(`\n${text.stopped}`);
  return 0;
});
