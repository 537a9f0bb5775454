import type { Part } from "./part.ts";

/** Every part, in the order in which they run, with the minutes that each takes without `--quick`. */
export const PARTS = { "fan-out": 9, codec: 3, unary: 2, course: 5, profile: 1 };

/** The name of a part: its folder, what `--only` takes, and its key in the JSON. */
export type PartName = keyof typeof PARTS;

/** Loads a part. */
export async function loadPart(name: string): Promise<Part> {
  const { part } = (await import(`../${name}/part.ts`)) as { part: Part };
  return part;
}
