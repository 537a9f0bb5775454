import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../scripts/ground/paths.ts";

/** What the reference run of `npm run bench` says of one client of unary calls. */
export interface Unary {
  contestant: string;
  inFlight: number;
  /** Calls in a second, where grpc-js makes 1. */
  ratio: { median: number };
  /** What a call takes, there and back: the first on a connection, and each later one. */
  bytesFirst: number;
  bytesLater: number;
}

/** What it says of one library that makes notes into bytes and back. */
export interface Codec {
  codec: string;
  text: string;
  notesPerMessage: number;
  /** How fast it is, where JSON is 1. */
  encodeRatio: { median: number };
  decodeRatio: { median: number };
}

/** The results of the reference run that the slides draw. */
export function referenceRun(): { unary: Unary[]; codec: Codec[] } {
  const results = readFileSync(join(ROOT, "bench", "reference", "results.json"), "utf8");
  return JSON.parse(results).parts;
}
