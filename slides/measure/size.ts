// Is Protocol Buffers smaller than JSON? The bytes of notes, plain and gzipped.
import { gzipSync } from "node:zlib";
import { noteBytes, type PlainNote } from "./contract.ts";
import { printTable } from "./table.ts";

const NOTES: Record<string, PlainNote> = {
  "a short note": { name: "alice", message: "hi" },
  "a sentence": { name: "alice", message: "Shall we have lunch at the usual place today?" },
  "a long note (4 kB)": { name: "alice", message: "Let us talk about lunch. ".repeat(164) },
};

const rows = Object.entries(NOTES).map(([name, note]) => {
  const json = Buffer.from(JSON.stringify(note));
  const protobuf = noteBytes(note);
  const saved = `${Math.round((1 - protobuf.length / json.length) * 100)} %`;
  return [
    name,
    json.length,
    protobuf.length,
    saved,
    gzipSync(json).length,
    gzipSync(protobuf).length,
  ];
});

printTable([["", "JSON", "Protobuf", "saved", "JSON gzip", "Protobuf gzip"], ...rows]);
