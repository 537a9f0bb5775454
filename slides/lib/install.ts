import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { say } from "../../steps/kit/say.ts";
import { SLIDES } from "./paths.ts";

/**
 * Installs what the slides need, where it is missing: the learner's install leaves it out.
 *
 * @throws Error with the command to type if it cannot be installed from here
 */
export function installIfMissing(): void {
  if (["@marp-team/marp-cli", "playwright-core"].every(isInstalled)) return;
  const byHand = say(
    "Run `npm ci` in the folder slides/.",
    "slides/ フォルダーで `npm ci` を実行してください。",
  );
  const npm = findNpm();
  if (!npm) throw new Error(say("npm was not found.", "npm が見つかりません。") + byHand);
  console.log(
    say(
      "The slides need Marp, which is not installed yet: running npm ci in slides/ (once).",
      "スライドに必要な Marp がまだ入っていないので、slides/ で npm ci を実行します（初回のみ）。",
    ),
  );
  const { status } = spawnSync(process.execPath, [npm, "ci", "--no-audit", "--no-fund"], {
    cwd: SLIDES,
    stdio: "inherit",
  });
  if (status !== 0) {
    throw new Error(say("npm ci failed. ", "npm ci が失敗しました。") + byHand);
  }
}

function isInstalled(name: string): boolean {
  return existsSync(join(SLIDES, "node_modules", name, "package.json"));
}

/** npm's own script, which node can run on every platform without a shell. */
function findNpm(): string | undefined {
  const node = dirname(process.execPath);
  const places = [
    process.env.npm_execpath ?? "",
    join(node, "node_modules", "npm", "bin", "npm-cli.js"),
    join(node, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
  ];
  return places.find((place) => place.endsWith("npm-cli.js") && existsSync(place));
}
