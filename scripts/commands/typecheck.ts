// npm run typecheck — compiles everything that is the course's own, by its strict settings.
import { messages } from "../messages/index.ts";
import { typecheckCourse } from "../proving/typecheck.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { printableLines } from "../terminal/printable.ts";
import { colour, mark } from "../terminal/style.ts";

const text = messages.typecheck;

await run(async () => {
  readArguments("typecheck", {});
  const errors = await typecheckCourse();
  for (const { file, line, column, message } of errors) {
    console.error(`${colour.cyan(`${file}:${line}:${column}`)} ${printableLines(message)}`);
  }
  const isRight = errors.length === 0;
  console.log(
    isRight ? `${mark.passed} ${text.right}` : `${mark.failed} ${text.wrong(errors.length)}`,
  );
  return isRight ? 0 : 1;
});
