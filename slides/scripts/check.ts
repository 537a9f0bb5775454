// npm run slides:check — are the slides right: minutes, notes, languages, links, and do they fit?
import { installExtras } from "../../scripts/ground/extras.ts";
import { Stop } from "../../scripts/ground/stop.ts";
import { readArguments } from "../../scripts/terminal/arguments.ts";
import { run } from "../../scripts/terminal/command.ts";
import { say } from "../../steps/kit/say.ts";
import { SlideError } from "../lib/problem.ts";

await run(async () => {
  readArguments("slides:check", {});
  await installExtras("slides");
  // After the installation: this imports what it installs.
  const { check } = await import("../lib/check.ts");
  const isRight = await check().catch((error: Error) => {
    if (error instanceof SlideError) throw new Stop(error.message, 1);
    const outcome = say("The slides could not be checked.", "スライドを検査できませんでした。");
    throw new Stop(`${error.message}\n${outcome}`);
  });
  return isRight ? 0 : 1;
});
