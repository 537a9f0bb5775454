import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { npm } from "../../ground/npm.ts";
import { packagesFor, readPlatforms } from "../../usb/platforms.ts";
import { CourseCopy } from "../support/course-copy.ts";

// A course with a package for all and one for each system, from a registry of our own that can be shut.
const NATIVE = { "native-mac": ["darwin", "arm64"], "native-win": ["win32", "x64"] } as const;
const NAMES = ["for-all", ...Object.keys(NATIVE)];
const MANIFEST = {
  name: "course",
  version: "1.0.0",
  dependencies: { "for-all": "1.0.0" },
  optionalDependencies: { "native-mac": "1.0.0", "native-win": "1.0.0" },
};

let folder: string;
let course: CourseCopy;
let registry: Server;
let url: string;
/** What the registry does not give out. */
const missing = new Set<string>();
const tarballs = new Map<string, Buffer>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "usb テスト "));
  for (const name of NAMES) tarballs.set(name, await pack(name));
  registry = createServer((request, response) => {
    const name = request.url!.slice(1).replace(/\.tgz$/, "");
    const tarball = missing.has(name) ? undefined : tarballs.get(name);
    if (!tarball) response.writeHead(404).end();
    else if (request.url!.endsWith(".tgz")) response.end(tarball);
    else response.end(JSON.stringify(packument(name)));
  });
  await once(registry.listen(0, "127.0.0.1"), "listening");
  url = `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`;

  course = new CourseCopy();
  const real = course.read("package.json");
  course.write("package.json", JSON.stringify(MANIFEST));
  course.write("package-lock.json", JSON.stringify(lock()));
  course.write(".npmrc", "ignore-scripts=true\n");
  course.write(".gitignore", "node_modules\n.workshop\n");
  const git = (...args: string[]) => execFileSync("git", args, { cwd: course.dir });
  git("init", "--quiet");
  git("add", "--all");
  git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "--quiet", "--message", "all");
  git("remote", "add", "origin", "https://me:secret@host.example/course.git");
  // What is committed goes onto the stick; the commands here run by what is in the folder.
  course.write("package.json", real);
  rmSync(join(course.dir, "package-lock.json"));
  course.write("proto/chat.proto", "// the instructor's own");
});
afterAll(() => {
  registry.close();
  course.remove();
  rmSync(folder, { recursive: true });
});

async function pack(name: string): Promise<Buffer> {
  const source = join(folder, name);
  mkdirSync(source);
  const [os, cpu] = NATIVE[name as keyof typeof NATIVE] ?? [];
  const content = { name, version: "1.0.0", ...(os && { os: [os], cpu: [cpu] }) };
  writeFileSync(join(source, "package.json"), JSON.stringify(content));
  await npm(["pack", "--pack-destination", folder], ["ignore", "ignore", "ignore"], source);
  return readFileSync(join(folder, `${name}-1.0.0.tgz`));
}

function integrityOf(name: string): string {
  return `sha512-${createHash("sha512").update(tarballs.get(name)!).digest("base64")}`;
}

function packument(name: string): object {
  const dist = { tarball: `${url}${name}.tgz`, integrity: integrityOf(name) };
  const versions = { "1.0.0": { name, version: "1.0.0", dist } };
  return { name, "dist-tags": { latest: "1.0.0" }, versions };
}

function lock(): object {
  const packages = NAMES.map((name) => {
    const [os, cpu] = NATIVE[name as keyof typeof NATIVE] ?? [];
    const own = os && { optional: true, os: [os], cpu: [cpu] };
    return [`node_modules/${name}`, { version: "1.0.0", integrity: integrityOf(name), ...own }];
  });
  return {
    name: "course",
    version: "1.0.0",
    lockfileVersion: 3,
    requires: true,
    packages: { "": MANIFEST, ...Object.fromEntries(packages) },
  };
}

function usb(target: string, platform: string) {
  return course.run("usb", [target, "--platform", platform], { npm_config_registry: url });
}

describe(
  "a folder from which the course is installed without a network",
  { timeout: 300_000 },
  () => {
    test("holds the packages of the platforms that were asked for, and the course as committed", async () => {
      const target = join(folder, "stick");
      const { code, output } = await usb(target, "darwin-arm64,win32-x64");
      expect(output).toContain("is ready");
      expect(code).toBe(0);
      expect(readFileSync(join(target, "course/proto/chat.proto"), "utf8")).toContain("TODO");
      const [, command] = /^ +npm (ci .*)$/m.exec(readFileSync(join(target, "README.md"), "utf8"))!;
      expect(readFileSync(join(target, "course/.git/config"), "utf8")).toContain(
        "url = https://host.example/course.git",
      );

      // Nobody answers any more, and the folder is on another disk.
      for (const name of NAMES) missing.add(name);
      cpSync(target, join(folder, "disk"), { recursive: true });
      const there = join(folder, "disk", "course");
      const flags = ["--os", "darwin", "--cpu", "arm64", "--no-audit"];
      const installed = await npm([...command!.split(" "), ...flags], undefined, there);
      missing.clear();
      expect(installed.code).toBe(0);
      expect(existsSync(join(there, "node_modules/for-all/package.json"))).toBe(true);
      expect(existsSync(join(there, "node_modules/native-mac/package.json"))).toBe(true);
      expect(existsSync(join(there, "node_modules/native-win"))).toBe(false);

      const again = await usb(target, "darwin-arm64");
      expect(again.output).toContain("is not empty");
      expect(again.code).toBe(2);
    });

    test("is not called ready where npm leaves out a platform's own package without a word", async () => {
      missing.add("native-win");
      const { code, output } = await usb(join(folder, "torn"), "win32-x64");
      missing.clear();
      expect(output).toContain(
        "npm left out packages that win32-x64 needs: node_modules/native-win",
      );
      expect(output).not.toContain("is ready");
      expect(code).toBe(1);
    });

    test("needs a name, and platforms that there are", async () => {
      expect((await course.run("usb")).output).toContain("npm run usb -- ../workshop-usb");
      const { code, output } = await usb(join(folder, "none"), "win32-arm64");
      expect(output).toMatch(/no packages for "win32-arm64"[^]*win32-x64/);
      expect(code).toBe(2);
    });
  },
);

test("a list of platforms may have blanks, full-width letters and repetitions", () => {
  const names = readPlatforms("win32-x64、 linux-ｘ64,win32-x64").map(({ name }) => name);
  expect(names).toEqual(["win32-x64", "linux-x64"]);
});

test("a platform's packages are those for its system, its processor and glibc", () => {
  const [linux] = readPlatforms("linux-x64");
  const locked = {
    "node_modules/all": {},
    "node_modules/gnu": { os: ["linux"], cpu: ["x64"], libc: ["glibc"] },
    "node_modules/musl": { os: ["linux"], cpu: ["x64"], libc: ["musl"] },
    "node_modules/arm": { os: ["linux"], cpu: ["arm64"] },
    "node_modules/any-libc": { os: ["linux"], cpu: ["x64"] },
  };
  expect(packagesFor(linux!, locked)).toEqual(["node_modules/gnu", "node_modules/any-libc"]);
});
