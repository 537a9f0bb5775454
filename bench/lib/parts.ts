import type { Part } from "./part.ts";

/** Every part, in the order in which they run, with the minutes that each takes without `--quick`. */
export const PARTS = { "fan-out": 4, codec: 3, unary: 3, course: 3, profile: 2 };

/** The name of a part: its folder, what `--only` takes, and its key in the JSON. */
export type PartName = keyof typeof PARTS;

/** Loads a part. */
export async function loadPart(name: string): Promise<Part> {
  const { part } = (await import(`../${name}/part.ts`)) as { part: Part };
  return part;
}
