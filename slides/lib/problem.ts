/** Something wrong in a source of the slides: the message begins with where it is. */
export class SlideError extends Error {
  /**
   * @param file the source, relative to the repository, with `/`
   * @param line counted from 1
   * @param what what is wrong there, as a sentence
   */
  constructor(file: string, line: number, what: string) {
    super(`${file}:${line}: ${what}`);
  }
}
