// npm run site — the course as a static site: steps, talk, cheat sheet, bytes to try.
import { statSync } from "node:fs";
import { join, relative } from "node:path";
import { ROOT } from "../ground/paths.ts";
import { messages } from "../messages/index.ts";
import { buildSite, SITE } from "../site/build.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";

await run(async () => {
  readArguments("site", {});
  const files = await buildSite();
  const weight = files.reduce((sum, name) => sum + statSync(join(SITE, name)).size, 0);
  const folder = relative(ROOT, SITE).replaceAll("\\", "/");
  console.log(messages.site.written(`${folder}/index.html`, Math.ceil(weight / 1000)));
  if (!files.some((name) => name.includes("slides"))) console.log(messages.site.withoutSlides);
  return 0;
});
