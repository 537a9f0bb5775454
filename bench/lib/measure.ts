import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeWhole } from "../../scripts/ground/files.ts";
import { referenceTree } from "../../scripts/judging/runnable.ts";
import { colour } from "../../scripts/terminal/style.ts";
import { askGit } from "../../scripts/update/git.ts";
import { say } from "../../steps/kit/say.ts";
import { describe, isBusy, thisMachine } from "./machine.ts";
import type { Options } from "./options.ts";
import type { Part } from "./part.ts";
import { loadPart, PARTS } from "./parts.ts";
import { beginPart, clearProgress, showProgress } from "./progress.ts";
import { writeReport } from "./report.ts";
import { type Result, SCHEMA } from "./result.ts";
import { toTerminal } from "./table.ts";

/** Where the results go; not in git. */
const RESULTS = fileURLToPath(new URL("../results/", import.meta.url));

/**
 * Runs the parts one after the other. What is known is printed and written after each.
 *
 * @returns the exit code: 1 where a part failed
 */
export async function measure({ quick, json, names }: Options): Promise<number> {
  const result: Result = {
    schema: SCHEMA,
    at: new Date().toISOString(),
    commit: await currentCommit(),
    quick,
    machine: thisMachine(),
    parts: {},
  };
  announce(result, names);
  process.once("SIGINT", () => {
    clearProgress();
    console.error(keptOf(result, say("Stopped.", "中断しました。")));
    process.exit(130);
  });

  const tree = await referenceTree();
  const done: Part[] = [];
  const failed: string[] = [];
  for (const [index, name] of names.entries()) {
    try {
      const part = await loadPart(name);
      beginPart(part.title(), index, names.length);
      const rows = await part.run({
        quick,
        tree,
        progress: (...turn) => showProgress(`${index + 1}/${names.length} ${name}`, ...turn),
      });
      clearProgress();
      print(part, rows);
      const parts = { ...result.parts, [name]: rows };
      write({ ...result, parts }, [...done, part], json);
      result.parts = parts;
      done.push(part);
    } catch (error) {
      clearProgress();
      const { message } = error as Error;
      console.error(say(`${name} failed: ${message}`, `${name} は失敗しました：${message}`));
      if (process.argv.includes("--verbose")) console.error((error as Error).stack);
      failed.push(name);
    }
  }
  const ending =
    failed.length === 0
      ? say("Done.", "完了しました。")
      : say(`Failed: ${failed.join(", ")}.`, `失敗：${failed.join("、")}。`);
  console.log(`\n${keptOf(result, ending)}`);
  return failed.length === 0 ? 0 : 1;
}

async function currentCommit(): Promise<string | null> {
  // A course that lies in another's repository has no commit of its own.
  if ((await askGit(["rev-parse", "--show-prefix"])) !== "") return null;
  const words = ["describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"];
  return (await askGit(words)) ?? null;
}

function announce({ quick, machine }: Result, names: Options["names"]): void {
  for (const [name, value] of describe(machine)) console.log(`${colour.dim(name!)}  ${value}`);
  if (isBusy(machine)) {
    console.log(
      say(
        "This machine is busy: figures, and ratios too, may be far off. Close other programs.",
        "このマシンではほかの処理が動いています。値だけでなく、比も大きくずれることがあります。ほかのプログラムを終了してください。",
      ),
    );
  }
  const minutes = quick ? 1 : names.reduce((sum, name) => sum + PARTS[name], 0);
  console.log(
    quick
      ? say(
          "This takes one minute, two where the machine is busy, so the figures are rough. Ctrl+C stops.",
          "約1分（ほかの処理で忙しければ約2分）の、大まかな測定です。Ctrl+C で中断できます。",
        )
      : say(
          `This takes about ${minutes === 1 ? "a minute" : `${minutes} minutes`}; --quick takes one or two. Ctrl+C stops, and keeps the parts that are done.`,
          `約${minutes}分かかります（--quick なら1〜2分）。Ctrl+C で中断しても、終わった項目の結果は残ります。`,
        ),
  );
}

function print(part: Part, rows: Result["parts"][string]): void {
  console.log(`\n${colour.bold(part.title())}`);
  for (const table of part.tables(rows)) console.log(`\n${toTerminal(table)}`);
  const notes = part.notes(rows);
  if (notes.length > 0) console.log(`\n${notes.map((note) => `- ${note}`).join("\n")}`);
}

function write(result: Result, parts: Part[], json: string | undefined): void {
  const text = `${JSON.stringify(result, null, 2)}\n`;
  writeReport(RESULTS, result, parts);
  writeWhole(join(RESULTS, "results.json"), text);
  if (json) writeWhole(json, text);
}

/** A closing sentence: which parts are in the report. */
function keptOf({ parts }: Result, ending: string): string {
  const names = Object.keys(parts);
  return names.length === 0
    ? say(
        `${ending} No part was measured, so bench/results/ is as it was.`,
        `${ending}測定できた項目がないので、bench/results/ は元のままです。`,
      )
    : say(
        `${ending} bench/results/report.md has: ${names.join(", ")}.`,
        `${ending}bench/results/report.md に載っている項目：${names.join("、")}。`,
      );
}
