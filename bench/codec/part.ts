import { say } from "../../steps/kit/say.ts";
import type { Part } from "../lib/part.ts";
import { charts, notes, tables } from "./report.ts";
import { type CodecRow, run } from "./run.ts";

/** Bytes, and the speed of encoding and decoding, of notes as JSON and as Protocol Buffers. */
export const part: Part<CodecRow> = {
  name: "codec",
  title: () =>
    say("JSON and Protocol Buffers: size and speed", "JSON と Protocol Buffers：大きさと速度"),
  run,
  tables,
  charts,
  notes,
};
