// The thread of watchdog.ts; plain JavaScript because a thread starts without vitest's transforms.
import { writeSync } from "node:fs";
import { workerData } from "node:worker_threads";

const { beats, message, limit } = workerData;
const ROUNDS = 8;
let last = -1;
let still = 0;

setInterval(() => {
  const now = Atomics.load(beats, 0);
  still = now === last ? still + 1 : 0;
  last = now;
  if (still < ROUNDS) return;
  writeSync(2, message.slice(0, message.indexOf(0)));
  process.kill(process.pid, "SIGKILL");
}, limit / ROUNDS);
