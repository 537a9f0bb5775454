// npm run usb -- FOLDER — makes a folder, for a USB stick, from which the course is installed without a network.
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { readPlatforms, USUAL } from "../usb/platforms.ts";
import { makeStick } from "../usb/stick.ts";

const text = messages.usb;

await run(async () => {
  const { values, positionals } = readArguments("usb", {
    words: ["FOLDER"],
    flags: { platform: { type: "string", value: "LIST", default: USUAL } },
    example: "../workshop-usb --platform win32-x64,darwin-arm64",
  });
  const [given] = positionals;
  if (given === undefined) throw new Stop(text.whichFolder);
  const platforms = readPlatforms(values.platform);
  const folder = resolve(given);
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Stop(text.notEmpty(folder));
  await makeStick(folder, platforms, (doing) => console.log(doing));
  console.log(text.done(folder));
  return 0;
});
