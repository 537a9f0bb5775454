import { ROOT, SCRATCH } from "../ground/paths.ts";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join, resolve } from "node:path";
import { messages } from "../messages/index.ts";
import { ok, wrong, type Finding } from "./finding.ts";

const text = messages.doctor.folder;
const COURSE = resolve(ROOT);

/** Whether the course can write where it must: generated code, and what `.workshop` remembers. */
export function checkFolder(): Finding {
  for (const folder of [COURSE, SCRATCH]) {
    try {
      writeInto(folder);
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      return wrong(text.notWritable(folder, code), mending(folder, code));
    }
  }
  return ok(text.writable(COURSE));
}

/** Does what the commands do there: a new file, which takes another name. */
function writeInto(folder: string): void {
  const probe = join(folder, `.doctor-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(probe, "");
    renameSync(probe, `${probe}.new`);
  } finally {
    rmSync(probe, { force: true });
    rmSync(`${probe}.new`, { force: true });
  }
}

function mending(folder: string, code: string): string {
  const onWindows = process.platform === "win32";
  const user = userInfo().username;
  if (code === "EEXIST" || code === "ENOTDIR") {
    return onWindows ? `ren "${folder}" old.workshop` : `mv "${folder}" "${folder}.old"`;
  }
  if (code !== "EACCES" && code !== "EPERM") return text.elsewhere;
  return onWindows
    ? `icacls "${COURSE}" /grant "${user}:(OI)(CI)F" /T`
    : `sudo chown -R ${user} "${COURSE}" && chmod -R u+rwX "${COURSE}"`;
}
