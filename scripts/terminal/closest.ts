/**
 * The word that somebody probably meant.
 *
 * @param given what they wrote
 * @returns one that is a slip or two away; undefined if none is
 */
export function closest(given: string, words: string[]): string | undefined {
  const slips = (word: string) => distance(given.toLowerCase(), word.toLowerCase());
  const [best] = words.toSorted((a, b) => slips(a) - slips(b));
  return best !== undefined && slips(best) <= Math.max(1, best.length / 3) ? best : undefined;
}

/** How many letters to add, to leave out, to change or to swap with the next lead from one word to another. */
function distance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= from.length; i += 1) {
    const [above, before] = [rows[i - 1]!, rows[i - 2]];
    const row = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1;
      const isSwapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row[j] = Math.min(
        above[j]! + 1,
        row[j - 1]! + 1,
        above[j - 1]! + change,
        before && isSwapped ? before[j - 2]! + 1 : Number.POSITIVE_INFINITY,
      );
    }
    rows.push(row);
  }
  return rows.at(-1)!.at(-1)!;
}
