import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { say } from "../../steps/kit/say.ts";
import { readArguments } from "../../scripts/terminal/command.ts";
import { Stop } from "../../scripts/ground/stop.ts";
import { PARTS, type PartName } from "./parts.ts";
import { readResult } from "./result.ts";

/** What the command line asks for. */
export interface Options {
  quick: boolean;
  /** Where a copy of the results goes, as an absolute path. */
  json: string | undefined;
  /** The parts to run, in their order. */
  names: PartName[];
}

/**
 * Reads the command line.
 *
 * @throws Stop where it asks for something that is not there, or that would overwrite another's file
 */
export function readOptions(): Options {
  const { values, positionals } = readFlags();
  if (positionals.length > 0) {
    const word = positionals[0]!;
    throw new Stop(
      say(`It is not clear what ${word} is for. `, `${word} の意味が分かりません。`) + usage(),
    );
  }
  // npm keeps what stands before `--` for itself, and says so in the environment only.
  if (process.env.npm_config_quick) {
    throw new Stop(
      say(
        "--quick went to npm: flags of this command come after `--`. ",
        "--quick は npm に渡りました。このコマンドのフラグは `--` の後に書きます。",
      ) + usage(),
    );
  }
  const only = values.only ?? [];
  const unknown = only.find((name) => !Object.hasOwn(PARTS, name));
  if (unknown !== undefined) {
    throw new Stop(
      say(
        `There is no part ${unknown}. The parts are ${partNames().join(", ")}: npm run bench -- --only codec`,
        `${unknown} という項目はありません。項目は ${partNames().join("、")} です：npm run bench -- --only codec`,
      ),
    );
  }
  const names = partNames().filter((name) => only.length === 0 || only.includes(name));
  return { quick: values.quick ?? false, json: targetOf(values.json), names };
}

function readFlags() {
  try {
    return readArguments({
      quick: { type: "boolean" },
      json: { type: "string" },
      only: { type: "string", multiple: true },
    });
  } catch (error) {
    if (error instanceof Stop) throw new Stop(`${error.message} ${usage()}`);
    throw error;
  }
}

function usage(): string {
  return say(
    "The flags are --quick, --only NAME and --json FILE: npm run bench -- --quick",
    "フラグは --quick、--only NAME、--json FILE です：npm run bench -- --quick",
  );
}

function partNames(): PartName[] {
  return Object.keys(PARTS) as PartName[];
}

/**
 * Where `--json` may write.
 *
 * @throws Stop before anything is measured, if it could not be written there in the end
 */
function targetOf(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const path = resolve(file);
  const another = say(
    "Name another file: npm run bench -- --json results.json",
    "別のファイルを指定してください：npm run bench -- --json results.json",
  );
  if (file === "") {
    throw new Stop(
      say("--json needs the name of a file. ", "--json にはファイル名が必要です。") + another,
    );
  }
  if (!existsSync(dirname(path))) {
    const folder = dirname(file);
    throw new Stop(
      say(`There is no folder ${folder}. `, `${folder} というフォルダーはありません。`) + another,
    );
  }
  if (existsSync(path) && (statSync(path).isDirectory() || !readResult(path))) {
    throw new Stop(
      say(
        `${file} is there and no result of this command, so it is left alone. `,
        `${file} は既にあり、このコマンドの結果ではないので、上書きしません。`,
      ) + another,
    );
  }
  return path;
}
