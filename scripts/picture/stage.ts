/** What is on its way between the two windows. */
export interface Parcel {
  /** The body of the call, as the browser sent it. */
  body: number[];
  /** How far it is from the middle: -1 is the left window, 1 the right one. */
  at: number;
  /** What happens to it, and what it weighs, in words. */
  call: string;
  weight: string;
}

/** What the stage's page can do. */
export interface Stage {
  /**
   * Draws a moment; resolves when it can be looked at.
   *
   * @param windows what the left and the right window show, as addresses of pictures
   */
  draw(windows: string[], parcel?: Parcel): Promise<void>;
  /** How many bytes the note in a body has as JSON. */
  jsonBytes(body: number[]): number;
}
