import { ROOT, SCRATCH } from "../ground/paths.ts";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { SAVES } from "../work/save.ts";
import { findSteps } from "../ground/steps.ts";
import { messages } from "../messages/index.ts";
import { note, ok, wrong, type Finding } from "./finding.ts";

const text = messages.doctor.folder;
const COURSE = resolve(ROOT);
const TEMPORARY = join(SCRATCH, "tmp");

/** Whether the course can write where it must: generated code, `.workshop`, and the learner's files. */
export function checkFolder(): Finding {
  // Where somebody may be watching, nothing is written to try it.
  const edited = findSteps().flatMap(({ edit }) => edit.map((file) => dirname(join(COURSE, file))));
  const generated = join(COURSE, "gen");
  const written = [COURSE, SCRATCH, ...(existsSync(generated) ? [generated] : [])];
  for (const folder of new Set([...written, SAVES, ...edited])) {
    try {
      if (written.includes(folder)) writeInto(folder);
      else if (existsSync(folder)) accessSync(folder, constants.W_OK);
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      return wrong(text.notWritable(folder, code), mending(folder, code));
    }
  }
  // Where the system's folder takes nothing, the command was started with this one.
  return tmpdir() === TEMPORARY ? note(text.temporary(TEMPORARY)) : ok(text.writable(COURSE));
}

/** Does what the commands do there: a new file, which takes another name. */
function writeInto(folder: string): void {
  const probe = join(folder, `.doctor-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    // A full drive takes an empty file, and what is not yet written to it.
    writeFileSync(probe, Buffer.alloc(1024), { flush: true });
    renameSync(probe, `${probe}.new`);
  } finally {
    rmSync(probe, { force: true });
    rmSync(`${probe}.new`, { force: true });
  }
}

function mending(folder: string, code: string): string {
  const onWindows = process.platform === "win32";
  if (code === "EEXIST" || code === "ENOTDIR") {
    return onWindows ? `ren "${folder}" old.workshop` : `mv "${folder}" "${folder}.old"`;
  }
  if (code !== "EACCES" && code !== "EPERM") return text.elsewhere;
  return onWindows
    ? `icacls "${COURSE}" /grant "${userInfo().username}:(OI)(CI)F" /T`
    : // A container's user may have no name.
      `sudo chown -R ${process.getuid!()} "${COURSE}" && chmod -R u+rwX "${COURSE}"`;
}
