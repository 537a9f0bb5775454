// Loaded by vitest before each test file. An endless loop keeps a process so busy that vitest's own
// time limit never fires, and the process outlives vitest; a top-level `await` that never settles
// is under no limit at all. A thread beside it still runs: it says what it saw, and ends the process.
import { Worker } from "node:worker_threads";
import { beforeAll, beforeEach } from "vitest";
import { say } from "./say.ts";

/** How long the event loop may stand still, in milliseconds. */
const STANDSTILL = 5_000;
/** How long a test file may take to load, with what it imports, in milliseconds. */
const LOADING = 15_000;
const BEAT = 200;

// The heartbeat of the event loop, and whether the tests have begun.
const signs = new Int32Array(new SharedArrayBuffer(8));
const loop = new Uint8Array(new SharedArrayBuffer(2_000));
const loading = new Uint8Array(new SharedArrayBuffer(2_000));

setInterval(() => Atomics.add(signs, 0, 1), BEAT).unref();

write(
  loading,
  say(
    `The tests could not begin within ${LOADING / 1000} s: the code under test does not finish loading. Is there an \`await\` outside any function that never settles?`,
    `${LOADING / 1000}秒待ってもテストを始められませんでした。テスト対象のコードの読み込みが終わりません。関数の外に、いつまでも終わらない \`await\` がありませんか？`,
  ),
);
nameLoop(say("While the tests were being loaded", "テストの読み込み中に"));
// Hooks and tests have time limits of vitest's own.
beforeAll(() => void Atomics.store(signs, 1, 1));
beforeEach(({ task }) => nameLoop(say(`In "${task.name}"`, `「${task.name}」で`)));

/** Has the thread say where control was lost, should it be. */
function nameLoop(where: string): void {
  write(
    loop,
    say(
      `${where} the code under test kept control for ${STANDSTILL / 1000} s. Is there an endless loop in it?`,
      `${where}、テスト対象のコードが${STANDSTILL / 1000}秒間、制御を返しませんでした。無限ループになっていませんか？`,
    ),
  );
}

function write(buffer: Uint8Array, text: string): void {
  buffer.fill(0);
  new TextEncoder().encodeInto(`${text}\n`, buffer);
}

new Worker(new URL("./watchdog-thread.mjs", import.meta.url), {
  workerData: { signs, loop, loading, standstill: STANDSTILL, loadingTime: LOADING },
}).unref();
