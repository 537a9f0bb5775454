import { readRecord } from "../../scripts/ground/files.ts";
import type { Machine } from "./machine.ts";
import type { Row } from "./part.ts";

/** The version of the JSON's shape. */
export const SCHEMA = 1;

/** What one run has measured, as it stands in the JSON. */
export interface Result {
  schema: typeof SCHEMA;
  /** When it began, in ISO 8601. */
  at: string;
  /** The course's commit, with `-dirty` after it where files were changed; null outside of git. */
  commit: string | null;
  quick: boolean;
  machine: Machine;
  /** The rows of each part that was measured, by its name. */
  parts: Record<string, Row[]>;
}

/** Reads a result from its file; undefined where there is none, or the file holds something else. */
export function readResult(path: string): Result | undefined {
  const record = readRecord<Partial<Result>>(path);
  return record?.schema === SCHEMA && record.parts ? (record as Result) : undefined;
}
