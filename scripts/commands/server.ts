// npm run server — the chat server: the learner's own where it passes, else the solution.
import { once } from "node:events";
import type { RunningServer } from "../../solutions/03-server/server.ts";
import { readArguments, run } from "../terminal/command.ts";
import { loadRunnable } from "../judging/runnable.ts";
import { Stop } from "../ground/stop.ts";
import { colour } from "../terminal/style.ts";
import { messages } from "../messages/index.ts";

const text = messages.server;
const HOST = "127.0.0.1";
const DEFAULT_PORT = "50051";

interface ServerModule {
  serve(address: string): Promise<RunningServer>;
}

await run(async () => {
  const { values } = readArguments({ port: { type: "string", default: DEFAULT_PORT } });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) throw new Stop(text.badPort(values.port), 1);

  const interrupted = Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  const { serve } = await loadRunnable<ServerModule>("server");
  const server = await serve(`${HOST}:${port}`).catch((error: Error) => {
    const command = `npm run server -- --port ${port + 1}`;
    throw new Stop(text.cannotListen(port, error.message, command), 1);
  });
  const address = `${HOST}:${server.port}`;
  const elsewhere = String(server.port) === DEFAULT_PORT ? "" : ` --address ${address}`;
  console.log(colour.bold(text.listening(address)));
  console.log(text.next(`npm run chat -- --name alice${elsewhere}`));

  await interrupted;
  await server.close();
  console.log(`\n${text.stopped}`);
  return 0;
});
