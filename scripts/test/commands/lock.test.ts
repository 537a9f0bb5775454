import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isLeftBehind, withLock } from "../../ground/lock.ts";
import { ROOT } from "../../ground/paths.ts";

let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lock ロック "));
  lock = join(folder, "saves", "lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

/** A process that is no more. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ["--version"], { stdio: "ignore" });
  await once(child, "close");
  return child.pid!;
}

/** Starts a script that has `withLock` and `lock` at hand. */
function start(body: string) {
  const script = join(folder, "script.mts");
  writeFileSync(
    script,
    `import { withLock } from ${JSON.stringify(pathToFileURL(join(ROOT, "scripts/ground/lock.ts")).href)};
    import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";
    const lock = ${JSON.stringify(lock)};
    ${body}`,
  );
  const child = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return { child, ended: once(child, "close").then(() => output) };
}

describe("a lock", () => {
  test("is there during the work only, whatever becomes of the work", () => {
    expect(withLock(lock, () => existsSync(lock))).toBe(true);
    expect(() =>
      withLock(lock, () => {
        throw new Error("no");
      }),
    ).toThrow("no");
    expect(readdirSync(join(folder, "saves"))).toEqual([]);
  });

  test("is never two processes' at once, though they keep finding it left behind", async () => {
    const body = `
      const inside = lock + "-inside";
      for (let round = 0; round < 300; round += 1) {
        withLock(lock, () => {
          try {
            closeSync(openSync(inside, "wx"));
          } catch {
            console.log("two at once");
            return;
          }
          for (const end = performance.now() + 1; performance.now() < end; );
          rmSync(inside);
        });
        const left = lock + "-left-" + process.pid;
        mkdirSync(left);
        writeFileSync(left + "/${await deadPid()}-" + String(round).padStart(8, "0"), "");
        try {
          renameSync(left, lock);
        } catch {
          rmSync(left, { recursive: true });
        }
      }
      console.log("done");`;
    const outputs = await Promise.all(Array.from({ length: 4 }, () => start(body).ended));
    expect(outputs).toEqual(Array(4).fill("done\n"));
  });

  test("of one that is killed is the next one's", async () => {
    const { child, ended } = start(`withLock(lock, () => process.kill(process.pid, "SIGKILL"));`);
    expect(await ended).toBe("");
    expect(readdirSync(lock)[0]).toMatch(new RegExp(`^${child.pid}-`));
    expect(withLock(lock, () => "mine")).toBe("mine");
    expect(readdirSync(join(folder, "saves"))).toEqual([]);
  });

  test.each<[string, (pid: number) => void]>([
    ["of a process that is no more", (pid) => write(`${pid}-0123abcd`)],
    ["without an owner, as a full disk leaves it", () => mkdirSync(lock, { recursive: true })],
    ["with something else in it", (pid) => (write(".DS_Store"), write(`${pid}-0123abcd`))],
    ["of no process", () => write("0-0123abcd")],
    ["that is a link to nowhere", () => symlinkTo("nowhere")],
    ["that is a link to itself", () => symlinkTo("lock")],
    ["that is a file, as the course's first version made it", (pid) => writeLockFile(pid)],
  ])("%s is taken over at once", async (_what, leave) => {
    leave(await deadPid());
    expect(isLeftBehind(lock)).toBe(true);
    const before = performance.now();
    expect(withLock(lock, () => "mine")).toBe("mine");
    expect(performance.now() - before).toBeLessThan(5000);
    expect(readdirSync(join(folder, "saves"))).toEqual([]);
  });

  test("that is a link is taken over, and what it leads to stays", () => {
    const elsewhere = join(folder, "elsewhere");
    mkdirSync(elsewhere);
    mkdirSync(join(folder, "saves"));
    writeFileSync(join(elsewhere, "mine"), "");
    symlinkSync(elsewhere, lock, "junction");
    expect(isLeftBehind(lock)).toBe(true);
    expect(withLock(lock, () => "mine")).toBe("mine");
    expect(readdirSync(join(folder, "saves"))).toEqual([]);
    expect(readdirSync(elsewhere)).toEqual(["mine"]);
  });

  test("of a number that another process has by now is taken over after ten seconds", () => {
    write(`${process.ppid}-0123abcd`);
    expect(isLeftBehind(lock)).toBe(false);
    const anHourFromNow = Date.now() / 1000 + 3600;
    utimesSync(lock, anHourFromNow, anHourFromNow);
    expect(isLeftBehind(lock)).toBe(true);
    expect(withLock(lock, () => "mine")).toBe("mine");
    expect(existsSync(lock)).toBe(false);
  });

  function write(name: string): void {
    mkdirSync(lock, { recursive: true });
    writeFileSync(join(lock, name), "");
  }

  function symlinkTo(target: string): void {
    mkdirSync(join(folder, "saves"));
    symlinkSync(join(folder, "saves", target), lock, "junction");
  }

  function writeLockFile(pid: number): void {
    mkdirSync(join(folder, "saves"));
    writeFileSync(lock, String(pid));
  }
});
