import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../scripts/ground/files.ts";
import { say } from "../../steps/kit/say.ts";
import { renderChart } from "./chart.ts";
import { describe } from "./machine.ts";
import type { Part } from "./part.ts";
import type { Result } from "./result.ts";
import { toMarkdown } from "./table.ts";

/**
 * Writes `report.md` of a result, and a picture for each chart, in the process's language. Pictures
 * of an earlier result are removed.
 *
 * @param parts those whose rows the result has
 * @param language what stands before the ending of each file's name, such as `.ja`
 */
export function writeReport(folder: string, result: Result, parts: Part[], language = ""): void {
  mkdirSync(folder, { recursive: true });
  const pictures = new Set<string>();
  const sections = parts.flatMap((part) => {
    const rows = result.parts[part.name]!;
    const images = part.charts(rows).map((chart) => {
      const file = `${chart.name}${language}.svg`;
      writeWhole(join(folder, file), renderChart(chart));
      pictures.add(file);
      return `![${chart.title}](${file})`;
    });
    const notes = part.notes(rows).map((note) => `- ${note}`);
    return [
      `## ${part.title()}`,
      ...images,
      ...part.tables(rows).map(toMarkdown),
      ...(notes.length > 0 ? [notes.join("\n")] : []),
    ];
  });
  const page = [`# ${say("Benchmarks", "ベンチマーク")}`, opening(result), ...sections];
  writeWhole(join(folder, `report${language}.md`), `${page.join("\n\n")}\n`);

  const ending = language === "" ? /^[^.]+\.svg$/ : new RegExp(`\\${language}\\.svg$`);
  for (const file of readdirSync(folder)) {
    if (ending.test(file) && !pictures.has(file)) rmSync(join(folder, file));
  }
}

/** What was run, when and where. */
function opening({ at, commit, quick, machine }: Result): string {
  const command = quick ? "`npm run bench -- --quick`" : "`npm run bench`";
  const facts = [
    ...describe(machine),
    [say("Measured", "測定日時"), at],
    ...(commit ? [[say("Commit", "コミット"), commit]] : []),
  ];
  const rough = say(
    " Runs were few and short, so these figures are rough.",
    "測定の回数も時間も少ないので、大まかな値です。",
  );
  return [
    say(
      `What ${command} measured on the machine below. Each figure is a median; the middle half of the runs reaches at most so far from it as ± says. The whisker on a bar covers the same half.`,
      `次のマシンで ${command} を実行した結果です。値は中央値で、測定値を小さい順に並べた中央の半分が ± の範囲に入ります。グラフのひげも同じ範囲を示します。`,
    ) + (quick ? rough : ""),
    facts.map(([name, value]) => `- ${name}${say(": ", "：")}${value}`).join("\n"),
  ].join("\n\n");
}
