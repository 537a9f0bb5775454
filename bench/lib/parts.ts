import type { Part } from "./part.ts";

/** Every part, in the order in which they run, with the minutes that each takes without `--quick`. */
export const PARTS = { "fan-out": 7, codec: 2, unary: 1, course: 4, profile: 1 };

/** The name of a part: its folder, what `--only` takes, and its key in the JSON. */
export type PartName = keyof typeof PARTS;

/** Loads a part. */
export async function loadPart(name: string): Promise<Part> {
  const { part } = (await import(`../${name}/part.ts`)) as { part: Part };
  return part;
}
