// npm run leave — leaves the class board, which forgets the learner.
import { forget, keptStanding, membership } from "../board/membership.ts";
import { sendOnce } from "../board/link.ts";
import { messages } from "../messages/index.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";

const text = messages.board;
/** How long the board may take to answer, in milliseconds. */
const PATIENCE = 3000;

await run(async () => {
  readArguments("leave", {});
  const member = membership();
  const kept = keptStanding();
  // Here first: whatever the board says, nothing is sent any more.
  forget();
  if (!member || !kept) {
    console.log(text.notJoined);
    return 0;
  }
  try {
    await sendOnce(member, { ...kept.standing, left: true }, PATIENCE);
    console.log(text.left);
  } catch {
    console.log(text.leftAlone);
  }
  return 0;
});
