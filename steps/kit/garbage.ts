import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { OwnTime } from "./wait.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/**
 * Collects garbage until few enough of some objects are left, or a while has passed.
 *
 * @param some weak references to them: nothing else of the test's may hold them
 * @param enough how many may be left
 * @param ms the longest wait, in milliseconds of this process' own time
 * @returns how many are left
 */
export async function countAlive(
  some: WeakRef<object>[],
  enough: number,
  ms = 500,
): Promise<number> {
  const time = new OwnTime();
  const alive = () => some.filter((ref) => ref.deref()).length;
  for (let left = alive(); left > enough && time.spent < ms; left = alive()) {
    // In a turn of its own: what `deref` has shown lives to the end of that turn.
    await time.pass();
    collect();
  }
  return alive();
}
