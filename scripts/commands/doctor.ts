// The checks of npm run doctor, one a line. doctor.mjs has made sure that this can be loaded.
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { colour, isPlain, mark } from "../terminal/style.ts";
import { checkChat } from "../doctor/chat.ts";
import { checkClock } from "../doctor/clock.ts";
import { checkCodegen } from "../doctor/codegen.ts";
import { checkDrive } from "../doctor/drive.ts";
import { note, ok, type Finding } from "../doctor/finding.ts";
import { checkFolder } from "../doctor/folder.ts";
import { checkLineEndings } from "../doctor/line-endings.ts";
import { checkPackages } from "../doctor/packages.ts";
import { checkPort } from "../doctor/port.ts";
import { checkRegistry } from "../doctor/registry.ts";
import { messages } from "../messages/index.ts";

const text = messages.doctor;

const CHECKS = [
  () => ok(text.node(process.versions.node)),
  checkPackages,
  checkFolder,
  checkLineEndings,
  checkCodegen,
  checkChat,
  checkPort,
  checkRegistry,
  checkDrive,
  checkClock,
];

const MARKS = {
  ok: mark.passed,
  note: isPlain ? "note" : colour.yellow("!"),
  wrong: mark.failed,
};

await run(async () => {
  readArguments("doctor", {});
  const findings = CHECKS.map(examine);
  let wrong = 0;
  for (const finding of findings) {
    const { level, line, mend } = await finding;
    console.log(`${MARKS[level]} ${line}`);
    if (mend) console.log(mend.replaceAll(/^/gm, "    "));
    if (level === "wrong") wrong += 1;
  }
  console.log(`\n${wrong > 0 ? text.mendFirst(wrong) : text.allIsWell}`);
  return wrong > 0 ? 1 : 0;
});

/** A check that fails itself must not silence the others. */
async function examine(check: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    return note(text.notChecked((error as Error).message));
  }
}
