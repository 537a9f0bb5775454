// npm run slides — serves the decks on this machine, with presenter notes.
import { parseArgs } from "node:util";
import { installExtras } from "../../scripts/ground/extras.ts";
import { languageOf, say } from "../../steps/kit/say.ts";

const DEFAULT_PORT = "8080";

try {
  const { values } = parseArgs({ options: { port: { type: "string", default: DEFAULT_PORT } } });
  await installExtras("slides");
  // After the installation: this imports what it installs.
  const { serveDecks } = await import("../lib/serve.ts");
  const server = await serveDecks(Number(values.port));
  const here = `http://127.0.0.1:${server.port}`;
  console.log(say(`English   ${here}/en.html`, `英語    ${here}/en.html`));
  console.log(say(`Japanese  ${here}/ja.html`, `日本語  ${here}/ja.html`));
  console.log(
    say(
      `Opening ${here}/ takes you to ${languageOf()}.html. Press p for the notes, f to fill the screen; Ctrl+C stops.`,
      `${here}/ を開くと ${languageOf()}.html に移ります。p でノート、f で全画面、Ctrl+C で終了。`,
    ),
  );
  process.once("SIGINT", () => {
    server.close();
    process.exit(0);
  });
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  const taken = say(
    "The port is taken: npm run slides -- --port 8081",
    "ポートが使われています：npm run slides -- --port 8081",
  );
  console.error(code === "EADDRINUSE" ? taken : message);
  process.exitCode = 2;
}
