/** Chooses between the two languages of a label. */
export type Words = (en: string, ja: string) => string;

/** Draws a diagram with its labels in one language. */
export type Draw = (words: Words) => string;

/** A point of a drawing; one unit is one pixel of a slide of 1280 × 720. */
export interface Point {
  x: number;
  y: number;
}

/** What colour a shape has in the theme: plain, or one that stands out. */
export type Tone = "plain" | "accent" | "warm" | "faint";

/** The options of a line of text. */
export interface TextOptions {
  tone?: Tone;
  size?: number;
  anchor?: "start" | "middle" | "end";
  mono?: boolean;
  bold?: boolean;
  /** The width that the text must fit; `slides:check` measures it in a browser. */
  fit?: number;
}

/** A label at a point, which is the middle of its line. */
export function text({ x, y }: Point, label: string, options: TextOptions = {}): string {
  const { tone = "plain", size = 24, anchor = "middle", mono, bold, fit } = options;
  const names = ["d-text", `d-${tone}`, mono && "d-mono", bold && "d-bold"].filter(Boolean);
  const limit = fit === undefined ? "" : ` data-fit="${fit}"`;
  return (
    `<text class="${names.join(" ")}" x="${x}" y="${y}" font-size="${size}"` +
    ` text-anchor="${anchor}" dominant-baseline="central"${limit}>${escaped(label)}</text>`
  );
}

/** A rectangle with one or two lines in its middle. */
export interface Box extends Point {
  width: number;
  height: number;
  label: string;
  /** The second line, smaller. */
  detail?: string;
  tone?: Tone;
  mono?: boolean;
  size?: number;
}

/** Draws a {@link Box}. */
export function box({ x, y, width, height, label, detail, tone, mono, size = 24 }: Box): string {
  const middle = { x: x + width / 2, y: y + height / 2 };
  const fit = width - 16;
  const shape = `<rect class="d-box d-${tone ?? "plain"}" x="${x}" y="${y}" width="${width}" height="${height}" rx="10"/>`;
  if (!detail) return shape + text(middle, label, { mono, size, bold: !mono, fit });
  return (
    shape +
    text({ ...middle, y: middle.y - 16 }, label, { mono, size, bold: !mono, fit }) +
    text({ ...middle, y: middle.y + 18 }, detail, { tone: "faint", size: 24, fit })
  );
}

/** An arrow, with a label above its middle. */
export interface Arrow {
  from: Point;
  to: Point;
  label?: string;
  tone?: Tone;
  dashed?: boolean;
  mono?: boolean;
  /** How far above the line the label stands. */
  lift?: number;
  size?: number;
}

/** Draws an {@link Arrow}. */
export function arrow({
  from,
  to,
  label,
  tone = "plain",
  dashed,
  mono,
  lift = 20,
  size = 24,
}: Arrow): string {
  const shaft =
    `<line class="d-line d-${tone}${dashed ? " d-dashed" : ""}" x1="${from.x}" y1="${from.y}"` +
    ` x2="${to.x}" y2="${to.y}"/>${head(from, to, tone)}`;
  if (!label) return shaft;
  const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - lift };
  return shaft + text(middle, label, { tone, mono, size });
}

/** How long and how wide the head of an arrow is. */
const HEAD = { length: 18, width: 16 };

/** The head of an arrow; no `<marker>`, as the deck shows one slide alone, and hides that of the first. */
function head(from: Point, to: Point, tone: Tone): string {
  const degrees = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI;
  const half = HEAD.width / 2;
  return (
    `<path class="d-head d-${tone}" d="M0 0L${-HEAD.length} ${-half}L${-HEAD.length} ${half}z"` +
    ` transform="translate(${to.x} ${to.y}) rotate(${Math.round(degrees)})"/>`
  );
}

/** A plain line, as for an axis. */
export function line(from: Point, to: Point, tone: Tone = "faint", dashed = false): string {
  return `<line class="d-line d-${tone}${dashed ? " d-dashed" : ""}" x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}"/>`;
}

/**
 * A whole drawing, on one line: a blank line would end it in Markdown.
 *
 * @param description what it shows, for those who cannot see it
 */
export function drawing(
  width: number,
  height: number,
  description: string,
  parts: string[],
): string {
  return (
    `<div class="diagram"><svg role="img" aria-label="${escaped(description)}"` +
    ` viewBox="-2 -2 ${width + 4} ${height + 4}" width="${width + 4}" height="${height + 4}">` +
    `${parts.join("")}</svg></div>`
  );
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
