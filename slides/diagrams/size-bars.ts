import { NOTES, sizesOf } from "../measure/sizes.ts";
import { bars } from "./bars.ts";
import { drawing, text, type Draw } from "./kit.ts";

const [NAMES, WIDTH] = [240, 190];

/** How many bytes notes take as JSON and as Protocol Buffers, each of them on a scale of its own. */
export const sizeBars: Draw = (words) => {
  const group = (x: number, y: number, title: string, note: keyof typeof NOTES) => {
    const { json, protobuf, jsonGzip, protobufGzip } = sizesOf(NOTES[note]);
    const row = (name: string, value: number, tone: "accent" | "warm") => ({
      name,
      value,
      shown: `${value.toLocaleString("en")} B`,
      tone,
    });
    const rows = [
      row("JSON", json, "warm"),
      row("Protobuf", protobuf, "accent"),
      row(words("JSON, gzip", "JSON（gzip）"), jsonGzip, "warm"),
      row(words("Protobuf, gzip", "Protobuf（gzip）"), protobufGzip, "accent"),
    ];
    const most = Math.max(...rows.map(({ value }) => value));
    return bars({ x, y, title, rows, names: NAMES, width: WIDTH, most });
  };
  return drawing(
    1120,
    390,
    words(
      "The bytes of three notes, as JSON and as Protocol Buffers, plain and gzipped",
      "3つのノートのバイト数。JSON と Protocol Buffers、それぞれそのままと gzip",
    ),
    [
      ...group(0, 18, words('"hi"', "「hi」"), "short"),
      ...group(580, 18, words("a sentence", "1文"), "one-sentence"),
      ...group(0, 212, words("4 kB, repeated words", "4 kB の反復"), "long"),
      text(
        { x: 580, y: 286 },
        words("Each note has a scale of its own.", "目盛りはノートごとに異なる"),
        {
          anchor: "start",
          tone: "faint",
        },
      ),
    ],
  );
};
