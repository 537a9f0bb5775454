import { say } from "../../steps/kit/say.ts";
import type { Part } from "../lib/part.ts";
import { charts, notes, tables } from "./report.ts";
import { run, type UnaryRow } from "./run.ts";

/** Unary calls: how many in a second, how long each takes, and what they are on the wire. */
export const part: Part<UnaryRow> = {
  name: "unary",
  title: () =>
    say(
      "Unary calls: gRPC and JSON over HTTP/1.1",
      "単項（unary）呼び出し：gRPC と HTTP/1.1 の JSON",
    ),
  run,
  tables,
  charts,
  notes,
};
