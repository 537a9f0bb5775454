// Started by commands of a learner who has joined a board: sends what is kept, tries again while the
// board is away, and ends.
import { rmSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { backoff, isFinal, sendOnce } from "./link.ts";
import { keptStanding, membership } from "./membership.ts";
import { asSent } from "./standing.ts";
import { SENDER } from "./tell.ts";

/** How often it is tried; then the next command's report is the next attempt. */
const ATTEMPTS = 6;
/** What one attempt may take, in milliseconds. */
const DEADLINE = 5000;

for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
  const member = membership();
  const kept = keptStanding();
  if (!member || !kept) break;
  try {
    await sendOnce(member, asSent(kept), DEADLINE);
    // What came while this was sent is sent too.
    if (JSON.stringify(keptStanding()) === JSON.stringify(kept)) break;
    attempt = -1;
  } catch (error) {
    if (isFinal(error)) break;
    await setTimeout(backoff(attempt));
  }
}
rmSync(SENDER, { force: true });
