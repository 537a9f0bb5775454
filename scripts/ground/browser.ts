import { existsSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import type { Browser } from "playwright-core";

export type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** What the programs are called that Playwright's Chromium driver can steer. */
const PROGRAMS = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "msedge",
];

/**
 * Where a Chromium, a Chrome or an Edge is on this machine: where `CHROME_PATH` says, else on
 * `PATH`, else where the system's installers put it; undefined if there is none.
 */
export function findBrowser(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const ending = platform === "win32" ? ".exe" : "";
  const folders = (env.PATH ?? "").split(delimiter);
  if (platform === "linux") folders.push(...LINUX_FOLDERS);
  const places = [
    env.CHROME_PATH ?? "",
    ...folders
      .filter(Boolean)
      .flatMap((folder) => PROGRAMS.map((program) => join(folder, program + ending))),
    ...installedPlaces(env, platform),
  ];
  return places.find((place) => existsSync(place) && statSync(place).isFile());
}

/** Folders of programs that `PATH` may lack. */
const LINUX_FOLDERS = ["/usr/bin", "/usr/local/bin", "/snap/bin", "/opt/google/chrome"];

/** Where installers put a browser without adding it to `PATH`. */
function installedPlaces(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string[] {
  if (platform === "darwin") {
    return ["/Applications", join(homedir(), "Applications")].flatMap((folder) =>
      ["Google Chrome", "Chromium", "Microsoft Edge"].map((app) =>
        join(folder, `${app}.app`, "Contents", "MacOS", app),
      ),
    );
  }
  if (platform !== "win32") return [];
  return [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].flatMap((folder) =>
    ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"].flatMap(
      (program) => (folder ? [join(folder, program)] : []),
    ),
  );
}

/** Starts a browser that {@link findBrowser} found, without a window and without network chatter. */
export async function openBrowser(executablePath: string): Promise<Browser> {
  // Loaded only here: looking for a browser needs no driver.
  const { chromium } = await import("playwright-core");
  return chromium.launch({
    executablePath,
    args: [
      // The pages are our own, and in a container Chromium has no sandbox to start.
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
