import { isLeftBehind } from "../ground/lock.ts";
import { messages } from "../messages/index.ts";
import { interrupted, LOCK } from "../work/saves.ts";
import { note, ok, type Finding } from "./finding.ts";

const text = messages.doctor.saves;

/** Whether solve, reset, undo and update have ended in order. */
export function checkSaves(): Finding {
  const begun = interrupted();
  if (begun !== undefined) return note(text.interrupted(begun), "npm start");
  return isLeftBehind(LOCK) ? note(text.lockLeft) : ok(text.inOrder);
}
