// npm run picture — films the demo for the READMEs: two windows, and the bytes between them.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findBrowser, openBrowser } from "../ground/browser.ts";
import { ROOT } from "../ground/paths.ts";
import { Stop } from "../ground/stop.ts";
import { referenceTree } from "../judging/runnable.ts";
import { messages } from "../messages/index.ts";
import { encode } from "../picture/encode.ts";
import { film } from "../picture/film.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { finishedParts } from "../web/finished.ts";
import { startSite } from "../web/site.ts";

const FOLDER = ".github/pictures";

await run(async () => {
  readArguments("picture", {});
  const chromium = findBrowser();
  if (!chromium) throw new Stop(messages.site.noBrowser);
  const parts = await finishedParts();
  const tree = await referenceTree();
  const browser = await openBrowser(chromium);
  mkdirSync(join(ROOT, FOLDER), { recursive: true });
  for (const language of ["en", "ja"] as const) {
    for (const scheme of ["light", "dark"] as const) {
      // A chat of its own for each, with nothing said yet.
      const site = await startSite(parts, { port: 0 });
      const frames = await film(browser, { url: site.url, tree, language, scheme });
      await site.close();
      const pictures = { "": frames, "-still": frames.slice(-1) };
      for (const [suffix, shown] of Object.entries(pictures)) {
        const path = `${FOLDER}/chat-${language}-${scheme}${suffix}.png`;
        const png = encode(shown);
        writeFileSync(join(ROOT, path), png);
        console.log(messages.site.written(path, Math.ceil(png.length / 1000)));
      }
    }
  }
  await browser.close();
  return 0;
});
