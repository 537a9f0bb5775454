// How a save is noticed, also where the file system does not tell of it.
import { once } from "node:events";
import { mkdirSync, mkdtempSync, renameSync, rmSync, watch, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { LOOK, type Watch, watchFiles } from "../ground/watch.ts";

let folder: string;
let watching: Watch | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watch "));
});
afterEach(() => {
  watching?.close();
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

/** Watches files and keeps what is told of them. */
function begin(...paths: string[]): { changes: string[]; silences: number } {
  const told = { changes: [] as string[], silences: 0 };
  watching = watchFiles(
    paths,
    (path) => told.changes.push(path),
    () => (told.silences += 1),
  );
  return told;
}

const soon = { timeout: 120_000, interval: 10 };

describe("a change is told", () => {
  test("once, when it is written or replaced by another file", async () => {
    const path = join(folder, "a.ts");
    writeFileSync(path, "1");
    const told = begin(path);
    expect(watching!.how).toBe("events");
    writeFileSync(path, "2");
    await expect.poll(() => told.changes.length, soon).toBe(1);
    writeFileSync(join(folder, "b.ts"), "3");
    renameSync(join(folder, "b.ts"), path);
    await expect.poll(() => told.changes.length, soon).toBe(2);
  });

  test("when the folder was put anew, which its watch outlives", async () => {
    const inner = join(folder, "inner");
    mkdirSync(inner);
    writeFileSync(join(inner, "a.ts"), "1");
    const told = begin(join(inner, "a.ts"));
    renameSync(inner, join(folder, "old"));
    mkdirSync(inner);
    writeFileSync(join(inner, "a.ts"), "2");
    await expect.poll(() => told.changes.length, soon).toBeGreaterThan(0);
    // Nothing tells of what happens in the new one.
    const before = told.changes.length;
    writeFileSync(join(inner, "a.ts"), "3");
    await expect.poll(() => told.changes.length, soon).toBeGreaterThan(before);
  });

  test("and never taken for one that nothing told of, whenever the looks come", async ({
    skip,
  }) => {
    // Elsewhere two watches of one folder hear at times of their own.
    if (process.platform !== "linux") skip();
    const path = join(folder, "a.ts");
    writeFileSync(path, "1");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"] });
    const told = begin(path);
    expect(watching!.how).toBe("events");
    const other = watch(folder);
    try {
      vi.advanceTimersByTime(LOOK.events - 1);
      const heard = once(other, "change");
      writeFileSync(path, "2");
      await heard;
      // The look comes while the save that was just told of is settling.
      for (const pause of [1, LOOK.events, LOOK.events]) {
        vi.advanceTimersByTime(pause);
        await setImmediate();
      }
      expect(told).toEqual({ changes: [path], silences: 0 });
    } finally {
      other.close();
    }
  });

  test("where the file system never tells, which is noticed and said once", async ({ skip }) => {
    // A file whose content changes without a write.
    if (process.platform !== "linux") skip();
    const { title } = process;
    try {
      const told = begin("/proc/self/comm");
      expect(watching!.how).toBe("events");
      process.title = "first";
      await expect.poll(() => told.changes.length, soon).toBe(1);
      await expect.poll(() => told.silences, soon).toBe(1);
      expect(watching!.how).toBe("polling");
      process.title = "second";
      await expect.poll(() => told.changes.length, soon).toBe(2);
      expect(told.silences).toBe(1);
    } finally {
      process.title = title;
    }
  });
});
