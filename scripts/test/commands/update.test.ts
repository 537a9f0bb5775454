import { ROOT } from "../../ground/paths.ts";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CourseCopy, type Finished } from "../support/course-copy.ts";

const CONTRACT = "proto/chat.proto";
const WIRE = "steps/02-codegen/wire.ts";
const SERVER = "steps/03-server/server.ts";
const CLIENT = "steps/04-client/client.ts";
const README = "steps/03-server/README.md";
const TEST = "steps/03-server/step.test.ts";
const NEW = "steps/03-server/notes on streams.md";
const GONE = "solutions/03-server/mistakes/gone.ts";
/** Work as an editor on another system may save it. */
const HALF_DONE = "// my server, 途中まで\r\nexport const half = true;\t\r\n";

/** A drive that most systems with Linux have beside that of the temporary files. */
const ANOTHER_DRIVE = "/dev/shm";
const hasAnotherDrive =
  existsSync(ANOTHER_DRIVE) && statSync(ANOTHER_DRIVE).dev !== statSync(tmpdir()).dev;

/** The course's own repository at its first version, of which each test gets a clone. */
let first: CourseCopy;
/** The same with a second version. */
let second: CourseCopy;
let home: string;
/** What git and npm are to see, whatever is set on this machine. */
let environment: NodeJS.ProcessEnv;
const copies: CourseCopy[] = [];

function git(copy: CourseCopy, ...args: string[]): string {
  const env = { ...process.env, ...environment };
  return execFileSync("git", args, { cwd: copy.dir, env, encoding: "utf8", stdio: "pipe" });
}

function commit(copy: CourseCopy, message: string): void {
  git(copy, "add", "--all");
  git(copy, "commit", "--quiet", "--message", message);
}

function append(copy: CourseCopy, path: string, text: string): void {
  copy.write(path, copy.read(path) + text);
}

/** Changes a JSON file. */
function edit(copy: CourseCopy, path: string, change: (json: any) => void): void {
  const json = JSON.parse(copy.read(path));
  change(json);
  copy.write(path, `${JSON.stringify(json, null, 2)}\n`);
}

/** Makes a copy that is removed in the end. */
function newCopy(origin?: CourseCopy, parent?: string): CourseCopy {
  const copy = new CourseCopy(origin?.dir, parent);
  copies.push(copy);
  return copy;
}

/** A learner who cloned the first version, and to whom the second has come. */
function newLearner(): CourseCopy {
  const learner = newCopy(first);
  git(learner, "remote", "set-url", "origin", second.dir);
  return learner;
}

function update(copy: CourseCopy, env: NodeJS.ProcessEnv = {}): Promise<Finished> {
  return copy.run("update", [], { ...environment, ...env });
}

/** What git would commit of a copy, and what is staged. */
function status(copy: CourseCopy): string[] {
  const lines = git(copy, "status", "--porcelain", "--untracked-files=no").split("\n");
  return lines.filter(Boolean);
}

