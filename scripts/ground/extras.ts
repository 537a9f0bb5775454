import { ROOT } from "./paths.ts";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { say } from "../../steps/kit/say.ts";
import { npm } from "./npm.ts";
import { Stop } from "./stop.ts";

/**
 * Installs what a folder with a package.json of its own needs, where it is missing: the learner's
 * install leaves it out.
 *
 * @param folder the folder's name in the repository, such as `slides`
 * @throws Stop with the command to type if it cannot be installed from here
 */
export async function installExtras(folder: string): Promise<void> {
  const missing = packagesOf(folder).filter((name) => !isInstalled(folder, name));
  if (missing.length === 0) return;
  const names = missing.join(", ");
  console.log(
    say(
      `${folder}/ needs packages that are not installed yet (${names}): running npm ci there (once).`,
      `${folder}/ に必要なパッケージ（${names}）がまだ入っていないので、そこで npm ci を実行します（初回のみ）。`,
    ),
  );
  const { code } = await npm(["ci", "--no-audit", "--no-fund"], "inherit", join(ROOT, folder));
  if (code === 0) return;
  const cause =
    code === null
      ? say("npm was not found. ", "npm が見つかりません。")
      : say("npm ci failed. ", "npm ci が失敗しました。");
  const byHand = say(
    `Run \`npm ci\` in the folder ${folder}/.`,
    `${folder}/ フォルダーで \`npm ci\` を実行してください。`,
  );
  throw new Stop(cause + byHand);
}

function packagesOf(folder: string): string[] {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(ROOT, folder, "package.json"), "utf8"),
  ) as Record<"dependencies" | "devDependencies", Record<string, string> | undefined>;
  return Object.keys({ ...dependencies, ...devDependencies });
}

function isInstalled(folder: string, name: string): boolean {
  return existsSync(join(ROOT, folder, "node_modules", name, "package.json"));
}
