import { text, type Point, type Tone } from "./kit.ts";

/** A question, and a bar for each answer. */
export interface Bars extends Point {
  title: string;
  rows: Bar[];
  /** How wide the names are, and the bar of the greatest value. */
  names: number;
  width: number;
  /** The value that is as wide as that. */
  most: number;
}

/** One bar: its name, how much it is, and how that is written. */
export interface Bar {
  name: string;
  value: number;
  shown: string;
  tone: Tone;
}

/** The height of a bar with the space below it. */
export const ROW = 37;

/** Draws {@link Bars} below their title, x at the left of the names; the values stand in a column. */
export function bars({ x, y, title, rows, names, width, most }: Bars): string[] {
  const drawn = rows.flatMap(({ name, value, shown, tone }, index) => {
    const middle = y + 36 + index * ROW;
    const length = (value / most) * width;
    return [
      text({ x, y: middle }, name, { anchor: "start", fit: names - 10 }),
      `<rect class="d-bar d-${tone}" x="${x + names}" y="${middle - 14}" width="${length}" height="28" rx="4"/>`,
      text({ x: x + names + width + 12, y: middle }, shown, { anchor: "start", bold: true }),
    ];
  });
  return [text({ x, y }, title, { anchor: "start", bold: true }), ...drawn];
}
