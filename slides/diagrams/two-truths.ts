import { arrow, box, drawing, text, type Draw } from "./kit.ts";

/** Documents and code made from each other, and how they part. */
export const twoTruths: Draw = (words) => {
  const code = words("code", "コード");
  const document = words("document", "ドキュメント");
  const row = (y: number, first: string, second: string, how: string, drift: string) => [
    box({ x: 0, y, width: 260, height: 90, label: first, tone: "accent" }),
    arrow({ from: { x: 264, y: y + 45 }, to: { x: 516, y: y + 45 }, label: how }),
    box({ x: 520, y, width: 260, height: 90, label: second }),
    text({ x: 810, y: y + 45 }, drift, { anchor: "start", tone: "warm", size: 24, fit: 310 }),
  ];
  return drawing(
    1120,
    300,
    words(
      "Code can generate the document, or the document the code; either can drift",
      "コードから文書を、文書からコードを生成できるが、どちらもずれうる",
    ),
    [
      ...row(
        10,
        code,
        document,
        words("generate", "生成"),
        words("annotations go stale", "注釈が古くなる"),
      ),
      ...row(
        150,
        document,
        code,
        words("generate once", "1回だけ生成"),
        words("then edited by hand", "その後は手作業で変わる"),
      ),
      text(
        { x: 390, y: 275 },
        words(
          "nothing in HTTP fails when the two disagree",
          "食い違っても、HTTP はエラーにしてくれない",
        ),
        { tone: "faint", size: 24 },
      ),
    ],
  );
};
