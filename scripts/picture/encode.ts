import UPNG from "upng-js";
import type { Frame } from "./film.ts";

const COLOURS = 256;
/** How often it is shown before it rests on its last picture: nothing moves for ever beside a text. */
const PLAYS = 3;

/** A film as one animated PNG; of one frame, a PNG that stands still. */
export function encode(frames: Frame[]): Buffer {
  const pictures = frames.map(({ png }) => UPNG.decode(Uint8Array.from(png).buffer));
  const { width, height } = pictures[0]!;
  const pixels = pictures.map((picture) => UPNG.toRGBA8(picture)[0]!);
  // The last argument is not in the package's types.
  const encodeAll = UPNG.encode as (
    ...args: [...Parameters<typeof UPNG.encode>, { loop: number }]
  ) => ArrayBuffer;
  return Buffer.from(
    encodeAll(
      pixels,
      width,
      height,
      COLOURS,
      frames.map(({ ms }) => ms),
      { loop: PLAYS },
    ),
  );
}
