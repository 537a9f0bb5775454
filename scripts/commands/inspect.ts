// npm run inspect — what goes over the wire between a gRPC client and a server, as it happens.
import { once } from "node:events";
import { join } from "node:path";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import {
  CHAT_PORT,
  isLoopback,
  LOOPBACK,
  placeOf,
  readAddress,
  readHost,
  withPort,
} from "../ground/address.ts";
import { ROOT } from "../ground/paths.ts";
import { freePort } from "../ground/port.ts";
import { Stop } from "../ground/stop.ts";
import { Calls, NO_CONTRACT, type ServiceContract } from "../inspect/calls.ts";
import { readContract } from "../inspect/contract.ts";
import { follow } from "../inspect/follow.ts";
import { asJsonLine, asLines } from "../inspect/lines.ts";
import { startProxy } from "../inspect/proxy.ts";
import { Session } from "../inspect/session.ts";
import { messages } from "../messages/index.ts";

const text = messages.inspect;

await run(async () => {
  const { values } = readArguments("inspect", {
    flags: {
      listen: {
        type: "string",
        value: "HOST:PORT",
        default: withPort(LOOPBACK, CHAT_PORT - 1),
      },
      to: { type: "string", value: "HOST:PORT", default: withPort(LOOPBACK, CHAT_PORT) },
      json: { type: "boolean", default: false },
    },
    example: "--to 127.0.0.1:50051",
  });
  const [from, to] = [readAddress(values.listen, "listen"), readAddress(values.to, "to")];
  const { port, host: given } = placeOf(from);
  const listen = { port, host: readHost(given) };
  if (from === to) throw new Stop(text.circle(from));

  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  const contract = contractIn(join(ROOT, "proto"));
  const session = new Session();
  const proxy = await startProxy(listen, placeOf(to), session).catch(async (error: Error) => {
    const free = withPort(listen.host, await freePort(listen.port + 1, listen.host));
    const command = `npm run inspect -- --listen ${free}`;
    throw new Stop(text.cannotListen(from, error.message, command), 1);
  });
  // What is said of the command itself is no part of what a program reads.
  console.error(text.listening(from, to));
  console.error(text.next(`npm run chat -- --name alice --address ${from}`));
  if (!isLoopback(listen.host)) console.error(text.notAlone(listen.host));

  const calls = new Calls(contract);
  follow(session, process.stdout, {
    format: (event) => {
      const seen = calls.add(event);
      return values.json ? asJsonLine(seen, contract) : asLines(seen, contract, text.frames);
    },
    skipped: (count) =>
      values.json ? `${JSON.stringify({ skipped: count })}\n` : `${text.frames.skipped(count)}\n`,
  });
  await interrupted;
  proxy.close();
  console.error(`\n${text.stopped}`);
  return 0;
});

/** The learner's contract; where it cannot be read, all is shown without one. */
function contractIn(folder: string): ServiceContract {
  try {
    return readContract(folder);
  } catch (error) {
    console.error(text.noContract("proto/", (error as Error).message, "npm run codegen"));
    return NO_CONTRACT;
  }
}
