// npm run slides:check — are the slides right: minutes, notes, languages, links, and do they fit?
import { installExtras } from "../../scripts/ground/extras.ts";
import { say } from "../../steps/kit/say.ts";
import { SlideError } from "../lib/problem.ts";

try {
  await installExtras("slides");
  // After the installation: this imports what it installs.
  const { check } = await import("../lib/check.ts");
  process.exitCode = (await check()) ? 0 : 1;
} catch (error) {
  console.error((error as Error).message);
  if (error instanceof SlideError) {
    process.exitCode = 1;
  } else {
    console.error(say("The slides could not be checked.", "スライドを検査できませんでした。"));
    process.exitCode = 2;
  }
}
