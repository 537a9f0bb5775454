// node --import tsx slides/scripts/pictures.ts — every slide as a picture, to look at each.
import { findBrowser, openBrowser } from "../../scripts/ground/browser.ts";
import { installExtras } from "../../scripts/ground/extras.ts";

await installExtras("slides");
// After the installation: these import what it installs.
const { LANGUAGES } = await import("../lib/paths.ts");
const { takePictures } = await import("../lib/pictures.ts");

const chromium = findBrowser();
if (!chromium) throw new Error("No Chromium was found; CHROME_PATH names one.");
const browser = await openBrowser(chromium);
for (const language of LANGUAGES) {
  for (const scheme of ["light", "dark"] as const) await takePictures(browser, language, scheme);
}
await browser.close();
console.log("✔ slides/dist/pictures/");
