import { decodeQR } from "qr/decode.js";
import { expect, test } from "vitest";
import { qrBlocks } from "../ground/qr.ts";

const URL = "http://[2001:db8::5]:8080/?name=花子";

/** What a camera sees of a terminal: each half of a letter is a square, white where it is filled. */
function photograph(lines: string[]) {
  const SCALE = 4;
  const rows = lines.flatMap((line) => {
    const [begin, end] = ["\u001B[97;40m", "\u001B[0m"];
    expect(line.startsWith(begin) && line.endsWith(end), "white on black").toBe(true);
    const blocks = Array.from(line.slice(begin.length, -end.length));
    return ["█▀", "█▄"].map((white) => blocks.map((block) => white.includes(block)));
  });
  const [width, height] = [rows[0]!.length * SCALE, rows.length * SCALE];
  const data = new Uint8Array(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    const isWhite = rows[Math.floor(at / width / SCALE)]![Math.floor((at % width) / SCALE)];
    data.fill(isWhite ? 255 : 0, at * 4, at * 4 + 3);
    data[at * 4 + 3] = 255;
  }
  return { width, height, data };
}

test("a phone reads the address from a terminal", () => {
  expect(decodeQR(photograph(qrBlocks(URL).split("\n")))).toBe(URL);
});
