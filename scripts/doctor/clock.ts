import { ROOT, SCRATCH } from "../ground/paths.ts";
import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { messages } from "../messages/index.ts";
import { note, ok, type Finding } from "./finding.ts";

const text = messages.doctor.clock;
/** Drives round times, and clocks drift: so much is no fault. In milliseconds. */
const TOLERANCE = 60_000;
/** Written when the course was fetched and when it was installed: before now. */
const EARLIER = ["package.json", "package-lock.json", "node_modules/.package-lock.json"];

/** Whether the clock can be right: not behind files that are there, and with the drive's. */
export function checkClock(): Finding {
  const now = Date.now();
  const future = EARLIER.find((file) => writtenAt(join(ROOT, file)) > now + TOLERANCE);
  if (future) {
    const written = new Date(writtenAt(join(ROOT, future)));
    return note(text.behind(new Date(now), future, written), setting());
  }
  const ahead = freshFileTime() - now;
  if (Math.abs(ahead) > TOLERANCE) return note(text.driveDiffers(ahead / 1000), setting());
  return ok(text.right(new Date(now)));
}

function writtenAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** When the drive says that it is; where nothing can be written the clock has no second witness. */
function freshFileTime(): number {
  const probe = join(SCRATCH, `clock-${process.pid}`);
  try {
    mkdirSync(SCRATCH, { recursive: true });
    writeFileSync(probe, "");
    return writtenAt(probe);
  } catch {
    return Date.now();
  } finally {
    rmSync(probe, { force: true });
  }
}

function setting(): string {
  if (process.platform === "win32") return "w32tm /resync";
  if (process.platform === "darwin") return "sudo sntp -sS time.apple.com";
  return "sudo timedatectl set-ntp true";
}
