// npm run bench — measures what the course claims about speed and size, and draws it in bench/results/.
import { run } from "../scripts/terminal/command.ts";
import { installExtras } from "../scripts/ground/extras.ts";
import { readOptions } from "./lib/options.ts";

await run(async () => {
  const options = readOptions();
  await installExtras("bench");
  // After the installation: this imports what it installs.
  const { measure } = await import("./lib/measure.ts");
  return measure(options);
});
