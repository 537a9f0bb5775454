import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Where a Chromium or a Chrome is on this machine; undefined if there is none. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const onPath = (env.PATH ?? "").split(delimiter).filter(Boolean);
  const places = [
    env.CHROME_PATH,
    ...onPath.flatMap((folder) => NAMES.map((name) => join(folder, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ...[env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].map(
      (folder) => folder && join(folder, "Google", "Chrome", "Application", "chrome.exe"),
    ),
  ];
  return places.find((place) => place && existsSync(place));
}

/** What Chromium is started with: nothing that talks to anybody but the page. */
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
