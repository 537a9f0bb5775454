import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { say } from "../../steps/kit/say.ts";
import { readArguments } from "../../scripts/terminal/arguments.ts";
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
  const { values } = readArguments("bench", {
    flags: {
      quick: { type: "boolean", default: false },
      only: { type: "string", value: "PART", multiple: true, default: [] },
      json: { type: "string", value: "FILE" },
    },
    example: "--quick",
  });
  const { quick, only, json } = values;
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
  return { quick, json: targetOf(json), names };
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
        `${file} はすでにあり、このコマンドの結果ではないので、上書きしません。`,
      ) + another,
    );
  }
  return path;
}
