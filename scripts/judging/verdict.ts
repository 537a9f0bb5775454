/** Why a test failed. */
export interface Failure {
  sentence: string;
  /** Whether it is said in the learner's terms, as by the test itself; otherwise something threw. */
  isCheck: boolean;
  expected?: string;
  actual?: string;
  /** The learner's function that the test says is to be mended, by its name. */
  accused?: string;
  /** Whether JavaScript itself refused: a name that is not there, a method of nothing. */
  isSlip?: boolean;
  /** The learner's line that threw, where one did; a path relative to the judged tree, with `/`. */
  at?: { file: string; line: number };
}

/** What became of one test. */
export interface Outcome {
  /** The task of the README that it belongs to, such as `Task 2: …`. */
  task: string;
  title: string;
  /** `unfinished` when the process ended before it could tell. */
  state: "passed" | "failed" | "unfinished";
  /** The first thing that went wrong in it. */
  failure?: Failure;
}

/** What one test file says. */
export interface Verdict {
  /** In the order of the file, which is the README's. */
  outcomes: Outcome[];
  /** What went wrong outside any test: a file that cannot be loaded, an endless loop. */
  strays: Failure[];
  /** What the code under test printed. */
  printed: string;
}

/** Whether every test passed and nothing went wrong beside them. */
export function isSolved({ outcomes, strays }: Verdict): boolean {
  return (
    outcomes.length > 0 && strays.length === 0 && outcomes.every(({ state }) => state === "passed")
  );
}

/** How many of some tests passed. */
export function countPassed(outcomes: Outcome[]): number {
  return outcomes.filter(({ state }) => state === "passed").length;
}

/**
 * The first thing to fix, with the first test that failed if there is one. A slip in the learner's
 * code that showed outside any test comes before what the test says, as it is why.
 */
export function firstFailure({
  outcomes,
  strays,
}: Verdict): { outcome?: Outcome; failure: Failure } | undefined {
  const outcome = outcomes.find(({ failure }) => failure);
  const slip = strays.find(({ at, isSlip }) => at && isSlip);
  const failure = slip ?? outcome?.failure ?? strays[0];
  return failure && { outcome, failure };
}