/** An npm that notes what it is asked, and succeeds where `exit` is 0. */
function fakeNpm(exit: number): { npm_execpath: string; calls: () => string[] } {
  const folder = mkdtempSync(join(home, "npm "));
  const calls = join(folder, "calls");
  writeFileSync(calls, "");
  writeFileSync(
    join(folder, "npm-cli.js"),
    `require("node:fs").appendFileSync(${JSON.stringify(calls)}, process.argv.slice(2).join(" ") + "\\n");
    process.exit(${exit});`,
  );
  return {
    npm_execpath: join(folder, "npm-cli.js"),
    calls: () => readFileSync(calls, "utf8").split("\n").filter(Boolean),
  };
}

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), "update "));
  writeFileSync(join(home, "gitconfig"), "");
  environment = {
    GIT_CONFIG_GLOBAL: join(home, "gitconfig"),
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CEILING_DIRECTORIES: tmpdir(),
    GIT_AUTHOR_NAME: "生徒",
    GIT_AUTHOR_EMAIL: "learner@example.com",
    GIT_COMMITTER_NAME: "生徒",
    GIT_COMMITTER_EMAIL: "learner@example.com",
    npm_execpath: fakeNpm(1).npm_execpath,
  };
  Object.assign(process.env, environment);
  first = newCopy();
  for (const file of ["package-lock.json", ".gitignore", ".gitattributes"]) {
    first.write(file, readFileSync(join(ROOT, file), "utf8"));
  }
  // Without the slash it covers the link that a copy has in the folder's place.
  append(first, ".gitignore", "node_modules\n");
  first.write(GONE, "export {};\n");
  edit(first, "package.json", (json) => (json.version = "1.0.0"));
  git(first, "init", "--quiet", "--initial-branch=main");
  commit(first, "The first version");

  second = newCopy(first);
  for (const file of [README, TEST, SERVER, CLIENT]) append(second, file, "\n// second version\n");
  second.write(NEW, "# Streams\n");
  rmSync(join(second.dir, GONE));
  edit(second, "package.json", (json) => (json.version = "2.0.0"));
  commit(second, "The second version");
});

