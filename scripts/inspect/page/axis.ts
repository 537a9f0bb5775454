/** How far apart two frames are at least, and what a long silence adds at most, in pixels. */
export const STEP = 26;
const MOST_SILENCE = 70;
/** From where on a silence is worth a word, in milliseconds. */
export const SILENCE_MS = 1000;

/**
 * How far a frame stands from the one before it. Frames of a call come within a millisecond, calls
 * within minutes: so that each can be seen, a silence takes room by its logarithm.
 */
export function distance(silenceMs: number): number {
  return (
    STEP + Math.min(MOST_SILENCE, Math.round(14 * Math.log10(1 + Math.max(0, silenceMs) / 10)))
  );
}
