/** A figure that was measured several times. */
export interface Figure {
  median: number;
  /** The lower quartile: a quarter of the runs was below. */
  low: number;
  /** The upper quartile: a quarter of the runs was above. */
  high: number;
  runs: number;
}

/**
 * Sums up what several runs measured. Quartiles, as a single run that another program disturbed must
 * not widen the spread of all.
 *
 * @param samples one number a run; at least one
 */
export function figureOf(samples: number[]): Figure {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => quantile(sorted, share);
  return { median: at(0.5), low: at(0.25), high: at(0.75), runs: sorted.length };
}

/** A figure in another unit, so many times as large. */
export function inUnits({ median, low, high, runs }: Figure, unit: number): Figure {
  return { median: median / unit, low: low / unit, high: high / unit, runs };
}

/** The value below which a share of sorted numbers is, between two of them in proportion. */
function quantile(sorted: number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return below + (above - below) * (place % 1);
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
