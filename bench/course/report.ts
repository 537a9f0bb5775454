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
        say("bare vitest, s", "vitest 単体、秒"),
        say("to vitest", "対 vitest"),
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
      title: say("Running a step's tests (s)", "ステップのテストの実行（秒）"),
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
      title: say("Other commands (s)", "その他のコマンド（秒）"),
      panels: [
        {
          title: say("seconds", "秒"),
          bars: others.map((row) => ({ label: labelOf(row), figure: row.seconds })),
        },
      ],
    },
  ];
}

/** How the figures came about. */
export function notes(): string[] {
  return [
    say(
      "npm ci installs what a learner does into an empty folder, with npm's cache filled by a run before. It and npm test are left out where they fail, npm ci for instance without a network.",
      "npm ci は、学習者と同じものを空のフォルダーにインストールする時間です。直前の実行で npm のキャッシュが温まった状態で測ります。失敗した場合（ネットワークがないときなど）は省きます。npm test も同様です。",
    ),
    say(
      "codegen and step:3 are timed without npm's own start-up. Bare vitest runs the same test file with the same setup; step:3 also checks the types.",
      "codegen と step:3 には npm 自体の起動時間を含みません。vitest 単体は、同じテストファイルを同じ設定で実行します。step:3 は型検査も行います。",
    ),
    say(
      "npm start and vitest in watch mode are timed on a terminal of their own, from the moment the file is written to the verdict on it. Half of the saves make a mistake, half mend it.",
      "npm start とウォッチモードの vitest は、それぞれ専用の端末で動かし、ファイルの書き込みから判定の表示までを測ります。保存の半分は間違いを入れ、残りの半分はそれを直します。",
    ),
    say(
      "Most of the time at step 3 is the tests themselves, the same on both sides. npm test runs once. --quick leaves out npm ci, npm start and npm test.",
      "ステップ3の時間の大半はテストそのもので、どちらも同じです。npm test は1回だけ実行します。--quick では npm ci、npm start、npm test を省きます。",
    ),
  ];
}
