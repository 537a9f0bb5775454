/** How long a page that has no frames, as a hidden one, may wait to be drawn, in milliseconds. */
const MOST_MS = 1000;

/**
 * Draws once a frame, however often it is asked: a browser that lays out the page for each note of
 * thousands answers nobody in the meantime.
 *
 * @returns what asks for it
 */
export function oncePerFrame(draw: () => void): () => void {
  let isAsked = false;
  const run = () => {
    if (!isAsked) return;
    isAsked = false;
    draw();
  };
  return () => {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(run);
    setTimeout(run, MOST_MS);
  };
}
