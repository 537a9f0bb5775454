import { arrow, box, drawing, text, type Draw } from "./kit.ts";

/** Four ways in which two programs work together. */
export const fourWays: Draw = (words) => {
  const cell = (
    x: number,
    y: number,
    title: string,
    middle: string,
    both: boolean,
    rpc = false,
  ) => {
    const tone = rpc ? "accent" : "plain";
    return [
      text({ x, y }, title, { anchor: "start", bold: true, tone, size: 24, fit: 520 }),
      box({ x, y: y + 32, width: 90, height: 80, label: "A", tone }),
      rpc
        ? arrow({
            from: { x: x + 94, y: y + 58 },
            to: { x: x + 416, y: y + 58 },
            label: middle,
            tone: "accent",
            mono: true,
          })
        : box({
            x: x + 165,
            y: y + 37,
            width: 180,
            height: 70,
            label: middle,
            size: 24,
            tone: "faint",
          }),
      rpc
        ? arrow({
            from: { x: x + 416, y: y + 90 },
            to: { x: x + 94, y: y + 90 },
            tone: "accent",
            dashed: true,
          })
        : arrow({ from: { x: x + 94, y: y + 72 }, to: { x: x + 161, y: y + 72 } }),
      rpc
        ? ""
        : both
          ? arrow({ from: { x: x + 416, y: y + 72 }, to: { x: x + 349, y: y + 72 } })
          : arrow({ from: { x: x + 349, y: y + 72 }, to: { x: x + 416, y: y + 72 } }),
      box({ x: x + 420, y: y + 32, width: 90, height: 80, label: "B", tone }),
    ];
  };
  return drawing(
    1120,
    330,
    words(
      "File transfer, shared database, messaging and remote procedure call",
      "ファイル転送、共有データベース、メッセージング、リモートプロシージャコール",
    ),
    [
      ...cell(0, 20, words("File transfer", "ファイル転送"), words("file", "ファイル"), false),
      ...cell(
        600,
        20,
        words("Shared database", "共有データベース"),
        words("tables", "テーブル"),
        true,
      ),
      ...cell(
        0,
        200,
        words("Messaging, publish/subscribe", "メッセージング（Pub/Sub）"),
        words("queue", "キュー"),
        false,
      ),
      ...cell(
        600,
        200,
        words("Remote procedure call", "リモートプロシージャコール"),
        "sendNote(note)",
        false,
        true,
      ),
    ],
  );
};
