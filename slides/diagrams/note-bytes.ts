import { box, drawing, line, text, type Tone, type Draw, type Words } from "./kit.ts";

/** Some bytes of a message that belong together. */
interface Part {
  hex: string[];
  label: string;
  detail: string;
  tone: Tone;
}

const CELL = 78;

/** A Note {name: "alice", message: "hi"} in the Protocol Buffers wire format. */
export const NOTE_HEX = ["0a", "05", "61", "6c", "69", "63", "65", "12", "02", "68", "69"];

/** What stands before it on the wire: not compressed, eleven bytes. */
export const FRAME_HEX = ["00", "00", "00", "00", "0b"];

/** Eleven bytes, and what each is for. */
export const noteBytes: Draw = (words) => {
  const field = (words_: [string, string], at: number, value: string, length: number): Part[] => [
    {
      hex: NOTE_HEX.slice(at, at + 1),
      label: words("tag", "タグ"),
      detail: words_[0],
      tone: "accent",
    },
    {
      hex: NOTE_HEX.slice(at + 1, at + 2),
      label: words("length", "長さ"),
      detail: words_[1],
      tone: "plain",
    },
    {
      hex: NOTE_HEX.slice(at + 2, at + 2 + length),
      label: words("value", "値"),
      detail: `"${value}"`,
      tone: "warm",
    },
  ];
  return strip(words("The eleven bytes of a Note", "ノート1件、11バイトの内訳"), [
    ...field(["1·2", "5"], 0, "alice", 5),
    ...field(["2·2", "2"], 7, "hi", 2),
  ]);
};

/** gRPC's frame: a flag, a length, the message. */
export const frame: Draw = (words) =>
  strip(words("A Note in its gRPC frame", "gRPC のフレームに入ったノート"), frameParts(words));

function frameParts(words: Words): Part[] {
  return [
    {
      hex: FRAME_HEX.slice(0, 1),
      label: words("flag", "フラグ"),
      detail: words("plain", "非圧縮"),
      tone: "accent",
    },
    {
      hex: FRAME_HEX.slice(1),
      label: words("length", "長さ"),
      detail: words("4 bytes: 11", "4バイト：11"),
      tone: "plain",
    },
    {
      hex: [...NOTE_HEX.slice(0, 3), "…", ...NOTE_HEX.slice(-1)],
      label: words("message", "メッセージ"),
      detail: words("the Note's 11 bytes", "ノートの11バイト"),
      tone: "warm",
    },
  ];
}

/** A row of bytes; below each part a bracket with its name and its meaning. */
function strip(description: string, parts: Part[]): string {
  const count = parts.reduce((sum, part) => sum + part.hex.length, 0);
  const gap = 16;
  const total = count * CELL + (parts.length - 1) * gap;
  const drawn: string[] = [];
  let x = (1120 - total) / 2;
  for (const { hex, label, detail, tone } of parts) {
    const width = hex.length * CELL;
    hex.forEach((byte, index) => {
      const cell = { x: x + index * CELL + 2, y: 10, width: CELL - 4, height: 84 };
      drawn.push(box({ ...cell, label: byte, tone, mono: true, size: 30 }));
    });
    drawn.push(
      line({ x: x + 4, y: 112 }, { x: x + width - 4, y: 112 }, tone),
      text({ x: x + width / 2, y: 138 }, label, { tone, size: 24 }),
      text({ x: x + width / 2, y: 168 }, detail, { size: 24, mono: true }),
    );
    x += width + gap;
  }
  return drawing(1120, 190, description, drawn);
}
