// npm run slides:build — both decks as HTML, and as PDF where a Chromium is found.
import { installExtras } from "../../scripts/ground/extras.ts";
import { Stop } from "../../scripts/ground/stop.ts";
import { readArguments } from "../../scripts/terminal/arguments.ts";
import { run } from "../../scripts/terminal/command.ts";
import { say } from "../../steps/kit/say.ts";
import { readPlan } from "../lib/plans.ts";

await run(async () => {
  const { values } = readArguments("slides:build", {
    flags: { plan: { type: "string" } },
    example: "--plan 60",
  });
  const plan = readPlan(values.plan);
  await installExtras("slides");
  // After the installation: this imports what it installs.
  const { build } = await import("../lib/build.ts");
  await build(plan).catch((error: Error) => {
    const outcome = say("The slides were not built.", "スライドを生成できませんでした。");
    throw new Stop(`${error.message}\n${outcome}`, 1);
  });
  return 0;
});
