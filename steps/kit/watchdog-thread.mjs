// The thread of watchdog.ts; plain JavaScript because a thread starts without vitest's transforms.
import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";

/** @type {{ signs: Int32Array, texts: Record<'loop' | 'blocked' | 'loading', Uint8Array>, limits: Record<'loop' | 'blocked' | 'loading', number> }} */
const { signs, texts, limits } = workerData;
const LOOK = 500;

let beat = -1;
/** The CPU time of this process at the last beat, in microseconds. */
let cpuAtBeat = 0;
/** Looks since the last beat, and since the tests of a file began to load; a late look counts as one. */
let looksWithoutBeat = 0;
let looksAtLoading = 0;

setInterval(() => {
  const { user, system } = process.cpuUsage();
  const cpu = user + system;
  const isLoading = Atomics.load(signs, 1) === 0;
  looksAtLoading = isLoading ? looksAtLoading + 1 : 0;
  if (Atomics.load(signs, 0) !== beat) {
    beat = Atomics.load(signs, 0);
    cpuAtBeat = cpu;
    looksWithoutBeat = 0;
  } else {
    looksWithoutBeat += 1;
  }
  if (looksWithoutBeat > 0 && cpu - cpuAtBeat >= limits.loop * 1000) end(texts.loop);
  if (looksWithoutBeat * LOOK >= limits.blocked) end(texts.blocked);
  if (looksAtLoading * LOOK >= limits.loading) end(texts.loading);
}, LOOK);

/** @param {Uint8Array} text what to say, up to its first 0 */
function end(text) {
  writeSync(2, text.slice(0, text.indexOf(0)));
  process.kill(process.pid, "SIGKILL");
}
