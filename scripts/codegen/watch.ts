import { type FSWatcher, watch } from "node:fs";
import { LOOK, missesEvents } from "../ground/watch.ts";
import { digests } from "./manifest.ts";
import { findProtos, foldersOf } from "./protos.ts";

// An editor saves in several writes: one run for all of them.
const QUIET_MS = 50;

/**
 * Calls `run` now, and whenever the content of a .proto below `protoDir` has changed, one run at a
 * time, until the process ends. The folder may be gone for a while.
 */
export function watchProtos(protoDir: string, run: () => Promise<void>): Promise<never> {
  const isSilent = missesEvents(protoDir);
  let watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let last: string | undefined;

  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), QUIET_MS);
  };
  // Each folder on its own: on Linux Node's recursive watch loses a file that an
  // editor saves by renaming another one over it.
  const watchFolders = () => {
    for (const watcher of watchers) watcher.close();
    watchers = [];
    if (isSilent) return;
    try {
      for (const folder of foldersOf(protoDir)) {
        watchers.push(watch(folder, changed).on("error", changed));
      }
    } catch {
      // It is gone, or the system has no watches left to give: the look below sees what comes.
    }
  };
  const check = async () => {
    if (running) return changed();
    watchFolders();
    const content = contentOf(protoDir);
    if (content === last) return;
    last = content;
    running = true;
    await run();
    running = false;
  };
  setInterval(changed, isSilent ? LOOK.polling : LOOK.events);
  void check();
  return new Promise(() => {});
}

/** A text that differs when the .proto files do, or when there are none to read. */
function contentOf(protoDir: string): string {
  try {
    return JSON.stringify(digests(protoDir, findProtos(protoDir)));
  } catch (error) {
    return String(error);
  }
}
