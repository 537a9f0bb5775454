import { say } from "../../steps/kit/say.ts";
import type { Figure } from "../lib/figure.ts";
import { spread, times } from "../lib/format.ts";
import type { Chart, Table } from "../lib/part.ts";
import { CONTESTANTS, flightOf } from "./contestants.ts";
import { IN_FLIGHT, type UnaryRow } from "./run.ts";

function labelOf(row: UnaryRow): string {
  return CONTESTANTS.find(({ name }) => name === row.contestant)!.label;
}

/** The speed for each number of calls in flight, and what is on the wire. */
export function tables(rows: UnaryRow[]): Table[] {
  const speeds = IN_FLIGHT.map((inFlight) => ({
    title: say("Unary calls, ", "単項（unary）呼び出し、") + flightOf(inFlight),
    columns: ["", say("calls/s", "回/秒"), say("× gRPC", "gRPC との比"), "p50 ms", "p99 ms"],
    rows: rows
      .filter((row) => row.inFlight === inFlight)
      .map((row) => [
        labelOf(row),
        spread(row.callsPerSecond),
        times(row.ratio),
        spread(row.p50Milliseconds),
        spread(row.p99Milliseconds),
      ]),
  }));
  return [
    ...speeds,
    {
      title: say("On the wire", "通信量"),
      columns: [
        "",
        say("bytes, first call", "初回のバイト数"),
        say("bytes, a later call", "2回目以降のバイト数"),
        say("connections for 100 at once", "同時100件の接続数"),
      ],
      rows: rows
        .filter(({ inFlight }) => inFlight === 100)
        .map((row) => [
          labelOf(row),
          String(row.bytesFirst),
          String(Math.round(row.bytesLater)),
          String(row.connections),
        ]),
    },
  ];
}

/** How many calls, and the slowest of a hundred. */
export function charts(rows: UnaryRow[]): Chart[] {
  const chart = (name: string, title: string, figure: (row: UnaryRow) => Figure): Chart => ({
    name,
    title,
    panels: IN_FLIGHT.map((inFlight) => ({
      title: flightOf(inFlight),
      bars: rows
        .filter((row) => row.inFlight === inFlight)
        .map((row) => ({ label: labelOf(row), figure: figure(row) })),
    })),
  });
  return [
    chart(
      "unary-rate",
      say("Unary calls a second (more is better)", "1秒あたりの呼び出し回数（大きいほどよい）"),
      (row) => row.callsPerSecond,
    ),
    chart(
      "unary-p99",
      say(
        "99 % of calls took no longer, in ms (less is better)",
        "99% の呼び出しがこの時間内に完了（ms。小さいほどよい）",
      ),
      (row) => row.p99Milliseconds,
    ),
  ];
}

/** How the figures came about. */
export function notes(): string[] {
  return [
    say(
      "Each client and each server is a process of its own; they talk over loopback, unencrypted: this is the work of the programs, without a network's delay.",
      "クライアントもサーバーもそれぞれ独立したプロセスで、ループバック上を暗号化なしで通信します。測っているのはプログラムの処理であり、ネットワークの遅延は含みません。",
    ),
    say(
      "gRPC is the generated stub and the solution of step 3; the JSON server on node:http checks notes by the same rules and keeps them too.",
      "gRPC は生成されたスタブとステップ3の解答例です。node:http の JSON サーバーも、同じ規則でノートを検証して保持します。",
    ),
    say(
      "The two JSON clients send the same to the same kind of server: a rate says as much about a library as about a protocol.",
      "JSON の2つは、同じ内容を同じ実装のサーバーに送り、違いはクライアントだけです。つまりこの数字は、プロトコルと同じくらいライブラリーの性質を表します。",
    ),
    say(
      "With 1 in flight the two processes wait for each other: how soon the system wakes one, and so what else the machine does, counts for as much as the work.",
      "同時1件では、2つのプロセスが互いを待ちます。待っている側を OS がどれだけ早く起こすかが処理そのものと同じくらい効くので、マシンがほかに何をしているかにも左右されます。",
    ),
    say(
      "With 100 in flight a new call starts only when another ends, so most of its latency is waiting for its turn.",
      "同時100件では、1件終わるごとに次の1件を始めます。そのため、遅延の大部分は順番待ちの時間です。",
    ),
    say(
      "Bytes are those of TCP's payload, in both directions together; a later call is the average of 100. gRPC sends headers in full once only (HPACK), and its first call opens the HTTP/2 connection.",
      "バイト数は TCP のペイロードの往復合計で、2回目以降は100回の平均です。gRPC がヘッダーを完全な形で送るのは最初だけ（HPACK）で、初回には HTTP/2 の接続開始も含まれます。",
    ),
  ];
}
