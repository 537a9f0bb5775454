// npm run update — brings in the newest version of the course, and keeps the learner's work as it is.
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { updateCourse } from "../update/update.ts";

await run(async () => {
  readArguments("update", {});
  await updateCourse();
  return 0;
});
