import { args } from "./arguments.ts";
import { author } from "./author.ts";
import { board } from "./board.ts";
import { chat } from "./chat.ts";
import { codegen } from "./codegen.ts";
import { command } from "./command.ts";
import { course } from "./course.ts";
import { diff } from "./diff.ts";
import { disk } from "./disk.ts";
import { doctor } from "./doctor.ts";
import { flaky } from "./flaky.ts";
import { help } from "./help.ts";
import { hint } from "./hint.ts";
import { inspect } from "./inspect.ts";
import { judge } from "./judge.ts";
import { loading } from "./loading.ts";
import { overview } from "./overview.ts";
import { progress } from "./progress.ts";
import { release } from "./release.ts";
import { replace } from "./replace.ts";
import { report } from "./report.ts";
import { run } from "./run.ts";
import { server } from "./server.ts";
import { session } from "./session.ts";
import { site } from "./site.ts";
import { start } from "./start.ts";
import { step } from "./step.ts";
import { typecheck } from "./typecheck.ts";
import { update } from "./update.ts";
import { usb } from "./usb.ts";
import { web } from "./web.ts";
import { wire } from "./wire.ts";

/** What the commands say, in the learner's language: a file a topic, both languages side by side. */
export const messages = {
  arguments: args,
  help,
  report,
  command,
  step,
  replace,
  diff,
  hint,
  loading,
  overview,
  start,
  session,
  progress,
  run,
  server,
  usb,
  web,
  chat,
  wire,
  inspect,
  board,
  course,
  judge,
  author,
  flaky,
  typecheck,
  doctor,
  disk,
  update,
  codegen,
  site,
  release,
};
