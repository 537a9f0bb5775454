import { bars, ROW } from "./bars.ts";
import { drawing, line, type Draw } from "./kit.ts";
import { referenceRun, type Codec } from "./reference.ts";

/** What a lock file calls it, where the benchmark has a shorter name. */
const NAMES: Record<string, string> = { "protobuf-es": "@bufbuild/protobuf" };
const [LABELS, WIDTH] = [246, 210];

/** How fast each library makes notes into bytes and back, beside JSON. */
export const codecBars: Draw = (words) => {
  const codecs = referenceRun().codec.filter(
    ({ codec, text: of }) => codec !== "json" && of === "ascii",
  );
  const most = Math.max(
    ...codecs.flatMap(({ encodeRatio, decodeRatio }) => [encodeRatio.median, decodeRatio.median]),
  );
  const group = (
    [x, y]: [number, number],
    title: string,
    notes: number,
    ratio: "encodeRatio" | "decodeRatio",
  ) => {
    const chosen = codecs.filter((each) => each.notesPerMessage === notes);
    const rows = chosen.map((each: Codec) => {
      const value = each[ratio].median;
      const shown = value.toFixed(value < 1 ? 2 : 1);
      const tone = Number(shown) > 1 ? "accent" : Number(shown) < 1 ? "warm" : "plain";
      return { name: NAMES[each.codec] ?? each.codec, value, shown, tone } as const;
    });
    const json = x + LABELS + WIDTH / most;
    return [
      ...bars({ x, y, title, rows, names: LABELS, width: WIDTH, most }),
      line({ x: json, y: y + 18 }, { x: json, y: y + 18 + rows.length * ROW }, "plain", true),
    ];
  };
  const [one, many] = [words("1 note", "1件"), words("1,000 notes", "1,000件")];
  const [encode, decode] = [words("encode", "エンコード"), words("decode", "デコード")];
  return drawing(
    1120,
    390,
    words(
      "The speed of four libraries, encoding and decoding one note and 1,000, where JSON is 1",
      "4つのライブラリーの速さ。1件と1,000件のエンコードとデコード。JSON を1とする",
    ),
    [
      ...group(
        [0, 18],
        words(`${one}: ${encode} (dashed: JSON = 1)`, `${one}：${encode}（破線：JSON = 1）`),
        1,
        "encodeRatio",
      ),
      ...group([580, 18], words(`${one}: ${decode}`, `${one}：${decode}`), 1, "decodeRatio"),
      ...group([0, 212], words(`${many}: ${encode}`, `${many}：${encode}`), 1000, "encodeRatio"),
      ...group([580, 212], words(`${many}: ${decode}`, `${many}：${decode}`), 1000, "decodeRatio"),
    ],
  );
};
