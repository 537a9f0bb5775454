// npm run step:new -- 12-presence — for authors: a new step that works, with what is left to write.
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { makeStep } from "../proving/new-step.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";

const text = messages.author;

await run(() => {
  const { positionals } = readArguments("step:new", {
    words: ["NN-NAME"],
    example: "12-presence",
  });
  if (positionals.length === 0) throw new Stop(text.whichStep);
  const files = makeStep(positionals[0]!);
  console.log([text.made, ...files.map((file) => `  ${file}`), text.left].join("\n"));
  return 0;
});
