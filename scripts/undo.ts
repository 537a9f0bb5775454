// npm run undo — gives back the files that the last solve, reset or update replaced.
import { readArguments, run } from "./course/command.ts";
import { undoLast } from "./course/replace.ts";

await run(() => {
  readArguments({});
  console.log(undoLast());
  return 0;
});
