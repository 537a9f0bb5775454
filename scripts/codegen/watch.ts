import { type FSWatcher, statSync, watch } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { LOOK, missesEvents } from "../ground/watch.ts";
import { digests } from "./manifest.ts";
import { findProtos, foldersOf } from "./protos.ts";

// An editor saves in several writes: one run for all of them.
const QUIET_MS = 50;

/**
 * Calls `run` now, and whenever the content of a .proto below `protoDir` has changed, one run at a
 * time. The folder may be gone for a while.
 *
 * @param onSilence called where a change was seen that the system did not tell of: from then on the
 *   files are polled
 * @returns a function that ends it
 */
export function watchProtos(
  protoDir: string,
  run: () => Promise<void>,
  onSilence = () => {},
): () => void {
  let isSilent = missesEvents(protoDir);
  let watchers: FSWatcher[] = [];
  let watched: [folder: string, inode: number][] = [];
  let timer: NodeJS.Timeout | undefined;
  let running = false;
  let isClosed = false;
  let last: string | undefined;
  /** Whether an event has told of something since the last look. */
  let isTold = false;
  /** Whether a look has found a change that no event has told of, before or since. */
  let isUntold = false;

  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), QUIET_MS);
  };
  const hear = () => {
    isTold = true;
    isUntold = false;
    changed();
  };
  // Each folder on its own: on Linux Node's recursive watch loses a file that an
  // editor saves by renaming another one over it.
  const watchFolders = () => {
    const folders = isSilent ? [] : identities(protoDir);
    // What happens while a watch is made anew is not told of.
    if (isDeepStrictEqual(folders, watched)) return;
    for (const watcher of watchers) watcher.close();
    watchers = [];
    watched = folders;
    try {
      for (const [folder] of folders) {
        watchers.push(watch(folder, hear).on("error", hear));
      }
    } catch {
      // It is gone, or the system has no watches left to give: the look below sees what comes.
    }
  };
  const check = async () => {
    // An event that has come already is heard first.
    await setImmediate();
    if (isClosed) return;
    if (running) return changed();
    const isHeard = isTold || watchers.length === 0;
    isTold = false;
    watchFolders();
    const content = contentOf(protoDir);
    if (content === last) return;
    isUntold = !isHeard;
    last = content;
    running = true;
    await run();
    running = false;
  };
  const look = () => {
    changed();
    // An event may be late, but not by a whole look.
    if (!isUntold) return;
    isSilent = true;
    clearInterval(looking);
    looking = setInterval(changed, LOOK.polling);
    onSilence();
  };
  let looking = isSilent ? setInterval(changed, LOOK.polling) : setInterval(look, LOOK.events);
  void check();
  return () => {
    isClosed = true;
    clearTimeout(timer);
    clearInterval(looking);
    for (const watcher of watchers) watcher.close();
  };
}

/** The folders to watch, each with what tells it from another that has taken its place. */
function identities(protoDir: string): [folder: string, inode: number][] {
  try {
    return foldersOf(protoDir).map((folder) => [folder, statSync(folder).ino]);
  } catch {
    return [];
  }
}

/** A text that differs when the .proto files do, or when there are none to read. */
function contentOf(protoDir: string): string {
  try {
    return JSON.stringify(digests(protoDir, findProtos(protoDir)));
  } catch (error) {
    return String(error);
  }
}
