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
  connections: number;
}

/** What it says of one library that makes notes into bytes and back. */
export interface Codec {
  codec: string;
  text: string;
  notesPerMessage: number;
  gzipBytes: number;
  /** How fast it is, where JSON is 1. */
  encodeRatio: { median: number };
  decodeRatio: { median: number };
}

/** What it says of one way to send a note to many subscribers. */
export interface FanOut {
  server: string;
  subscribers: number;
  /** Notes delivered in a second, where naive grpc-js makes 1. */
  ratio: { median: number };
}

/** The results of the reference run that the slides draw and state. */
export interface ReferenceRun {
  unary: Unary[];
  codec: Codec[];
  "fan-out": FanOut[];
}

/** Reads them. */
export function referenceRun(): ReferenceRun {
  const results = readFileSync(join(ROOT, "bench", "reference", "results.json"), "utf8");
  return JSON.parse(results).parts;
}
