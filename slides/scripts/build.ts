// npm run slides:build — both decks as HTML, and as PDF where a Chromium is found.
import { installExtras } from "../../scripts/ground/extras.ts";
import { say } from "../../steps/kit/say.ts";

try {
  await installExtras("slides");
  // After the installation: this imports what it installs.
  const { build } = await import("../lib/build.ts");
  await build();
} catch (error) {
  console.error((error as Error).message);
  console.error(say("The slides were not built.", "スライドを生成できませんでした。"));
  process.exitCode = 1;
}
