/** A figure that was measured several times. */
export interface Figure {
  median: number;
  /** The lowest of the runs. */
  low: number;
  /** The highest of the runs. */
  high: number;
  runs: number;
}

/**
 * Sums up what several runs measured.
 *
 * @param samples one number a run; at least one
 */
export function figureOf(samples: number[]): Figure {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const median = (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
  return { median, low: sorted[0]!, high: sorted.at(-1)!, runs: sorted.length };
}

/**
 * How often `baseline` goes into `samples`: one ratio a round, so that a slow moment of the machine,
 * which hits both, cancels out.
 *
 * @param samples one number a round
 * @param baseline what the baseline measured in the same rounds
 */
export function ratioOf(samples: number[], baseline: number[]): Figure {
  return figureOf(samples.map((sample, round) => sample / baseline[round]!));
}
