import { createHash } from "node:crypto";
import { readFileSync, statfsSync, unwatchFile, watch, watchFile } from "node:fs";
import { release } from "node:os";
import { basename, dirname } from "node:path";

/** How long saving may take an editor: it often writes more than once. In milliseconds. */
const SETTLE = 40;
/** How often polling looks, in milliseconds. */
const POLL = 500;

/** A watch under way. */
export interface Watch {
  /** `polling` where the file system does not tell of changes. */
  how: "events" | "polling";
  close(): void;
}

/**
 * Calls back when the content of one of some files has changed. A file may be missing, replaced or
 * saved unchanged.
 *
 * @param paths absolute paths
 * @param onChange called with the path, after the writing has settled
 */
export function watchFiles(paths: string[], onChange: (path: string) => void): Watch {
  const seen = new Map(paths.map((path) => [path, contentHash(path)]));
  const timers = new Map<string, NodeJS.Timeout>();
  const look = (path: string) => {
    clearTimeout(timers.get(path));
    const later = () => {
      const now = contentHash(path);
      if (now === seen.get(path)) return;
      seen.set(path, now);
      onChange(path);
    };
    timers.set(path, setTimeout(later, SETTLE));
  };
  const closers = paths.some((path) => missesEvents(dirname(path)))
    ? []
    : watchFolders(paths, look);
  const how = closers.length > 0 ? "events" : "polling";
  if (how === "polling") closers.push(...paths.map((path) => pollFile(path, look)));
  return {
    how,
    close() {
      for (const close of closers) close();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

/** Watches folders and not files: an editor that saves by renaming puts another file in place. */
function watchFolders(paths: string[], look: (path: string) => void): (() => void)[] {
  const closers: (() => void)[] = [];
  try {
    for (const folder of new Set(paths.map(dirname))) {
      const inFolder = paths.filter((path) => dirname(path) === folder);
      const watcher = watch(folder, (_event, name) => {
        for (const path of inFolder) if (!name || basename(path) === name) look(path);
      });
      watcher.on("error", () => watcher.close());
      closers.push(() => watcher.close());
    }
    return closers;
  } catch {
    // The system has no watches left to give.
    for (const close of closers) close();
    return [];
  }
}

function pollFile(path: string, look: (path: string) => void): () => void {
  const listener = () => look(path);
  watchFile(path, { interval: POLL }, listener);
  return () => unwatchFile(path, listener);
}

/** File systems on which changes made elsewhere raise no event, by the type in statfs(2). */
const SILENT = new Set([
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2
  0x01021997, // 9p: a Windows drive under WSL 2
  0x65735546, // FUSE: sshfs and the like
  0x786f4256, // VirtualBox shared folders
]);

/**
 * Whether changes in a folder may go unnoticed: a network drive, or a Windows drive under WSL.
 * `WORKSHOP_POLL=1` says so by hand.
 */
export function missesEvents(folder: string): boolean {
  if (process.env.WORKSHOP_POLL) return true;
  if (/microsoft/i.test(release()) && /^\/mnt\/[a-z]\//i.test(`${folder}/`)) return true;
  try {
    return process.platform === "linux" && SILENT.has(statfsSync(folder).type >>> 0);
  } catch {
    return false;
  }
}

function contentHash(path: string): string {
  try {
    return createHash("sha256").update(readFileSync(path)).digest("hex");
  } catch {
    // Between the two halves of a rename there may be no file.
    return "";
  }
}
