import { say } from "../../steps/kit/say.ts";
import { type Figure, figureOf, inUnits } from "../lib/figure.ts";
import { number, spread, times } from "../lib/format.ts";
import type { Chart, Table } from "../lib/part.ts";
import { CONTESTANTS } from "./contestants.ts";
import { countOf, type Load, LOADS, nameOf, textOf } from "./loads.ts";
import type { CodecRow } from "./run.ts";

function labelOf(row: CodecRow): string {
  return CONTESTANTS.find(({ name }) => name === row.codec)!.label;
}

/** The rows of one load, in the contestants' order. */
function select(rows: CodecRow[], load: Load): CodecRow[] {
  return rows.filter(
    ({ notesPerMessage, text }) => notesPerMessage === load.count && text === load.text,
  );
}

/** The sizes of all, and for each load the speeds. */
export function tables(rows: CodecRow[]): Table[] {
  const sizes = LOADS.map((load) => {
    const [json, protobuf] = select(rows, load) as [CodecRow, CodecRow];
    return [
      nameOf(load),
      ...[json.bytes, protobuf.bytes].map((bytes) => bytes.toLocaleString("en")),
      `×${number(protobuf.bytes / json.bytes)}`,
      ...[json.gzipBytes, protobuf.gzipBytes].map((bytes) => bytes.toLocaleString("en")),
      `×${number(protobuf.gzipBytes / json.gzipBytes)}`,
    ];
  });
  const ratio = say("× JSON", "JSON との比");
  const speeds = LOADS.map((load) => ({
    title: say(
      `Speed, ${nameOf(load)} (million notes a second)`,
      `速度：${nameOf(load)}（百万件/秒）`,
    ),
    columns: ["", say("encode", "エンコード"), ratio, say("decode", "デコード"), ratio],
    rows: select(rows, load).map((row) => [
      labelOf(row),
      spread(inUnits(row.encodedNotesPerSecond, 1e6)),
      times(row.encodeRatio),
      spread(inUnits(row.decodedNotesPerSecond, 1e6)),
      times(row.decodeRatio),
    ]),
  }));
  return [
    {
      title: say("Size (bytes)", "大きさ（バイト）"),
      columns: ["", "JSON", "Protobuf", ratio, "JSON gzip", "Protobuf gzip", ratio],
      rows: sizes,
    },
    ...speeds,
  ];
}

/** The size, and for each number of notes the speed. */
export function charts(rows: CodecRow[]): Chart[] {
  const counts = [...new Set(LOADS.map(({ count }) => count))];
  const loadsOf = (count: number) => LOADS.filter((load) => load.count === count);
  const bar = (label: string, { text }: Load, figure: Figure) => ({
    label: `${label}${say(", ", "・")}${textOf(text)}`,
    figure,
  });

  const size = counts.map((count) => ({
    title: countOf(count),
    bars: loadsOf(count).flatMap((load) => {
      const [json, protobuf] = select(rows, load) as [CodecRow, CodecRow];
      return [
        bar("JSON", load, figureOf([json.bytes])),
        bar("Protobuf", load, figureOf([protobuf.bytes])),
        bar("JSON gzip", load, figureOf([json.gzipBytes])),
        bar("Protobuf gzip", load, figureOf([protobuf.gzipBytes])),
      ];
    }),
  }));
  const speed = (count: number, key: "encodeRatio" | "decodeRatio") =>
    loadsOf(count).flatMap((load) =>
      select(rows, load).map((row) => bar(labelOf(row), load, row[key])),
    );
  return [
    { name: "codec-size", title: say("Size in bytes", "大きさ（バイト）"), panels: size },
    ...counts.map((count) => ({
      name: `codec-speed-${count}`,
      title: say(
        `Speed with ${countOf(count)}, where JSON is 1 (more is faster)`,
        `速度：${countOf(count)}（JSON を1とする。大きいほど速い）`,
      ),
      panels: [
        { title: say("encode", "エンコード"), bars: speed(count, "encodeRatio") },
        { title: say("decode", "デコード"), bars: speed(count, "decodeRatio") },
      ],
    })),
  ];
}

/** How the figures came about. */
export function notes(): string[] {
  return [
    say(
      "Encoding begins with a plain object and ends with bytes to send; decoding begins with a Buffer and ends when every field was read. Each codec is in a process of its own.",
      "エンコードはプレーンオブジェクトから送信できるバイト列まで、デコードは Buffer からすべてのフィールドを読み終えるまでです。コーデックはそれぞれ独立したプロセスで動きます。",
    ),
    say(
      "All the Protocol Buffers codecs made the same bytes: the size is the format's, the speed is the library's.",
      "Protocol Buffers のコーデックはすべて同じバイト列を作りました。大きさはフォーマットの性質、速度はライブラリーの性質です。",
    ),
    say(
      "proto-loader uses protobufjs, and also checks and copies each message from and to a plain object.",
      "proto-loader は内部で protobufjs を使い、さらにメッセージごとにプレーンオブジェクトとの間で検査とコピーを行います。",
    ),
    say(
      "The 1,000 messages are the clauses of this course's step pages, in each language: real prose, so that gzip does not look better than it is.",
      "1,000件のメッセージは、このコースの各ステップのページから取り出した、その言語の文の断片です。実際の文章を使うのは、gzip が実際以上に効いて見えないようにするためです。",
    ),
    say(
      "gzip is Node's, at its default level, over the whole message; its time is not in the speeds. On a single note it costs more than it saves.",
      "gzip は Node の既定レベルで、メッセージ全体を圧縮します。その時間は速度に含みません。1件だけでは、かえって大きくなります。",
    ),
  ];
}
