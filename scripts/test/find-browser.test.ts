import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findBrowser } from "../ground/browser.ts";

describe("a browser is found", () => {
  let folder: string;
  const place = (...names: string[]) => {
    const path = join(folder, ...names);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "");
    return path;
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "ブラウザー "));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("where CHROME_PATH says, before any other", () => {
    const [named, other] = [place("named", "my browser"), place("bin", "chromium")];
    expect(findBrowser({ CHROME_PATH: named, PATH: dirname(other) })).toBe(named);
  });

  test("on PATH, in the first folder that has one", () => {
    const [first, second] = [place("one", "google-chrome"), place("two", "chromium")];
    const PATH = ["", join(folder, "gone"), dirname(first), dirname(second)].join(delimiter);
    expect(findBrowser({ PATH })).toBe(first);
  });

  test("and a folder of that name is none", () => {
    const inside = place("library", "chromium", "chromium");
    const PATH = [join(folder, "library"), dirname(inside)].join(delimiter);
    expect(findBrowser({ PATH })).toBe(inside);
  });

  test("on Windows by a name with .exe, and among the programs", () => {
    const onPath = place("windows", "msedge.exe");
    expect(findBrowser({ PATH: dirname(onPath) }, "win32")).toBe(onPath);
    const installed = place("programs", "Google", "Chrome", "Application", "chrome.exe");
    expect(findBrowser({ LOCALAPPDATA: join(folder, "programs") }, "win32")).toBe(installed);
  });

  test("nowhere, if there is none", () => {
    expect(findBrowser({ PATH: folder, LOCALAPPDATA: folder }, "win32")).toBeUndefined();
  });
});
