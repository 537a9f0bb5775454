import { queryObjects, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { OwnTime } from "./wait.ts";

setFlagsFromString("--expose-gc");

/** Frees what nothing refers to any more. What a `WeakRef` has shown in a turn lives to its end. */
export const collectGarbage = runInNewContext("gc") as () => void;

/** How many objects there are: functions too, but neither numbers nor texts. Collects garbage first. */
export function countObjects(): number {
  const { emitWarning } = process;
  // That this is experimental is no news for a learner.
  process.emitWarning = () => {};
  const count = queryObjects(Object, { format: "count" }) as unknown as number;
  process.emitWarning = emitWarning;
  return count;
}

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
    await time.pass();
    collectGarbage();
  }
  return alive();
}
