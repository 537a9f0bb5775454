import { say } from "../../steps/kit/say.ts";
import { spread, times } from "../lib/format.ts";
import type { Chart, Table } from "../lib/part.ts";
import type { CourseRow } from "./run.ts";

const LABELS: Record<CourseRow["command"], string> = {
  install: "npm ci",
  codegen: "npm run codegen",
  step: "npm run step:3",
  watch: say("npm start: a save at step 3", "npm start：ステップ3で保存"),
  test: "npm test",
};

/** A command's name for a person. */
export function labelOf({ command }: CourseRow): string {
  return LABELS[command];
}

/** How long each command takes, and bare vitest in its place. */
export function tables(rows: CourseRow[]): Table[] {
  return [
    {
      title: say("How long the commands take", "コマンドの所要時間"),
      columns: [
        "",
        say("seconds", "秒"),
        say("bare vitest, s", "vitest 単体（秒）"),
        say("× vitest", "vitest との比"),
      ],
      rows: rows.map((row) => [
        labelOf(row),
        spread(row.seconds),
        row.vitestSeconds && spread(row.vitestSeconds),
        row.ratio && times(row.ratio),
      ]),
    },
  ];
}

/** What runs tests beside bare vitest, and the other commands. */
export function charts(rows: CourseRow[]): Chart[] {
  const others = rows.filter(({ ratio }) => !ratio);
  return [
    {
      name: "course-tests",
      title: say(
        "Running a step's tests, in s (less is better)",
        "ステップのテストの実行（秒。小さいほどよい）",
      ),
      panels: rows.flatMap((row) =>
        row.vitestSeconds
          ? {
              title: labelOf(row),
              bars: [
                { label: say("the course", "このコース"), figure: row.seconds },
                { label: say("bare vitest", "vitest 単体"), figure: row.vitestSeconds },
              ],
            }
          : [],
      ),
    },
    {
      name: "course-commands",
      title: say("Other commands, in s (less is better)", "その他のコマンド（秒。小さいほどよい）"),
      panels: [
        {
          title: say("seconds", "秒"),
          bars: others.map((row) => ({ label: labelOf(row), figure: row.seconds })),
        },
      ],
    },
  ];
}

/** How the figures came about: a sentence for each command that was measured. */
export function notes(rows: CourseRow[]): string[] {
  const notesOf: Record<CourseRow["command"], string> = {
    install: say(
      "npm ci installs what a learner does into an empty folder, with npm's cache filled by a run before. Where it fails, for instance without a network, it is left out.",
      "npm ci は、受講者と同じものを空のフォルダーにインストールする時間です。直前の実行で npm のキャッシュが温まった状態で測ります。失敗した場合（ネットワークがないときなど）は省きます。",
    ),
    codegen: say(
      "npm run codegen and step:3 are timed without npm's own start-up.",
      "npm run codegen と step:3 には npm 自体の起動時間を含みません。",
    ),
    step: say(
      "Bare vitest runs the same test file with the same setup; step:3 also checks the types. Most of the time is the tests themselves, the same on both sides.",
      "vitest 単体は、同じテストファイルを同じ設定で実行します。step:3 は型検査も行います。時間の大半はテストそのもので、どちらも同じです。",
    ),
    watch: say(
      "npm start and vitest in watch mode are timed on a terminal of their own, from the moment the file is written to the verdict on it. Half of the saves make a mistake, half mend it.",
      "npm start とウォッチモードの vitest は、それぞれ専用のターミナルで動かし、ファイルの書き込みから判定の表示までを測ります。保存の半分は間違いを入れ、残りの半分はそれを直します。",
    ),
    test: say(
      "npm test runs once. Where it fails, it is left out.",
      "npm test は1回だけ実行します。失敗した場合は省きます。",
    ),
  };
  return rows.map(({ command }) => notesOf[command]);
}
