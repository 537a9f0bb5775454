// npm run doctor — what is in the way on this machine? A check a line; --json for an issue.
import { readFileSync } from "node:fs";
import { release } from "node:os";
import { join } from "node:path";
import { readArguments } from "../terminal/arguments.ts";
import { run } from "../terminal/command.ts";
import { printableLines } from "../terminal/printable.ts";
import { colour, isPlain, mark } from "../terminal/style.ts";
import { checkChat } from "../doctor/chat.ts";
import { checkClock } from "../doctor/clock.ts";
import { checkCodegen } from "../doctor/codegen.ts";
import { checkDrive } from "../doctor/drive.ts";
import { note, type Finding } from "../doctor/finding.ts";
import { checkFolder } from "../doctor/folder.ts";
import { checkLineEndings } from "../doctor/line-endings.ts";
import { checkNode } from "../doctor/node.ts";
import { checkPackages } from "../doctor/packages.ts";
import { checkPort } from "../doctor/port.ts";
import { checkPrograms } from "../doctor/programs.ts";
import { checkRegistry } from "../doctor/registry.ts";
import { checkSaves } from "../doctor/saves.ts";
import { ROOT } from "../ground/paths.ts";
import { messages } from "../messages/index.ts";

const text = messages.doctor;

const CHECKS = {
  node: checkNode,
  packages: checkPackages,
  programs: checkPrograms,
  folder: checkFolder,
  saves: checkSaves,
  lineEndings: checkLineEndings,
  codegen: checkCodegen,
  chat: checkChat,
  port: checkPort,
  registry: checkRegistry,
  drive: checkDrive,
  clock: checkClock,
};

const MARKS = {
  ok: mark.passed,
  note: isPlain ? "note" : colour.yellow("!"),
  wrong: mark.failed,
};

await run(async () => {
  const { values } = readArguments("doctor", {
    flags: { json: { type: "boolean" } },
    example: "--json",
  });
  const findings = Object.values(CHECKS).map(examine);
  if (values.json) console.log(asJson(await Promise.all(findings)));
  else for (const finding of findings) show(await finding);
  const wrong = (await Promise.all(findings)).filter(({ level }) => level === "wrong").length;
  if (!values.json) console.log(`\n${wrong > 0 ? text.mendFirst(wrong) : text.allIsWell}`);
  return wrong > 0 ? 1 : 0;
});

function show({ level, line, mend }: Finding): void {
  console.log(`${MARKS[level]} ${printableLines(line)}`);
  if (mend) console.log(printableLines(mend).replaceAll(/^/gm, "    "));
}

/** What a report of a fault needs, without anything of the person's: no path, no name, no address. */
function asJson(findings: Finding[]): string {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const npm = /npm\/(\S+)/.exec(process.env.npm_config_user_agent ?? "")?.[1] ?? null;
  const levels = Object.keys(CHECKS).map((name, index) => [name, findings[index]!.level]);
  return JSON.stringify(
    {
      schema: 1,
      course: version,
      node: process.versions.node,
      npm,
      system: `${process.platform} ${process.arch} ${release()}`,
      checks: Object.fromEntries(levels),
    },
    null,
    2,
  );
}

/** A check that fails itself must not silence the others. */
async function examine(check: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    return note(text.notChecked((error as Error).message));
  }
}
