import { say } from "../../steps/kit/say.ts";
import type { Part } from "../lib/part.ts";
import { charts, notes, tables } from "./report.ts";
import { type FanOutRow, run } from "./run.ts";

/** Fan-out: how fast, at what cost, one note reaches many subscribers. */
export const part: Part<FanOutRow> = {
  name: "fan-out",
  title: () =>
    say("Fan-out: one note to many subscribers", "ファンアウト：1件のノートを大勢に配る"),
  run,
  tables,
  charts,
  notes,
};
