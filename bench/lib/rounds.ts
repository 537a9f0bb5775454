/**
 * Lets contestants take turns, so that a slow moment of the machine hits all of them.
 *
 * Every other round goes through them backwards: none always follows the same neighbour.
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
    const order = [...contestants.keys()];
    if (round % 2 === 1) order.reverse();
    for (const index of order) samples[index]!.push(await run(contestants[index]!));
  }
  return samples;
}
