import { say } from "../../steps/kit/say.ts";
import { audience, CONTESTANTS } from "../fan-out/contestants.ts";
import { Sitting, type Seat } from "../fan-out/sitting.ts";
import { figureOf, type Figure } from "../lib/figure.ts";
import { spread } from "../lib/format.ts";
import type { Part } from "../lib/part.ts";
import { countTurns } from "../lib/rounds.ts";
import type { Shares } from "../fan-out/profiler.ts";

/** What one item has of the server's CPU time, in percent. */
type ProfileRow = { item: string; percent: Figure };

const SUBSCRIBERS = 1000;
const SERVER = CONTESTANTS.find(({ name }) => name === "solution")!;

/** Items below this are left out, in percent. */
const SMALLEST = 0.5;

const LABELS: Record<string, string> = {
  kernel: say("the kernel: mostly writing to sockets", "カーネル（主にソケットへの書き込み）"),
  native: say(
    "Node's native code: HTTP/2, streams, V8",
    "Node のネイティブコード（HTTP/2、ストリーム、V8）",
  ),
  "Node's JavaScript": say(
    "Node's JavaScript: http2, streams",
    "Node の JavaScript（http2、ストリーム）",
  ),
  "garbage collector": say("the garbage collector", "ガベージコレクション"),
  "generated code": say("the generated code", "生成されたコード"),
  "the server itself": say("the solution's own code", "解答例そのもののコード"),
};

export const part: Part<ProfileRow> = {
  name: "profile",
  title: () =>
    say(
      `Where step 3's solution spends its time, with ${audience(SUBSCRIBERS)}`,
      `${audience(SUBSCRIBERS)}のとき、ステップ3の解答例は何に時間を使うか`,
    ),

  async run({ quick, tree, progress }) {
    const runs = quick ? 1 : 5;
    const step = countTurns(progress, runs);
    const profiles: Shares[] = [];
    for (let run = 1; run <= runs; run += 1) {
      step(SERVER.label);
      profiles.push(await profile(tree, quick));
    }
    const items = new Set(profiles.flatMap((shares) => Object.keys(shares)));
    const rows = [...items].map((item) => ({
      item,
      percent: figureOf(profiles.map((shares) => 100 * (shares[item] ?? 0))),
    }));
    const shown = rows.filter(({ percent }) => percent.median >= SMALLEST);
    return shown.sort((a, b) => b.percent.median - a.percent.median);
  },

  tables: (rows) => [
    {
      title: say("CPU time of the server", "サーバーの CPU 時間"),
      columns: [say("what", "内訳"), "%"],
      rows: rows.map(({ item, percent }) => [LABELS[item] ?? item, spread(percent)]),
    },
  ],

  charts: (rows) => [
    {
      name: "profile",
      title: say("CPU time of the server, in %", "サーバーの CPU 時間の内訳（%）"),
      panels: [
        {
          title: audience(SUBSCRIBERS),
          bars: rows.map(({ item, percent }) => ({ label: LABELS[item] ?? item, figure: percent })),
        },
      ],
    },
  ],

  notes: () => [
    say(
      "V8's profiler samples the JavaScript; what it calls native is divided by the system's account of the process: kernel, and all else.",
      "JavaScript の内訳は V8 のプロファイラーによります。プロファイラーがネイティブとする時間は、OS が記録したプロセスの CPU 時間をもとに、カーネルとそれ以外に分けています。",
    ),
  ],
};

/** Where one fresh server's time goes while notes are sent as fast as they arrive. */
async function profile(tree: string, quick: boolean): Promise<Shares> {
  const pace = { ahead: 2, rate: 10, count: 2 };
  const sitting = new Sitting();
  try {
    const [seat] = (await sitting.seat([SERVER], tree, SUBSCRIBERS)) as [Seat];
    await sitting.turn(seat, { ...pace, floodMs: quick ? 500 : 1500 });
    await seat.server.ask("startProfile");
    await sitting.turn(seat, { ...pace, floodMs: quick ? 1000 : 2000 });
    return await seat.server.ask<Shares>("stopProfile");
  } finally {
    sitting.end();
  }
}
