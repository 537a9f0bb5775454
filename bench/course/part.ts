import { say } from "../../steps/kit/say.ts";
import type { Part } from "../lib/part.ts";
import { charts, notes, tables } from "./report.ts";
import { type CourseRow, run } from "./run.ts";

/** The course's own commands: how long a learner waits. */
export const part: Part<CourseRow> = {
  name: "course",
  title: () => say("The course's own commands", "このコースのコマンド"),
  run,
  tables,
  charts,
  notes,
};