afterAll(() => {
  for (const copy of copies) copy.remove();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

/** Checks that the course is the second version but for the learner's own files. */
function expectSecondVersion(learner: CourseCopy, ...own: string[]): void {
  for (const file of [README, TEST, SERVER, CLIENT, NEW, "package.json"]) {
    if (!own.includes(file)) expect(learner.read(file), file).toBe(second.read(file));
  }
  expect(existsSync(join(learner.dir, GONE))).toBe(false);
}

describe.concurrent("npm run update", () => {
  test("keeps the uncommitted work and the progress of a learner in step 3", async () => {
    const learner = newLearner();
    learner.solve(1, 2);
    learner.write(SERVER, HALF_DONE);
    learner.write("my notes.txt", "mine");
    learner.write(
      ".workshop/progress.json",
      '{"01-proto":{"work":"…","solvedAt":"2026-01-01T00:00:00.000Z"}}',
    );
    git(learner, "add", WIRE);
    const old = git(learner, "rev-parse", "--short=7", "HEAD").trim();
    const before = [CONTRACT, WIRE].map((file) => learner.read(file));

    const { code, output } = await update(learner);
    expect(code, output).toBe(0);
    expect(learner.read(SERVER)).toBe(HALF_DONE);
    expect([CONTRACT, WIRE].map((file) => learner.read(file))).toEqual(before);
    expect(learner.read("my notes.txt")).toBe("mine");
    expect(learner.read(".workshop/progress.json")).toContain("01-proto");
    expectSecondVersion(learner, SERVER);

    const now = git(second, "rev-parse", "--short=7", "HEAD").trim();
    expect(git(learner, "rev-parse", "--short=7", "HEAD").trim()).toBe(now);
    expect(git(learner, "branch", "--show-current").trim()).toBe("main");
    expect(status(learner).sort()).toEqual([` M ${CONTRACT}`, ` M ${SERVER}`, `M  ${WIRE}`]);

    expect(output).toContain(`is now 2.0.0 (${now}); it was 1.0.0 (${old})`);
    expect(output).toContain(`The starter of ${SERVER} has changed, and yours is kept`);
    const [, args] = /changed in it: git (.*)/.exec(output)!;
    expect(git(learner, ...args!.split(" "))).toContain("+// second version");
    expect(output).toContain(`${CLIENT}, which you have not edited, is the new starter`);
    expect(output).not.toContain("npm install");

    // An undo takes back what came before the update, and touches nothing that the update brought.
    expect(output).toContain(".workshop/saves/0001-update");
    learner.write(SERVER, "// later");
    await learner.run("undo");
    expect(learner.read(SERVER)).toBe(HALF_DONE);
    expectSecondVersion(learner, SERVER);

    const again = await update(learner);
    expect(again.output).toContain(`that origin (${second.dir}) has: 2.0.0 (${now})`);
    expect(again.code).toBe(0);
  });

  test("is done whatever a learner has set for all their repositories: hooks, signing, colours, CRLF", async () => {
    const learner = newLearner();
    learner.write(SERVER, HALF_DONE);
    const hooks = mkdtempSync(join(home, "hooks "));
    for (const name of ["reference-transaction", "post-checkout", "pre-commit"]) {
      writeFileSync(join(hooks, name), "#!/bin/sh\nexit 1\n", { mode: 0o755 });
    }
    const config = join(home, "habits");
    writeFileSync(
      config,
      `[core]
        hooksPath = ${JSON.stringify(hooks)}
        autocrlf = true
        safecrlf = true
        fsmonitor = true
        quotePath = false
        abbrev = 4
        excludesFile = ${JSON.stringify(join(hooks, "none"))}
      [commit]
        gpgSign = true
      [init]
        defaultBranch = trunk
      [color]
        ui = always
      [diff]
        noprefix = true
        external = false
        renames = copies
      [log]
        showSignature = true
      [merge]
        ff = only
      [fetch]
        all = true
        prune = true
      [submodule]
        recurse = true
      [feature]
        manyFiles = true
      `,
    );
    const { code, output } = await update(learner, { GIT_CONFIG_GLOBAL: config });
    expect(code, output).toBe(0);
    expect(learner.read(SERVER)).toBe(HALF_DONE);
    expect(status(learner)).toEqual([` M ${SERVER}`]);
    const [, args] = /changed in it: git (.*)/.exec(output)!;
    expect(git(learner, ...args!.split(" "))).toContain("+// second version");
  });

  test("keeps what a learner has committed on a branch of theirs", async () => {
    const learner = newLearner();
    git(learner, "checkout", "--quiet", "-b", "私の作業");
    learner.solve(1);
    learner.write(SERVER, HALF_DONE);
    learner.write("my notes.md", "mine");
    commit(learner, "My work");
    append(learner, "my notes.md", " and more");
    append(learner, SERVER, "// and more\n");
    // Gone is how a learner left it, too.
    rmSync(join(learner.dir, WIRE));
    const [contract, mine] = [learner.read(CONTRACT), git(learner, "rev-parse", "HEAD").trim()];

    const { code, output } = await update(learner);
    expect(code, output).toBe(0);
    expect(learner.read(SERVER)).toBe(`${HALF_DONE}// and more\n`);
    expect(learner.read("my notes.md")).toBe("mine and more");
    expect(learner.read(CONTRACT)).toBe(contract);
    expect(existsSync(join(learner.dir, WIRE))).toBe(false);
    expectSecondVersion(learner, SERVER);
    const parents = git(learner, "log", "-1", "--format=%P").trim();
    expect(parents).toBe(`${mine} ${git(second, "rev-parse", "HEAD").trim()}`);
    expect(git(learner, "branch", "--show-current").trim()).toBe("私の作業");
    expect(status(learner).sort()).toEqual([" D " + WIRE, ` M "my notes.md"`, ` M ${SERVER}`]);
    expect(git(learner, "show", `HEAD:${SERVER}`)).toBe(HALF_DONE.replaceAll("\r\n", "\n"));
  });

  test("installs the packages only when they have changed, and again if that failed", async () => {
    const origin = newCopy(second);
    edit(origin, "package-lock.json", (lock) => (lock.version = "3.0.0"));
    commit(origin, "Other packages");
    const learner = newLearner();
    git(learner, "remote", "set-url", "origin", origin.dir);
    const [offline, online] = [fakeNpm(1), fakeNpm(0)];

    const failed = await update(learner, { npm_execpath: offline.npm_execpath });
    expect(failed.output).toContain("is now 2.0.0");
    expect(failed.output).toContain("its packages could not be installed");
    expect(failed.code).toBe(2);
    expectSecondVersion(learner);
    const installed = await update(learner, { npm_execpath: online.npm_execpath });
    expect(installed.output).toContain("You have the newest version");
    expect(installed.code).toBe(0);
    await update(learner, { npm_execpath: online.npm_execpath });
    expect([...offline.calls(), ...online.calls()]).toEqual(
      Array(2).fill("install --no-save --no-audit --no-fund"),
    );
  });

  test("refuses where other files were changed, and says how to go on", async () => {
    const learner = newLearner();
    learner.write(SERVER, HALF_DONE);
    append(learner, TEST, "// edited by mistake\n");
    const edited = learner.read(TEST);
    const { code, output } = await update(learner);
    expect(code).toBe(1);
    expect(output).toContain(`would replace: ${TEST}. Nothing has been updated`);
    expect(learner.read(TEST)).toBe(edited);
    expect(learner.read(README)).toBe(first.read(README));
    expect(existsSync(join(learner.dir, ".workshop/saves"))).toBe(false);

    const [, args] = /^ {2}git (stash .*)/m.exec(output)!;
    git(learner, ...args!.split(" "));
    expect((await update(learner)).code).toBe(0);
    expectSecondVersion(learner, SERVER);
    expect(learner.read(SERVER)).toBe(HALF_DONE);
    expect(git(learner, "show", `stash@{0}:${TEST}`)).toBe(edited);
  });

  test("refuses where a commit of the learner's changes other files", async () => {
    const learner = newLearner();
    append(learner, "package.json", "\n");
    commit(learner, "Another package.json");
    const { code, output } = await update(learner, { WORKSHOP_LANG: "ja" });
    expect(code).toBe(1);
    expect(output).toContain(
      "コミットが、更新で置き換わるコースのファイルを変えています：package.json。",
    );
    expect(output).toContain("git merge FETCH_HEAD");
    expect(status(learner)).toEqual([]);
  });

  test("refuses where a new file would take the place of the learner's", async () => {
    const learner = newLearner();
    learner.write(NEW, "mine");
    const { code, output } = await update(learner);
    expect(code).toBe(1);
    expect(output).toContain(`where you have some of your own: ${NEW}`);
    expect(learner.read(NEW)).toBe("mine");
    expect(status(learner)).toEqual([]);
  });

  test.each<[string, (learner: CourseCopy) => NodeJS.ProcessEnv | void, RegExp]>([
    ["without git", () => ({ PATH: home, Path: home }), /git is not installed/],
    ["without a repository", (learner) => removeGit(learner), /not a git repository/],
    ["without a remote", (learner) => void git(learner, "remote", "remove", "origin"), /no remote/],
  ])("says what to do by hand %s", async (_where, arrange, reason) => {
    const learner = newLearner();
    await expectByHand(learner, reason, arrange(learner) ?? {});
  });

  test("says what to do by hand in a folder of another repository", async () => {
    const outer = mkdtempSync(join(home, "outer "));
    execFileSync("git", ["init", "--quiet", outer]);
    const learner = newCopy(first, outer);
    removeGit(learner);
    await expectByHand(learner, /part of another repository/);
  });

  test("changes nothing when the remote is out of reach", async () => {
    const learner = newLearner();
    learner.write(SERVER, HALF_DONE);
    git(learner, "remote", "set-url", "origin", "http://127.0.0.1:9/course.git");
    const { code, output } = await update(learner, { http_proxy: "", https_proxy: "" });
    expect(code).toBe(2);
    expect(output).toMatch(/could not be fetched from origin\. Nothing has changed/);
    expect(status(learner)).toEqual([` M ${SERVER}`]);
    expect(existsSync(join(learner.dir, ".workshop/saves"))).toBe(false);
  });

  test("needs no record of an earlier update, and none is in its way", async () => {
    const learner = newLearner();
    learner.write(SERVER, HALF_DONE);
    learner.write(".workshop/update.json", JSON.stringify({ from: "HEAD", replaced: [SERVER] }));
    learner.write(".workshop/update-2147483647/files/x", "");
    learner.write(".workshop/update-2147483647.index", "");
    const { code, output } = await update(learner);
    expect(code, output).toBe(0);
    expect(learner.read(SERVER)).toBe(HALF_DONE);
    expectSecondVersion(learner, SERVER);
    const left = readdirSync(join(learner.dir, ".workshop"));
    expect(left.filter((name) => name.startsWith("update-"))).toEqual([]);
  });

  test("goes on to a version that is newer than the one it was interrupted at", async () => {
    const learner = newLearner();
    learner.write(SERVER, HALF_DONE);
    // So far it came: git knows nothing yet.
    for (const file of [README, CLIENT, NEW]) learner.write(file, second.read(file));
    rmSync(join(learner.dir, GONE));
    const third = newCopy(second);
    append(third, README, "third\n");
    append(third, CLIENT, "// third\n");
    rmSync(join(third.dir, NEW));
    third.write(GONE, "export const back = true;\n");
    commit(third, "The third version");
    git(learner, "remote", "set-url", "origin", third.dir);
    const { code, output } = await update(learner);
    expect(code, output).toBe(0);
    for (const file of [README, CLIENT, GONE, TEST])
      expect(learner.read(file)).toBe(third.read(file));
    expect(status(learner)).toEqual([` M ${SERVER}`]);
  });

  test("takes what npm has written into package-lock.json for npm's, and keeps it all the same", async () => {
    const origin = newCopy(second);
    edit(origin, "package-lock.json", (lock) => (lock.version = "3.0.0"));
    commit(origin, "Other packages");
    for (const isCommitted of [false, true]) {
      const learner = newLearner();
      git(learner, "remote", "set-url", "origin", origin.dir);
      edit(learner, "package-lock.json", (lock) => {
        for (const entry of Object.values<any>(lock.packages)) delete entry.libc;
        lock.packages[""].peer = true;
      });
      const npms = learner.read("package-lock.json");
      if (isCommitted) commit(learner, "All that git status showed");
      const npm = fakeNpm(0);
      const { code, output } = await update(learner, { npm_execpath: npm.npm_execpath });
      expect(code, output).toBe(0);
      expect(learner.read("package-lock.json")).toBe(origin.read("package-lock.json"));
      expect(status(learner)).toEqual([]);
      expect(npm.calls()).toHaveLength(1);
      if (isCommitted) continue;
      const [, folder] = /npm's is in (\S+)\./.exec(output)!;
      expect(learner.read(`${folder}/package-lock.json`)).toBe(npms);
      expect((await learner.run("undo")).output).toContain("nothing to undo");
    }
  });

  test("refuses where the learner has added a package", async () => {
    const origin = newCopy(second);
    edit(origin, "package-lock.json", (lock) => (lock.version = "3.0.0"));
    commit(origin, "Other packages");
    const learner = newLearner();
    git(learner, "remote", "set-url", "origin", origin.dir);
    edit(learner, "package.json", (json) => (json.dependencies["left-pad"] = "1.3.0"));
    edit(learner, "package-lock.json", (lock) => (lock.packages["node_modules/left-pad"] = {}));
    const { code, output } = await update(learner);
    expect(output).toContain("would replace: package-lock.json, package.json. Nothing");
    expect(code).toBe(1);
  });

  test("leaves other files that the learner changed where the newest version does not", async () => {
    const learner = newLearner();
    const other = "steps/02-codegen/README.md";
    append(learner, other, "my notes\n");
    git(learner, "commit", "--quiet", "--allow-empty", "--message", "Nothing yet");
    const { code, output } = await update(learner);
    expect(code, output).toBe(0);
    expect(learner.read(other)).toBe(`${first.read(other)}my notes\n`);
    expectSecondVersion(learner);
    expect(status(learner)).toEqual([` M ${other}`]);
  });

  test("brings back a file of the course that is missing, and none that the learner deleted", async () => {
    const learner = newLearner();
    for (const file of [README, TEST, CLIENT]) rmSync(join(learner.dir, file));
    git(learner, "rm", "--quiet", "--cached", README);
    const { code, output } = await update(learner);
    expect(code, output).toBe(0);
    expect(existsSync(join(learner.dir, CLIENT))).toBe(false);
    expectSecondVersion(learner, CLIENT);
    expect(status(learner)).toEqual([` D ${CLIENT}`]);
  });

  test("puts a file where a folder was, and a folder where a file was", async () => {
    const origin = newCopy(second);
    rmSync(join(origin.dir, "solutions/03-server/mistakes"), { recursive: true });
    origin.write("solutions/03-server/mistakes", "a file now\n");
    rmSync(join(origin.dir, README));
    origin.write(`${README}/part 1.md`, "a folder now\n");
    commit(origin, "Other shapes");
    const learner = newLearner();
    git(learner, "remote", "set-url", "origin", origin.dir);
    const own = "solutions/03-server/mistakes/mine.ts";
    learner.write(own, "mine");
    const refused = await update(learner);
    expect(refused.output).toContain("some of your own: solutions/03-server/mistakes.");
    expect(refused.code).toBe(1);
    expect(learner.read(own)).toBe("mine");
    rmSync(join(learner.dir, own));
    const { code, output } = await update(learner);
    expect(code, output).toBe(0);
    expect(learner.read("solutions/03-server/mistakes")).toBe("a file now\n");
    expect(learner.read(`${README}/part 1.md`)).toBe("a folder now\n");
    expect(status(learner)).toEqual([]);
  });

  test.skipIf(process.platform === "win32")("keeps a learner's file that is a link", async () => {
    const learner = newLearner();
    const elsewhere = join(home, "client elsewhere.ts");
    writeFileSync(elsewhere, "// mine\n");
    rmSync(join(learner.dir, CLIENT));
    symlinkSync(elsewhere, join(learner.dir, CLIENT));
    const { code, output } = await update(learner);
    expect(code, output).toBe(0);
    expect(readlinkSync(join(learner.dir, CLIENT))).toBe(elsewhere);
    expect(learner.read(CLIENT)).toBe("// mine\n");
    expectSecondVersion(learner, CLIENT);
  });

  test("says where it has looked, and how a fork learns of the course", async () => {
    const fork = newCopy(first);
    const learner = newLearner();
    git(learner, "remote", "set-url", "origin", fork.dir);
    const { code, output } = await update(learner);
    expect(code, output).toBe(0);
    expect(output).toContain(`You have the newest version that origin (${fork.dir}) has: 1.0.0`);
    const [, args] = /^ {2}git (remote add upstream )URL$/m.exec(output)!;
    git(learner, ...args!.trim().split(" "), second.dir);
    expect((await update(learner)).output).toContain("is now 2.0.0");
    const again = await update(learner);
    expect(again.output).toContain(`newest version that upstream (${second.dir}) has: 2.0.0`);
    expect(again.output).not.toContain("fork");
  });

  test("shows no password that stands in an address", async () => {
    const origin = newCopy(first);
    git(origin, "update-server-info");
    const server = createServer(({ url = "" }, response) => {
      const path = join(origin.dir, ".git", url.replace("/course.git", "").replace(/\?.*/, ""));
      response.statusCode = existsSync(path) ? 200 : 404;
      response.end(existsSync(path) ? readFileSync(path) : "");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const learner = newLearner();
    git(learner, "remote", "set-url", "origin", `http://me:secret@${host}/course.git`);
    const { code, output } = await update(learner, { http_proxy: "", no_proxy: "127.0.0.1" });
    server.close();
    expect(code, output).toBe(0);
    expect(output).toContain(`that origin (http://${host}/course.git) has: 1.0.0`);
    expect(output).not.toContain("secret");
  });

  test.each([
    ["MERGE_HEAD", "git merge --abort"],
    ["CHERRY_PICK_HEAD", "git cherry-pick --abort"],
    ["REVERT_HEAD", "git revert --abort"],
    ["rebase-merge", "git rebase --abort"],
    ["rebase-apply", "git rebase --abort"],
    ["sequencer", "git cherry-pick --abort"],
    ["BISECT_LOG", "git bisect reset"],
  ])("refuses while git has something under way: %s", async (name, abort) => {
    const learner = newLearner();
    learner.write(`.git/${name}`, git(learner, "rev-parse", "HEAD"));
    const { code, output } = await update(learner);
    expect(code).toBe(1);
    expect(output).toContain(abort);
    expect(learner.read(README)).toBe(first.read(README));
  });

  test("is not led astray by what a git that has started it says of its own repository", async () => {
    const learner = newLearner();
    learner.write(SERVER, HALF_DONE);
    const of = (name: string) => join(first.dir, ".git", name);
    const { code, output } = await update(learner, {
      GIT_DIR: of(""),
      GIT_INDEX_FILE: of("index"),
      GIT_OBJECT_DIRECTORY: of("objects"),
      GIT_WORK_TREE: first.dir,
    });
    expect(code, output).toBe(0);
    expectSecondVersion(learner, SERVER);
    expect(learner.read(SERVER)).toBe(HALF_DONE);
    expect(status(learner)).toEqual([` M ${SERVER}`]);
    expect(status(first)).toEqual([]);
  });

  test.skipIf(!hasAnotherDrive)("goes on where .workshop leads to another drive", async () => {
    const elsewhere = mkdtempSync(join(ANOTHER_DRIVE, "workshop "));
    const learner = newLearner();
    learner.write(SERVER, HALF_DONE);
    symlinkSync(elsewhere, join(learner.dir, ".workshop"));
    const { code, output } = await update(learner);
    rmSync(elsewhere, { recursive: true });
    expect(code, output).toBe(0);
    expectSecondVersion(learner, SERVER);
    expect(learner.read(SERVER)).toBe(HALF_DONE);
    expect(status(learner)).toEqual([` M ${SERVER}`]);
  });

  test.skipIf(process.platform === "win32")(
    "says that nothing has been updated where git cannot prepare it",
    async () => {
      const learner = newLearner();
      learner.write(SERVER, HALF_DONE);
      const { code, output } = await update(learner, gitWithout("checkout-index"));
      expect(code).toBe(2);
      expect(output).toMatch(/Nothing has been updated.*npm run update\. git says:\nunknown: /);
      expect(status(learner)).toEqual([` M ${SERVER}`]);
      expect((await update(learner)).code).toBe(0);
    },
  );

  test("says how a README comes back that no step can be read from", async () => {
    const learner = newLearner();
    learner.write(SERVER, HALF_DONE);
    const spoilt = [
      () => learner.write(README, "# my notes\n"),
      () => learner.write(README, "---\ntitle: [\n---\n"),
      () => (rmSync(join(learner.dir, README)), mkdirSync(join(learner.dir, README))),
    ];
    for (const spoil of spoilt) {
      spoil();
      const { code, output } = await update(learner);
      expect(code).toBe(2);
      const [, args] = /is back: git (.*)/.exec(output)!;
      git(learner, ...args!.split(" "));
    }
    expect(git(learner, "show", `stash@{2}:${README}`)).toBe("# my notes\n");
    // Windows' Notepad once put a mark before what it saved.
    learner.write(README, `\uFEFF${learner.read(README)}`);
    expect((await learner.run("progress")).code).toBe(0);
    git(learner, "checkout", "--", README);
    expect((await update(learner)).code).toBe(0);
    expectSecondVersion(learner, SERVER);
  });

  test("changes nothing while another git is at work", async () => {
    const learner = newLearner();
    learner.write(SERVER, HALF_DONE);
    learner.write(".git/index.lock", "");
    const { code, output } = await update(learner);
    expect(code).toBe(1);
    expect(output).toContain(
      `${join(learner.dir, ".git", "index.lock")} is there. Nothing has been updated`,
    );
    expect(learner.read(README)).toBe(first.read(README));
    rmSync(join(learner.dir, ".git/index.lock"));
    expect((await update(learner)).code).toBe(0);
  });

  test.skipIf(process.platform === "win32")("needs nothing that git 2.20 lacks", async () => {
    const learner = newLearner();
    learner.solve(1);
    commit(learner, "My contract");
    learner.write(SERVER, HALF_DONE);
    // What came later than that: restore and switch (2.23), --pathspec-from-file (2.25).
    const { code, output } = await update(
      learner,
      gitWithout("restore|switch|--pathspec-from-file=*"),
    );
    expect(code, output).toBe(0);
    expectSecondVersion(learner, SERVER);
  });

  test("two at the same moment, and an undo beside them, lose nothing", async () => {
    const learner = newLearner();
    learner.write(CONTRACT, "// first\n");
    await learner.run("solve", ["1"]);
    learner.write(CONTRACT, "// second\n");
    learner.write(SERVER, HALF_DONE);
    await Promise.all([update(learner), update(learner), learner.run("undo")]);
    const { code, output } = await update(learner);
    expect(code, output).toBe(0);
    expect(learner.read(SERVER)).toBe(HALF_DONE);
    expectSecondVersion(learner, SERVER);
    expect(status(learner)).toEqual([` M ${CONTRACT}`, ` M ${SERVER}`]);
    // What undo takes back depends on who was first; both are there.
    const saves = readdirSync(join(learner.dir, ".workshop/saves")).filter((name) =>
      /^\d/.test(name),
    );
    const paths = [CONTRACT, ...saves.map((name) => `.workshop/saves/${name}/${CONTRACT}`)];
    const texts = paths
      .filter((path) => existsSync(join(learner.dir, path)))
      .map((path) => learner.read(path));
    expect(texts).toEqual(expect.arrayContaining(["// first\n", "// second\n"]));
  });

  // Root may write everywhere.
  test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "changes nothing where one of its files cannot be replaced",
    async () => {
      const learner = newLearner();
      const folder = join(learner.dir, "steps/03-server");
      chmodSync(folder, 0o555);
      const { code, output } = await update(learner);
      chmodSync(folder, 0o755);
      expect(output).toMatch(/denies access to steps.03-server \(EACCES\).*npm run doctor/);
      expect(code).toBe(2);
      expect(status(learner)).toEqual([]);
      expect((await update(learner)).code).toBe(0);
      expectSecondVersion(learner);
    },
  );

  test("whatever ends or disturbs it, and when, nothing is lost and the next one ends it", async () => {
    const learner = newLearner();
    const driver = ["--import", "tsx", "scripts/test/support/update-interruptions.ts"];
    const { code, output } = await learner.startNode(driver, environment).finished;
    expect(code, output).toBe(0);
    const { count, lost } = JSON.parse(output);
    expect(lost).toEqual([]);
    // Each of them has been tried, or else this test has tested nothing.
    for (const tried of Object.values(count)) expect(tried).toBeGreaterThan(25);
  }, 600_000);
});

function removeGit(copy: CourseCopy): void {
  rmSync(join(copy.dir, ".git"), { recursive: true, force: true, maxRetries: 5 });
}

async function expectByHand(
  learner: CourseCopy,
  reason: RegExp,
  env: NodeJS.ProcessEnv = {},
): Promise<void> {
  learner.write(SERVER, HALF_DONE);
  const { code, output } = await update(learner, env);
  expect(code).toBe(2);
  expect(output).toMatch(reason);
  expect(output).toMatch(/By hand: .*proto\/chat\.proto, .*server\.ts.*\.workshop/);
  expect(learner.read(SERVER)).toBe(HALF_DONE);
}

/** A git that knows less: what is in a pattern of the shell. */
function gitWithout(pattern: string): NodeJS.ProcessEnv {
  const folder = mkdtempSync(join(home, "git "));
  const real = execFileSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).trim();
  const refusing = `for word; do case "$word" in ${pattern}) echo "unknown: $word" >&2; exit 129;; esac; done`;
  writeFileSync(join(folder, "git"), `#!/bin/sh\n${refusing}\nexec "${real}" "$@"\n`);
  chmodSync(join(folder, "git"), 0o755);
  return { PATH: `${folder}${delimiter}${process.env.PATH}` };
}
