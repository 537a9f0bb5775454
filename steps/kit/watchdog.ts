// Loaded by vitest before each test file. An endless loop keeps a process so busy that vitest's own
// time limit never fires, and the process outlives vitest. A thread beside it still runs: it notices,
// says which test it was, and ends the process.
import { Worker } from "node:worker_threads";
import { beforeEach } from "vitest";
import { say } from "./say.ts";

/** How long the event loop may stand still, in milliseconds. */
const LIMIT = 5_000;
const BEAT = 200;

const beats = new Int32Array(new SharedArrayBuffer(4));
const message = new Uint8Array(new SharedArrayBuffer(2_000));

setInterval(() => Atomics.add(beats, 0, 1), BEAT).unref();

explain(say("While the tests were being loaded", "テストの読み込み中に"));
beforeEach(({ task }) => explain(say(`In "${task.name}"`, `「${task.name}」で`)));

/** Has the thread say where control was lost, should it be. */
function explain(where: string): void {
  const text = say(
    `${where} the code under test kept control for ${LIMIT / 1000} s. Is there an endless loop in it?`,
    `${where}、テスト対象のコードが${LIMIT / 1000}秒間、制御を返しませんでした。無限ループになっていませんか？`,
  );
  message.fill(0);
  new TextEncoder().encodeInto(`${text}\n`, message);
}

new Worker(new URL("./watchdog-thread.mjs", import.meta.url), {
  workerData: { beats, message, limit: LIMIT },
}).unref();
