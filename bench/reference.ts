// node --import tsx bench/reference.ts FILE — for maintainers: makes a result of `npm run bench` the
// one that the course shows, in bench/reference/ and in both languages.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../scripts/terminal/command.ts";
import { installExtras } from "../scripts/ground/extras.ts";
import { writeWhole } from "../scripts/ground/files.ts";
import { Stop } from "../scripts/ground/stop.ts";
import { say } from "../steps/kit/say.ts";
import { readResult } from "./lib/result.ts";

const REFERENCE = fileURLToPath(new URL("reference/", import.meta.url));
const TRANSLATE = fileURLToPath(new URL("lib/translate.ts", import.meta.url));

await run(async () => {
  const [file = "", ...more] = process.argv.slice(2);
  const result = more.length === 0 ? readResult(file) : undefined;
  if (!result) {
    throw new Stop(
      say(
        "This takes one file that `npm run bench -- --json FILE` wrote: node --import tsx bench/reference.ts FILE",
        "`npm run bench -- --json FILE` で書き出したファイルを1つ指定してください：node --import tsx bench/reference.ts FILE",
      ),
    );
  }
  if (result.quick) {
    throw new Stop(
      say(
        `${file} is from a run with --quick, which is too rough to show: npm run bench -- --json FILE`,
        `${file} は --quick の結果で、載せるには粗すぎます：npm run bench -- --json FILE`,
      ),
    );
  }
  await installExtras("bench");
  const path = join(REFERENCE, "results.json");
  writeWhole(path, `${JSON.stringify(result, null, 2)}\n`);
  // A process speaks one language.
  for (const [language, suffix] of [
    ["en", ""],
    ["ja", ".ja"],
  ] as const) {
    execFileSync(process.execPath, ["--import", "tsx", TRANSLATE, path, REFERENCE, suffix], {
      env: { ...process.env, WORKSHOP_LANG: language },
      stdio: "inherit",
    });
  }
  console.log(say("bench/reference/ is written.", "bench/reference/ を書き出しました。"));
  return 0;
});
