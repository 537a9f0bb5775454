import { existsSync, type FSWatcher, watch } from "node:fs";
import { digests } from "./manifest.ts";
import { findProtos, foldersOf } from "./protos.ts";

// An editor saves in several writes: one run for all of them.
const QUIET_MS = 50;

/**
 * Calls `run` now, and whenever the content of a .proto below `protoDir` has
 * changed, one run at a time, until the process ends.
 */
export function watchProtos(protoDir: string, run: () => Promise<void>): void {
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
    const folders = existsSync(protoDir) ? foldersOf(protoDir) : [];
    watchers = folders.map((folder) => watch(folder, changed).on("error", changed));
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
  void check();
}

/** A text that differs when the .proto files do, or when there are none to read. */
function contentOf(protoDir: string): string {
  try {
    return JSON.stringify(digests(protoDir, findProtos(protoDir)));
  } catch (error) {
    return String(error);
  }
}
