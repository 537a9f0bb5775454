// Loaded by vitest before each test file. An endless loop keeps a process so busy that vitest's own
// time limit never fires, and the process outlives vitest; a top-level `await` that never settles
// is under no limit at all. A thread beside it still runs: it says what it saw, and ends the process.
import { Worker } from "node:worker_threads";
import { beforeAll, beforeEach } from "vitest";
import { say } from "./say.ts";

/** In milliseconds. */
const LIMITS = {
  /** How much CPU time may be burned while the event loop stands still. */
  loop: 5_000,
  /** How long the event loop may stand still without burning any. */
  blocked: 60_000,
  /** How long a test file may take to load, with what it imports. */
  loading: 15_000,
};
const BEAT = 200;

/** What the thread shares with the tests of this process, whichever file they are of. */
interface Watchdog {
  /** The heartbeat of the event loop, and whether the tests have begun. */
  signs: Int32Array;
  texts: Record<keyof typeof LIMITS, Uint8Array>;
}

// Test files that share a process share its watchdog.
const { signs, texts } = ((globalThis as { workshopWatchdog?: Watchdog }).workshopWatchdog ??=
  start());

Atomics.store(signs, 1, 0);
write(
  "loading",
  say(
    `The tests could not begin within ${LIMITS.loading / 1000} s: the code under test does not finish loading. Is there an \`await\` outside any function that never settles?`,
    `${LIMITS.loading / 1000}秒待ってもテストを始められませんでした。テスト対象のコードの読み込みが終わりません。関数の外に、いつまでも終わらない \`await\` がありませんか？`,
  ),
);
nameLoop(say("While the tests were being loaded", "テストの読み込み中に"));
// Hooks and tests have time limits of vitest's own.
beforeAll(() => void Atomics.store(signs, 1, 1));
beforeEach(({ task }) => nameLoop(say(`In "${task.name}"`, `「${task.name}」で`)));

function start(): Watchdog {
  const bytes = () => new Uint8Array(new SharedArrayBuffer(2_000));
  const watchdog: Watchdog = {
    signs: new Int32Array(new SharedArrayBuffer(8)),
    texts: { loop: bytes(), blocked: bytes(), loading: bytes() },
  };
  setInterval(() => Atomics.add(watchdog.signs, 0, 1), BEAT).unref();
  new Worker(new URL("./watchdog-thread.mjs", import.meta.url), {
    workerData: { ...watchdog, limits: LIMITS },
  }).unref();
  return watchdog;
}

/** Has the thread say where control was lost, should it be. */
function nameLoop(where: string): void {
  write(
    "loop",
    say(
      `${where} the code under test kept control for ${LIMITS.loop / 1000} s of computing. Is there an endless loop in it?`,
      `${where}、テスト対象のコードが CPU 時間にして${LIMITS.loop / 1000}秒間、制御を返しませんでした。無限ループになっていませんか？`,
    ),
  );
  write(
    "blocked",
    say(
      `${where} the code under test did not give back control for ${LIMITS.blocked / 1000} s, and computed nothing: does it wait in a way that blocks?`,
      `${where}、テスト対象のコードが何も計算しないまま${LIMITS.blocked / 1000}秒間、制御を返しませんでした。処理を止めて待っていませんか？`,
    ),
  );
}

/** On standard error anything may speak: the mark tells whoever reads which line is the watchdog's. */
function write(which: keyof typeof LIMITS, text: string): void {
  texts[which].fill(0);
  new TextEncoder().encodeInto(`\nwatchdog: ${text}\n`, texts[which]);
}
