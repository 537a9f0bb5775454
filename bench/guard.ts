// npm run bench:guard — has something become much slower than what it is compared with?
//
// A busy machine must not make it fail. So each bound is on a ratio within one run, and about twice as
// far away as what is usual; and what is out of bounds is measured again, and fails if it stays there.
import { readArguments } from "../scripts/terminal/arguments.ts";
import { run } from "../scripts/terminal/command.ts";
import { installExtras } from "../scripts/ground/extras.ts";
import { referenceTree } from "../scripts/judging/runnable.ts";
import { mark } from "../scripts/terminal/style.ts";
import { say } from "../steps/kit/say.ts";
import type { CourseRow } from "./course/run.ts";
import type { FanOutRow } from "./fan-out/run.ts";
import { number } from "./lib/format.ts";
import type { Context } from "./lib/part.ts";

/** A ratio that must not be higher than so much. */
interface Bound {
  what: string;
  ratio: number;
  most: number;
}

const ATTEMPTS = 3;

await run(async () => {
  readArguments("bench:guard", {});
  await installExtras("bench");
  const progress = () => {};
  const context: Context = { quick: true, tree: await referenceTree(), progress };
  // After the installation: these import what it installs.
  const { run: fanOut } = await import("./fan-out/run.ts");
  const { measure } = await import("./course/run.ts");
  const { labelOf } = await import("./course/report.ts");
  const holds = [
    await hold(async () => fanOutBounds(await fanOut(context))),
    await hold(async () => courseBounds(await measure(["step", "watch"], 2, progress), labelOf)),
  ];
  return holds.every(Boolean) ? 0 : 1;
});

/** The server of step 3's solution, against the naive one and against bare node:http2. */
function fanOutBounds(rows: FanOutRow[]): Bound[] {
  const of = (server: string) =>
    rows.find((row) => row.server === server && row.subscribers === 100)!;
  const [solution, naive, bare] = [of("solution"), of("naive"), of("http2")];
  return [
    {
      what: say(
        "CPU time a note, step 3's solution to naive grpc-js",
        "1件あたりの CPU 時間：ステップ3の解答例／素朴な grpc-js",
      ),
      ratio: solution.cpuPerNote.median / naive.cpuPerNote.median,
      most: 2,
    },
    {
      what: say(
        "CPU time a note, step 3's solution to node:http2",
        "1件あたりの CPU 時間：ステップ3の解答例／node:http2",
      ),
      ratio: solution.cpuPerNote.median / bare.cpuPerNote.median,
      most: 3,
    },
    {
      what: say(
        "memory a subscriber, step 3's solution to naive grpc-js",
        "購読者1人あたりのメモリー：ステップ3の解答例／素朴な grpc-js",
      ),
      ratio: solution.heapPerSubscriber.median / naive.heapPerSubscriber.median,
      most: 2,
    },
  ];
}

/** The course's own commands, against bare vitest. */
function courseBounds(rows: CourseRow[], labelOf: (row: CourseRow) => string): Bound[] {
  return rows.map((row) => ({
    what: say(`time of ${labelOf(row)}, to bare vitest`, `所要時間：${labelOf(row)}／vitest 単体`),
    ratio: row.ratio!.median,
    most: 2.5,
  }));
}

/** Measures until every bound has been met once, and prints each. */
async function hold(measure: () => Promise<Bound[]>): Promise<boolean> {
  const met = new Set<string>();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const bounds = await measure();
    for (const { what, ratio, most } of bounds.filter((bound) => !met.has(bound.what))) {
      const isMet = ratio <= most;
      if (isMet) met.add(what);
      const limit = say(`at most ${most}`, `上限 ${most}`);
      console.log(`${isMet ? mark.passed : mark.failed} ${what}: ${number(ratio)} (${limit})`);
    }
    if (bounds.every(({ what }) => met.has(what))) return true;
  }
  return false;
}
