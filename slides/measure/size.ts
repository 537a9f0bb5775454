// Is Protocol Buffers smaller than JSON? The bytes of notes, plain and gzipped.
import { NOTES, sizesOf } from "./sizes.ts";
import { printTable } from "./table.ts";

const rows = Object.entries(NOTES).map(([name, note]) => {
  const { json, protobuf, jsonGzip, protobufGzip } = sizesOf(note);
  const saved = `${Math.round((1 - protobuf / json) * 100)} %`;
  return [`${name} note`, json, protobuf, saved, jsonGzip, protobufGzip];
});

printTable([["", "JSON", "Protobuf", "saved", "JSON gzip", "Protobuf gzip"], ...rows]);
