// npm run mistake -- 3 never-forgets — for authors: a wrong answer as files, judged at each save, its
// difference written back. Stages of a path (path-2) and other right answers likewise.
import { ROOT } from "../ground/paths.ts";
import { findSteps } from "../ground/steps.ts";
import { Stop } from "../ground/stop.ts";
import { messages } from "../messages/index.ts";
import { author } from "../proving/author.ts";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { stepOf } from "../work/current.ts";

await run(async () => {
  const { positionals } = readArguments("mistake", {
    words: ["N", "NAME"],
    example: "3 never-forgets",
  });
  const [number, name] = positionals;
  if (!number || !name || !/^[a-zA-Z][\w-]*$/.test(name)) {
    throw new Stop(messages.author.usage);
  }
  const steps = findSteps(ROOT, "en");
  return (await author(stepOf(number, steps), name, steps)) ? 0 : 1;
});
