import { say } from "../../steps/kit/say.ts";
import { type Figure, inUnits } from "../lib/figure.ts";
import { spread, times } from "../lib/format.ts";
import type { Chart, Table } from "../lib/part.ts";
import { audience, CONTESTANTS } from "./contestants.ts";
import type { FanOutRow } from "./run.ts";

/** For each number of subscribers, everything that was measured. */
export function tables(rows: FanOutRow[]): Table[] {
  return sizesOf(rows).map((size): Table => {
    const some = rows.filter(({ subscribers }) => subscribers === size);
    const hasResident = some.some(({ residentPerSubscriber }) => residentPerSubscriber);
    return {
      title:
        audience(size) +
        say(
          ` (latency at ${some[0]!.pacedAt} notes a second)`,
          `（遅延は毎秒${some[0]!.pacedAt}件で計測）`,
        ),
      columns: [
        say("server", "サーバー"),
        say("notes/s", "件/秒"),
        say("× naive", "素朴版との比"),
        "p50 ms",
        "p99 ms",
        "CPU µs",
        say("heap kB", "ヒープ kB"),
        ...(hasResident ? ["RSS kB"] : []),
      ],
      rows: some.map((row) => [
        labelOf(row),
        spread(row.notesPerSecond),
        times(row.ratio),
        spread(row.p50),
        spread(row.p99),
        spread(row.cpuPerNote),
        spread(inUnits(row.heapPerSubscriber, 1000)),
        ...(row.residentPerSubscriber ? [spread(inUnits(row.residentPerSubscriber, 1000))] : []),
      ]),
    };
  });
}

/** How many notes, and the slowest of a hundred. */
export function charts(rows: FanOutRow[]): Chart[] {
  return [
    chart(
      rows,
      "fan-out",
      say(
        "Notes delivered a second, where naive grpc-js is 1 (more is better)",
        "毎秒の配信件数（素朴な grpc-js を1とする。大きいほどよい）",
      ),
      ({ ratio }) => ratio,
    ),
    chart(
      rows,
      "fan-out-latency",
      say(
        "Latency p99 at a fixed rate, in ms (less is better)",
        "一定の速さで送ったときの遅延 p99（ms。小さいほどよい）",
      ),
      ({ p99 }) => p99,
    ),
  ];
}

/** How the figures came about. */
export function notes(rows: FanOutRow[]): string[] {
  const limited = rows.filter(({ loadBusy }) => loadBusy.median > 0.9);
  const names = limited.map((row) => `${labelOf(row)} (${audience(row.subscribers)})`).join(", ");
  return [
    say(
      "CPU is the server's for one note to one subscriber. Heap is what one subscriber takes in V8's heap and in the buffers outside it, in kB.",
      "CPU は、購読者1人に1件を届けるためにサーバーが使った時間です。ヒープは、購読者1人が V8 のヒープとその外のバッファーに占める量（kB）です。",
    ),
    ...(rows.some(({ residentPerSubscriber }) => residentPerSubscriber)
      ? [
          say(
            "RSS is by how much the whole process has grown for one subscriber.",
            "RSS は、購読者1人あたりの、プロセス全体の増加分です。",
          ),
        ]
      : []),
    ...(sizesOf(rows).length > 1
      ? [say("In the pictures each panel has its own scale.", "図の目盛りは、枠ごとに違います。")]
      : []),
    say(
      "A note counts once for each subscriber that has it. Every note was checked: it came to everybody, once, whole and in order.",
      "ノートは、届いた購読者ごとに1件と数えます。すべてのノートについて、全員に、1回ずつ、欠けることなく、順番どおりに届いたことを確かめています。",
    ),
    ...(names
      ? [
          say(
            `Here the load generator had no time left, so the true figure may be higher: ${names}.`,
            `次の項目では負荷をかける側が手いっぱいだったので、実際の値はもっと高い可能性があります：${names}。`,
          ),
        ]
      : []),
  ];
}

function sizesOf(rows: FanOutRow[]): number[] {
  return [...new Set(rows.map(({ subscribers }) => subscribers))];
}

function labelOf({ server }: FanOutRow): string {
  return CONTESTANTS.find(({ name }) => name === server)!.label;
}

/** A chart with a panel for each number of subscribers. */
function chart(
  rows: FanOutRow[],
  name: string,
  title: string,
  figure: (row: FanOutRow) => Figure,
): Chart {
  const panels = sizesOf(rows).map((size) => ({
    title: audience(size),
    bars: rows
      .filter(({ subscribers }) => subscribers === size)
      .map((row) => ({ label: labelOf(row), figure: figure(row) })),
  }));
  return { name, title, panels };
}
