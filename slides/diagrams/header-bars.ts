import type { HeaderBytes } from "../measure/headers.ts";
import { bars, type Bar } from "./bars.ts";
import { drawing, type Draw } from "./kit.ts";
import { referenceRun } from "./reference.ts";

/** What `measure/headers.ts` prints. */
export const HEADERS: HeaderBytes = { text: 244, sent: [116, 28, 28, 28] };

/** How little a later call costs over HTTP/2: its headers alone, and all of it beside JSON over HTTP/1.1. */
export const headerBars: Draw = (words) => {
  const row = (name: string, value: number, tone: Bar["tone"]): Bar => ({
    name,
    value,
    shown: `${value} B`,
    tone,
  });
  const { unary } = referenceRun();
  const callOf = (name: string) => unary.find(({ contestant }) => contestant === name)!;
  const grpc = callOf("grpc-js");
  const [first, second] = HEADERS.sent;
  const headers = [
    row(words("as lines of text", "テキストなら"), HEADERS.text, "warm"),
    row(words("first call", "1回目"), first!, "accent"),
    row(words("each later one", "2回目以降"), second!, "accent"),
  ];
  const calls = [
    row(words("JSON (undici)", "JSON（undici）"), callOf("undici").bytesLater, "warm"),
    row(words("JSON (fetch)", "JSON（fetch）"), callOf("fetch").bytesLater, "warm"),
    row(words("gRPC: first call", "gRPC：1回目"), grpc.bytesFirst, "accent"),
    row(words("gRPC: later one", "gRPC：2回目以降"), grpc.bytesLater, "accent"),
  ];
  const most = Math.max(...[...headers, ...calls].map(({ value }) => value));
  const scale = { x: 0, names: 250, width: 760, most };
  return drawing(
    1120,
    350,
    words(
      "The bytes of a call's headers over HTTP/2, and of whole calls with gRPC and with JSON",
      "HTTP/2 でのヘッダーのバイト数と、gRPC と JSON の呼び出し全体のバイト数",
    ),
    [
      ...bars({
        ...scale,
        y: 18,
        title: words("Headers alone, by HTTP/2", "ヘッダーだけ（HTTP/2）"),
        rows: headers,
      }),
      ...bars({
        ...scale,
        y: 182,
        title: words("A whole call, there and back", "呼び出し全体（往復）"),
        rows: calls,
      }),
    ],
  );
};
