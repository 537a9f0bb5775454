import type { Standing } from "./standing.ts";

/** 1 had neither `learner` nor a step's `firstFailing`, `lastActivity`, `hints` and `solvedBy`. */
export const SCHEMA = 2;

/** What `progress --json` prints: the names do not change. */
export interface ProgressFile {
  schema: number;
  /** When it was made, in ISO 8601. */
  at: string;
  learner: string | null;
  /** How many steps are solved. */
  solved: number;
  steps: Standing[];
}
