import { say } from "../../steps/kit/say.ts";
import { npm } from "../../scripts/ground/npm.ts";
import { type Figure, figureOf, ratioOf } from "../lib/figure.ts";
import type { Context, Row } from "../lib/part.ts";
import { countTurns, takeTurns } from "../lib/rounds.ts";
import { type Command, type CommandName, cleanUp, COMMANDS, timed } from "./commands.ts";

/** How long a command of the course takes. */
export interface CourseRow extends Row {
  command: CommandName | "test";
  seconds: Figure;
  /** What bare vitest takes for the same tests; null where there are none. */
  vitestSeconds: Figure | null;
  /** How many times as long as bare vitest. */
  ratio: Figure | null;
}

/** Somebody who takes a turn: a command, or bare vitest in its place. */
interface Contestant {
  command: CommandName;
  isVitest: boolean;
  once(): Promise<number>;
}

/**
 * Measures the course's commands; with `quick` those that take long are left out.
 *
 * @throws Error if a command fails
 */
export async function run({ quick, progress }: Context): Promise<CourseRow[]> {
  const names = Object.keys(COMMANDS) as CommandName[];
  if (quick) return measure(["codegen", "step"], 1, progress);
  const rows = await measure(names, 5, progress);
  progress("npm test", 0, 1);
  let code: number | null = null;
  const seconds = await timed(async () => {
    ({ code } = await npm(["test"]));
  });
  const row: CourseRow = { command: "test", seconds: figureOf([seconds]), ...NO_VITEST };
  return code === 0 ? [...rows, row] : rows;
}

const NO_VITEST = { vitestSeconds: null, ratio: null };

/**
 * Measures some of the commands.
 *
 * @param rounds how many times each is run
 */
export async function measure(
  names: CommandName[],
  rounds: number,
  progress: Context["progress"],
): Promise<CourseRow[]> {
  // Ctrl-C ends the process without ado.
  process.on("exit", cleanUp);
  try {
    const commands = new Map<CommandName, Command>();
    for (const name of names) {
      progress(say(`preparing ${name}`, `${name} の準備中`), 0, 1);
      const command = await COMMANDS[name]();
      if (command) commands.set(name, command);
    }
    const contestants = [...commands].flatMap(([command, timings]): Contestant[] => [
      { command, isVitest: false, once: timings.run },
      ...(timings.vitest ? [{ command, isVitest: true, once: timings.vitest }] : []),
    ]);
    const step = countTurns(progress, contestants.length * rounds);
    const samples = await takeTurns(
      contestants,
      rounds,
      ({ command, isVitest, once }) => {
        step(isVitest ? `vitest, ${command}` : command);
        return once();
      },
      // Each begins anew every time, and was run while it was made ready.
      async () => {},
    );
    const samplesOf = (name: CommandName, isVitest: boolean) =>
      samples.find(
        (_, index) =>
          contestants[index]!.command === name && contestants[index]!.isVitest === isVitest,
      );
    return [...commands.keys()].map((command) => {
      const own = samplesOf(command, false)!;
      const vitest = samplesOf(command, true);
      return {
        command,
        seconds: figureOf(own),
        ...(vitest ? { vitestSeconds: figureOf(vitest), ratio: ratioOf(own, vitest) } : NO_VITEST),
      };
    });
  } finally {
    process.off("exit", cleanUp);
    cleanUp();
  }
}
