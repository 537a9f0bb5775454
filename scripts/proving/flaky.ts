import { spawn, type ChildProcess } from "node:child_process";
import { availableParallelism } from "node:os";
import type { Step } from "../ground/steps.ts";
import { messages } from "../messages/index.ts";
import { judgeTargets } from "./judge-targets.ts";
import { timed } from "./prove.ts";
import { idOf, type Target } from "./targets.ts";
import { Trees } from "./trees.ts";

const text = messages.flaky;
/** In each round one mistake of so many is judged, another one each time. */
const SAMPLE = 8;

/**
 * Judges targets beside one busy loop a core, round after round: of the mistakes a sample.
 *
 * @param steps all steps, in order
 * @returns what any round said that it should not
 */
export async function runRounds(
  targets: Target[],
  steps: Step[],
  rounds: number,
): Promise<string[]> {
  const loops = Array.from({ length: availableParallelism() }, startLoop);
  const trees = new Trees("flaky", steps);
  const wrong: string[] = [];
  try {
    for (let round = 1; round <= rounds; round += 1) {
      const mistakes = targets.filter(({ kind }) => kind === "mistake");
      const sample = mistakes.filter((_, index) => (index + round) % SAMPLE === 0);
      const some = [...targets.filter(({ kind }) => kind !== "mistake"), ...sample];
      const verdicts = await timed(text.round(round, rounds, some.length, loops.length), () =>
        judgeTargets(some, trees, "en"),
      );
      for (const [target, verdict] of verdicts) {
        wrong.push(...target.judge(verdict).map((each) => `${round}: ${idOf(target)}: ${each}`));
      }
    }
  } finally {
    for (const loop of loops) loop.kill();
    trees.remove();
  }
  return wrong;
}

/** A process that keeps a core busy, for as long as this one lives. */
function startLoop(): ChildProcess {
  // Its standard input ends with this process, however that ends.
  const script =
    "process.stdin.on('end', () => process.exit()).resume(); const spin = () => { for (const end = Date.now() + 50; Date.now() < end; ); setImmediate(spin); }; spin();";
  return spawn(process.execPath, ["-e", script], { stdio: ["pipe", "ignore", "ignore"] });
}
