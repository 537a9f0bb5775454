// The thread of watchdog.ts; plain JavaScript because a thread starts without vitest's transforms.
import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";

const { signs, loop, loading, standstill, loadingTime } = workerData;
const INTERVAL = 500;
let last = -1;
let still = 0;
let waited = 0;

setInterval(() => {
  const beat = Atomics.load(signs, 0);
  still = beat === last ? still + INTERVAL : 0;
  last = beat;
  waited += INTERVAL;
  if (still >= standstill) end(loop);
  if (waited >= loadingTime && Atomics.load(signs, 1) === 0) end(loading);
}, INTERVAL);

function end(message) {
  writeSync(2, message.slice(0, message.indexOf(0)));
  process.kill(process.pid, "SIGKILL");
}
