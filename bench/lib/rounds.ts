import type { Context } from "./part.ts";

/**
 * Lets contestants take turns, so that a slow moment of the machine hits all of them.
 *
 * @param contestants who takes part
 * @param rounds how many rounds there are
 * @param run measures one contestant once
 * @param warmUp what each does before the first round: by default the same as in a round
 * @returns for each contestant, in their order, its sample of each round
 */
export async function takeTurns<Contestant, Sample>(
  contestants: Contestant[],
  rounds: number,
  run: (contestant: Contestant) => Promise<Sample>,
  warmUp: (contestant: Contestant) => Promise<unknown> = run,
): Promise<Sample[][]> {
  for (const contestant of contestants) await warmUp(contestant);
  const samples: Sample[][] = contestants.map(() => []);
  for (let round = 1; round <= rounds; round += 1) {
    for (const index of orderOf(round, contestants.length)) {
      samples[index]!.push(await run(contestants[index]!));
    }
  }
  return samples;
}

/**
 * In which order so many contestants have their turns: 0, 1, n - 1, 2, n - 2, … and in each round all of
 * them one further. Nobody profits from what it left in the processor's caches by coming twice in a
 * row (of three or more), and nobody always follows the same neighbour. For an even number this is
 * the balanced Latin square of E. J. Williams (1949), after as many rounds as there are contestants.
 */
export function orderOf(round: number, contestants: number): number[] {
  return Array.from({ length: contestants }, (_, place) => {
    const step = place % 2 === 1 ? (place + 1) / 2 : contestants - place / 2;
    return (step + round) % contestants;
  });
}

/**
 * Counts turns as they begin.
 *
 * @param progress is told of each turn what it is, how many were done before it, and of how many
 * @returns what a turn calls with its name
 */
export function countTurns(progress: Context["progress"], total: number): (what: string) => void {
  let done = 0;
  return (what) => {
    progress(what, done, total);
    done += 1;
  };
}

/**
 * Puts the samples of several sittings together. Each sitting has fresh processes: no two are compiled
 * alike, so that one alone may differ from the next by more than its rounds differ among themselves.
 *
 * @param sittings for each sitting, what {@link takeTurns} returned
 * @returns for each contestant, its samples of all sittings
 */
export function allSittings<Sample>(sittings: Sample[][][]): Sample[][] {
  return sittings[0]!.map((_, contestant) => sittings.flatMap((some) => some[contestant]!));
}
