import { gzipSync } from "node:zlib";
import { noteBytes, type PlainNote } from "./contract.ts";

/** The notes whose sizes the talk compares. */
export const NOTES = {
  short: { name: "alice", message: "hi" },
  "one-sentence": { name: "alice", message: "Shall we have lunch at the usual place today?" },
  long: { name: "alice", message: "Let us talk about lunch. ".repeat(164) },
} satisfies Record<string, PlainNote>;

/** How many bytes a note takes, plain and gzipped. */
export function sizesOf(note: PlainNote) {
  const json = Buffer.from(JSON.stringify(note));
  const protobuf = noteBytes(note);
  return {
    json: json.length,
    protobuf: protobuf.length,
    jsonGzip: gzipSync(json).length,
    protobufGzip: gzipSync(protobuf).length,
  };
}
