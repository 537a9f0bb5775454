// npm test — the course proves itself: first that no author forgot anything; then every starter fails
// for the intended reason, every path leads where it says, every right answer passes, every mistake is
// caught; then the course's own tests.
import { ROOT } from "../ground/paths.ts";
import { findSteps } from "../ground/steps.ts";
import { messages } from "../messages/index.ts";
import { lintCourse } from "../proving/lint/lint.ts";
import { findOwnTests, runOwnTests } from "../proving/own-tests.ts";
import { asLine } from "../proving/problem.ts";
import { proveTargets, timed } from "../proving/prove.ts";
import { Remembered } from "../proving/remembered.ts";
import { select } from "../proving/selection.ts";
import { findTargets, idOf, type Target } from "../proving/targets.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { mark } from "../terminal/style.ts";

const text = messages.course;
/** The part that only reads the course. */
const LINT = "lint";

await run(async () => {
  const { values, positionals } = readArguments("test", {
    words: ["[PART …]"],
    flags: { all: { type: "boolean" } },
    example: "03",
  });
  const forgotten = lintCourse().map(asLine);
  if (forgotten.length > 0) return close(0, forgotten);
  if (positionals.includes(LINT)) return close(1, []);

  const steps = findSteps(ROOT, "en");
  const problems: string[] = [];
  const all = findTargets(steps, (problem) => problems.push(asLine(problem)));
  const { targets, ownTests } = select(positionals, { targets: all, ownTests: findOwnTests() });

  const remembered = new Remembered(steps);
  const isKnown = (target: Target) => !values.all && !process.env.CI && remembered.has(target);
  const fresh = targets.filter((target) => !isKnown(target));
  const right = new Set(targets.filter(isKnown));
  if (right.size > 0) console.log(text.remembered(right.size));
  // Beside the targets: a browser's tests mostly wait.
  const own =
    ownTests.length > 0
      ? timed(text.own(ownTests.length), () => runOwnTests(ownTests), text.ownTook)
      : undefined;
  own?.catch(() => {}); // Awaited below.
  if (fresh.length > 0) {
    for (const [target, wrong] of await proveTargets(fresh, steps)) {
      problems.push(...wrong.map((each) => `${idOf(target)}: ${each}`));
      if (wrong.length > 0) continue;
      right.add(target);
      remembered.add(target);
    }
    remembered.save();
  }
  let passed = right.size;
  if (targets.length > 0) console.log(summary([...right]));
  if (own) {
    const { passed: ownPassed, wrong } = await own;
    problems.push(...wrong);
    passed += ownPassed;
  }
  return close(passed, problems);
});

function summary(right: Target[]): string {
  const count = (wanted: Target["kind"]) => right.filter(({ kind }) => kind === wanted).length;
  return text.right(
    count("starter"),
    count("stage"),
    count("solution"),
    count("variant"),
    count("mistake"),
  );
}

function close(passed: number, problems: string[]): number {
  for (const problem of problems) console.error(`${mark.failed} ${problem}`);
  console.log(text.closing(passed, problems.length));
  return problems.length === 0 ? 0 : 1;
}
