import { createHash } from "node:crypto";
import { readFileSync, statfsSync, watch } from "node:fs";
import { release } from "node:os";
import { basename, dirname } from "node:path";

/** How long saving may take an editor: it often writes more than once. In milliseconds. */
const SETTLE = 40;
/** How often the files are looked at, in milliseconds: where nothing tells of saves, and where all should be told. */
export const LOOK = { polling: 500, events: 2000 };

/** A watch under way. */
export interface Watch {
  /** `polling` where the file system does not tell of changes. */
  readonly how: keyof typeof LOOK;
  close(): void;
}

/**
 * Calls back when the content of one of some files has changed. A file may be missing, replaced or
 * saved unchanged.
 *
 * @param paths absolute paths
 * @param onChange called with the path, after the writing has settled
 * @param onSilence called where a change was seen that the file system did not tell of: from then on
 *   the files are polled
 */
export function watchFiles(
  paths: string[],
  onChange: (path: string) => void,
  onSilence?: () => void,
): Watch {
  return new FileWatch(paths, onChange, onSilence);
}

class FileWatch implements Watch {
  how: Watch["how"];
  readonly #paths: string[];
  readonly #onChange: (path: string) => void;
  readonly #onSilence: () => void;
  readonly #seen: Map<string, string>;
  readonly #settling = new Map<string, NodeJS.Timeout>();
  /** What a look has found changed, and no event has told of since. */
  readonly #untold = new Set<string>();
  #watchers: (() => void)[];
  #looking: NodeJS.Timeout;
  #isClosed = false;

  constructor(paths: string[], onChange: (path: string) => void, onSilence = () => {}) {
    this.#paths = paths;
    this.#onChange = onChange;
    this.#onSilence = onSilence;
    this.#seen = new Map(paths.map((path) => [path, contentHash(path)]));
    const isSilent = paths.some((path) => missesEvents(dirname(path)));
    this.#watchers = isSilent ? [] : watchFolders(paths, (path) => this.#hear(path));
    this.how = this.#watchers.length > 0 ? "events" : "polling";
    this.#looking = this.#lookRegularly();
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#looking);
    for (const close of this.#watchers) close();
    for (const timer of this.#settling.values()) clearTimeout(timer);
  }

  #hear(path: string): void {
    this.#untold.delete(path);
    this.#settle(path);
  }

  #lookRegularly(): NodeJS.Timeout {
    // What the system has told while the process was busy is heard first.
    return setInterval(() => setImmediate(() => this.#look()), LOOK[this.how]);
  }

  #look(): void {
    if (this.#isClosed) return;
    // An event may be late, but not by a whole look.
    if (this.how === "events" && this.#untold.size > 0) this.#poll();
    for (const path of this.#paths) {
      // What an event has told of may be settling still.
      if (this.#settling.has(path) || contentHash(path) === this.#seen.get(path)) continue;
      this.#untold.add(path);
      this.#settle(path);
    }
  }

  #poll(): void {
    for (const close of this.#watchers) close();
    this.#watchers = [];
    this.how = "polling";
    clearInterval(this.#looking);
    this.#looking = this.#lookRegularly();
    this.#onSilence();
  }

  #settle(path: string): void {
    clearTimeout(this.#settling.get(path));
    const later = () => {
      this.#settling.delete(path);
      const now = contentHash(path);
      if (now === this.#seen.get(path)) return;
      this.#seen.set(path, now);
      this.#onChange(path);
    };
    this.#settling.set(path, setTimeout(later, SETTLE));
  }
}

/** Watches folders and not files: an editor that saves by renaming puts another file in place. */
function watchFolders(paths: string[], hear: (path: string) => void): (() => void)[] {
  const closers: (() => void)[] = [];
  try {
    for (const folder of new Set(paths.map(dirname))) {
      const inFolder = paths.filter((path) => dirname(path) === folder);
      const watcher = watch(folder, (_event, name) => {
        for (const path of inFolder) if (!name || basename(path) === name) hear(path);
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
