// npm run wire — a Note's bytes, annotated, beside the same as JSON.
import { colour } from "../terminal/style.ts";
import type { ChatNote, LabelledField } from "../../solutions/02-codegen/wire.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { printable } from "../terminal/printable.ts";
import { loadRunnable } from "../judging/runnable.ts";
import { messages } from "../messages/index.ts";

const text = messages.wire;

interface WireModule {
  noteToBytes(note: ChatNote): Uint8Array;
  labelBytes(bytes: Uint8Array): LabelledField[];
  frameMessage(message: Uint8Array): Uint8Array;
}

const FIELD_NAMES: Record<number, string> = { 1: "name", 2: "message" };
const WIRE_TYPES: Record<number, string> = {
  0: "varint",
  1: "64-bit",
  2: "length-delimited",
  5: "32-bit",
};

await run(async () => {
  const { values } = readArguments("wire", {
    flags: {
      name: { type: "string", default: "alice" },
      message: { type: "string", value: "TEXT", default: "hi" },
    },
    example: "--name alice --message hi",
  });
  const note: ChatNote = { name: values.name, message: values.message };
  const { noteToBytes, labelBytes, frameMessage } = await loadRunnable<WireModule>("wire");
  const json = JSON.stringify(note);
  const message = noteToBytes(note);
  const frame = frameMessage(message);

  console.log(`\n${colour.bold(text.json(Buffer.byteLength(json)))}\n  ${printable(json)}`);
  console.log(`\n${colour.bold(text.protobuf(message.length))}`);
  if (message.length === 0) console.log(`  ${text.nothing}`);
  for (const field of labelBytes(message)) printField(field);
  console.log(`\n${colour.bold(text.framed(frame.length))}`);
  printRow(frame.subarray(0, 1), text.flag);
  printRow(frame.subarray(1, 5), text.frameLength(message.length));
  if (message.length > 0) printRow(frame.subarray(5), text.message);
  console.log();
  return 0;
});

function printField({ fieldNumber, wireType, tag, length, value }: LabelledField): void {
  const name = FIELD_NAMES[fieldNumber] ?? text.unknownField;
  printRow(tag, text.tag(fieldNumber, name, wireType, WIRE_TYPES[wireType] ?? "?"));
  if (length.length > 0) printRow(length, text.length(value.length));
  printRow(value, text.value(printable(JSON.stringify(Buffer.from(value).toString()))));
}

/** Bytes in rows of eight; the label stands beside the first. */
function printRow(bytes: Uint8Array, label: string): void {
  const hex = Buffer.from(bytes).toString("hex").match(/../g) ?? [];
  for (let at = 0; at < hex.length; at += 8) {
    const row = hex.slice(at, at + 8).join(" ");
    console.log(`  ${row.padEnd(24)}${at === 0 ? label : ""}`.trimEnd());
  }
}
