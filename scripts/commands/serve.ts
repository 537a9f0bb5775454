// npm run server — a step's server: the learner's own where it passes, else the solution. The first
// argument, which package.json gives, is the npm script, under which a step's front matter names it.
import { once } from "node:events";
import type { RunningServer } from "../../solutions/03-server/server.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { forOthers } from "../terminal/others.ts";
import { loadRunnable } from "../judging/runnable.ts";
import { Stop } from "../ground/stop.ts";
import { colour } from "../terminal/style.ts";
import { CHAT_PORT, LOOPBACK, nearOf, readHost, readPort, withPort } from "../ground/address.ts";
import { freePort } from "../ground/port.ts";
import { messages } from "../messages/index.ts";

const text = messages.server;

interface ServerModule {
  serve(address: string): Promise<RunningServer>;
}

await run(async () => {
  const [script = ""] = process.argv.splice(2, 1);
  const { values } = readArguments("server", {
    flags: {
      port: { type: "string", default: String(CHAT_PORT) },
      host: { type: "string", default: LOOPBACK },
    },
    example: "--port 50052",
  });
  const host = readHost(values.host);
  const port = readPort(values.port);

  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  const { serve } = await loadRunnable<ServerModule>(script);
  const server = await serve(withPort(host, port)).catch(async (error: Error) => {
    const command = `npm run ${script} -- --port ${await freePort(port + 1, host)}`;
    throw new Stop(text.cannotListen(port, error.message, command), 1);
  });
  const address = withPort(host, server.port);
  const near = withPort(nearOf(host), server.port);
  const isDefault = near === withPort(LOOPBACK, CHAT_PORT);
  console.log(colour.bold(text.listening(address)));
  console.log(text.next(`npm run chat -- --name alice${isDefault ? "" : ` --address ${near}`}`));
  const others = forOthers(
    host,
    (at) => `npm run chat -- --name bob --address ${withPort(at, server.port)}`,
  );
  if (others) console.log(others);

  await interrupted;
  await server.close();
  console.log(`\n${text.stopped}`);
  return 0;
});
