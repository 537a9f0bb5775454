// Is Protocol Buffers faster than JSON? Encoding and decoding a note with the course's own codec.
import { generate, requireFrom, scratchFolder, type PlainNote } from "./contract.ts";
import { printTable } from "./table.ts";

/** What this needs of the generated message. */
interface GeneratedNote {
  setName(name: string): GeneratedNote;
  setMessage(message: string): GeneratedNote;
  serializeBinary(): Uint8Array;
  getMessage(): string;
}

const RUN_MS = 300;
const ROUNDS = 5;

const { Note } = requireFrom<{
  Note: { new (): GeneratedNote; deserializeBinary(bytes: Uint8Array): GeneratedNote };
}>(generate(scratchFolder("codec")), "chat_pb.js");

/** How often something can be done in a second. */
function rate(work: () => unknown): number {
  const end = performance.now() + RUN_MS;
  let count = 0;
  while (performance.now() < end) {
    for (let i = 0; i < 100; i += 1) work();
    count += 100;
  }
  return (count * 1000) / RUN_MS;
}

/** The median over some rounds of how many times faster the second is than the first. */
function ratio(json: () => unknown, protobuf: () => unknown): string {
  const ratios = Array.from({ length: ROUNDS }, () => 1 / (rate(json) / rate(protobuf)));
  return ratios.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!.toFixed(2);
}

const notes: Record<string, PlainNote> = {
  "a sentence": { name: "alice", message: "Shall we have lunch at the usual place today?" },
  "a long note (4 kB)": { name: "alice", message: "Let us talk about lunch. ".repeat(164) },
};

const rows = Object.entries(notes).map(([name, note]) => {
  const json = Buffer.from(JSON.stringify(note));
  const encode = () => new Note().setName(note.name).setMessage(note.message).serializeBinary();
  const protobuf = encode();
  return [
    name,
    ratio(() => Buffer.from(JSON.stringify(note)), encode),
    ratio(
      () => JSON.parse(json.toString()),
      () => Note.deserializeBinary(protobuf).getMessage(),
    ),
  ];
});

console.log("Speed of google-protobuf, where JSON is 1 (more is faster):\n");
printTable([["", "encode", "decode"], ...rows]);
