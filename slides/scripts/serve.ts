// npm run slides — serves the decks on this machine, with presenter notes.
import { once } from "node:events";
import { LOOPBACK, readPort, withPort } from "../../scripts/ground/address.ts";
import { installExtras } from "../../scripts/ground/extras.ts";
import { freePort, isRefusedPort } from "../../scripts/ground/port.ts";
import { Stop } from "../../scripts/ground/stop.ts";
import { readArguments } from "../../scripts/terminal/arguments.ts";
import { run } from "../../scripts/terminal/command.ts";
import { languageOf, say } from "../../steps/kit/say.ts";
import { readPlan } from "../lib/plans.ts";

/** Not that of the web chat, which the talk shows beside the slides. */
const DEFAULT_PORT = "8090";

await run(async () => {
  const { values } = readArguments("slides", {
    flags: { port: { type: "string", default: DEFAULT_PORT }, plan: { type: "string" } },
    example: "--plan 60",
  });
  const port = readPort(values.port);
  const plan = readPlan(values.plan);
  await installExtras("slides");
  // After the installation: this imports what it installs.
  const { serveDecks } = await import("../lib/serve.ts");
  const server = await serveDecks(port, plan).catch(async (error: Error) => {
    if (!isRefusedPort(error)) throw error;
    const command = `npm run slides -- --port ${await freePort(port + 1)}`;
    throw new Stop(
      say(
        `Port ${port} is taken or cannot be used: ${command}`,
        `ポート${port}は使用中か、使えません：${command}`,
      ),
    );
  });
  const here = `http://${withPort(LOOPBACK, server.port)}`;
  console.log(say(`English   ${here}/en.html`, `英語    ${here}/en.html`));
  console.log(say(`Japanese  ${here}/ja.html`, `日本語  ${here}/ja.html`));
  console.log(
    say(
      `Opening ${here}/ takes you to ${languageOf()}.html. Press p for the notes, f to fill the screen; Ctrl+C stops.`,
      `${here}/ を開くと ${languageOf()}.html に移ります。p でノート、f で全画面、Ctrl+C で終了。`,
    ),
  );
  await once(process, "SIGINT");
  server.close();
  return 0;
});
