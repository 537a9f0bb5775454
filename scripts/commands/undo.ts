// npm run undo — gives back the files that the last solve, reset or update replaced.
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { undoLast } from "../work/replace.ts";

await run(() => {
  readArguments("undo", {});
  console.log(undoLast());
  return 0;
});
