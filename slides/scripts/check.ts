// npm run slides:check — are the slides right: minutes, notes, languages, links, and do they fit?
import { say } from "../../steps/kit/say.ts";
import { installIfMissing } from "../lib/install.ts";
import { SlideError } from "../lib/problem.ts";

try {
  installIfMissing();
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
