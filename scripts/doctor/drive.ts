import { ROOT } from "../ground/paths.ts";
import { resolve } from "node:path";
import { missesEvents } from "../ground/watch.ts";
import { messages } from "../messages/index.ts";
import { note, ok, type Finding } from "./finding.ts";

const text = messages.doctor.drive;

/** Whether a saved file is noticed at once. */
export function checkDrive(): Finding {
  return missesEvents(ROOT) ? note(text.polls, `cp -R "${resolve(ROOT)}" ~/`) : ok(text.tells);
}
