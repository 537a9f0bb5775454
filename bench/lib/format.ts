import type { Figure } from "./figure.ts";

/** A number with three significant digits, and no more than two after the point: 12,300, 45.6, 0.07. */
export function number(value: number): string {
  if (value === 0) return "0";
  const digits = Math.min(2, Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    maximumSignificantDigits: Math.abs(value) >= 1000 ? 3 : undefined,
  });
}

/** A figure with its spread, which is as far from the median as the middle half of the runs reaches: `45.6 ±8%`. */
export function spread({ median, low, high, runs }: Figure): string {
  if (runs === 1 || median === 0) return number(median);
  const farthest = Math.max(high - median, median - low);
  return `${number(median)} ±${Math.round((farthest / Math.abs(median)) * 100)}%`;
}

/** A ratio with its spread: `×1.23 ±4%`. */
export function times(figure: Figure): string {
  return `×${spread(figure)}`;
}
