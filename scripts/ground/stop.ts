/** Ends a command with a sentence for a person. */
export class Stop extends Error {
  readonly code: number;

  /** @param code the exit code: 1 it is not so, 2 it could not be tried */
  constructor(message: string, code = 2) {
    super(message);
    this.code = code;
  }
}
