/** Something that is wrong in the course, for its authors. */
export interface Problem {
  /** Relative to the repository, with `/`. */
  path: string;
  /** From 1; undefined where it is the file as such. */
  line?: number;
  /** What is wrong, in words that follow a colon. */
  wrong: string;
  /** What mends it, in words that follow a colon. */
  mend: string;
}

/** Ends the reading of one file of the course, whose author is told. */
export class CourseError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(asLine(problem));
    this.problem = problem;
  }
}

/** A problem on one line: place, what is wrong, what mends it. */
export function asLine({ path, line, wrong, mend }: Problem): string {
  return `${line === undefined ? path : `${path}:${line}`}: ${wrong}: ${mend}`;
}
