// Runs inside a copy of the course: solve, reset and undo end before each of their file operations, or
// one of these fails, or the learner's editor saves just then. Prints what was lost, as JSON.
import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, SCRATCH } from "../../ground/paths.ts";
import { findSteps, solutionOf, starterOf } from "../../ground/steps.ts";
import { disturb, isChange, NO_PROCESS } from "./disturb.ts";

// The lock of what has ended so is nobody's, and taken over at once.
Object.defineProperty(process, "pid", { value: NO_PROCESS });
const { replaceWork, undoLast } = await import("../../work/replace.ts");
const { recover } = await import("../../work/saves.ts");

const steps = findSteps().slice(0, 2);
const files = steps.flatMap((step) => step.edit);
const SNAPSHOT = fs.mkdtempSync(join(tmpdir(), "snapshots "));
const lost = new Set<string>();
const count = { kills: 0, failures: 0, edits: 0 };

/** The contents of the learner's files, by path. */
type Work = Record<string, string | undefined>;
const read = (path: string) => (fs.existsSync(path) ? fs.readFileSync(path, "utf8") : undefined);
const work = (): Work => Object.fromEntries(files.map((file) => [file, read(join(ROOT, file))]));
const same = (one: Work, other: Work) => JSON.stringify(one) === JSON.stringify(other);
const contents = (pathOf: typeof solutionOf): Work =>
  Object.fromEntries(
    steps.flatMap((step) => step.edit.map((file) => [file, read(join(ROOT, pathOf(step, file)))])),
  );

/** The commands, what each starts from and what it comes to; undefined where that depends. */
const MINE: Work = { [files[0]!]: "// mine\r\n", [files[1]!]: undefined };
const COMMANDS: Record<string, { from: () => void; run: () => void; to: Work }> = {
  solve: {
    from: () => begin(),
    run: () => replaceWork("solve", ...steps),
    to: contents(solutionOf),
  },
  reset: {
    from: () => begin(),
    run: () => replaceWork("reset", ...steps),
    to: contents(starterOf),
  },
  undo: {
    from: () => {
      begin();
      replaceWork("solve", ...steps);
    },
    run: () => undoLast(),
    to: MINE,
  },
};

function begin(): void {
  fs.rmSync(SCRATCH, { recursive: true, force: true });
  put(MINE);
}

function put(state: Work): void {
  for (const [file, content] of Object.entries(state)) {
    if (content === undefined) fs.rmSync(join(ROOT, file), { force: true });
    else fs.writeFileSync(join(ROOT, file), content);
  }
}

/** Whether a text stands in a learner's file or in a save. */
function isThere(text: string): boolean {
  const saves = join(SCRATCH, "saves");
  const copies = fs.existsSync(saves) ? fs.readdirSync(saves) : [];
  return files.some((file) =>
    [ROOT, ...copies.filter((name) => /^\d/.test(name)).map((name) => join(saves, name))].some(
      (folder) => read(join(folder, file)) === text,
    ),
  );
}

/** Keeps the state that a kill at this moment leaves. */
function snapshot(name: string): void {
  fs.rmSync(join(SNAPSHOT, name), { recursive: true, force: true });
  if (fs.existsSync(SCRATCH)) {
    fs.cpSync(SCRATCH, join(SNAPSHOT, name), { recursive: true });
  } else fs.mkdirSync(join(SNAPSHOT, name), { recursive: true });
  fs.writeFileSync(join(SNAPSHOT, `${name}.json`), JSON.stringify(work()));
}

function restore(name: string): void {
  fs.rmSync(SCRATCH, { recursive: true, force: true });
  fs.cpSync(join(SNAPSHOT, name), SCRATCH, { recursive: true });
  put({ ...MINE, ...JSON.parse(fs.readFileSync(join(SNAPSHOT, `${name}.json`), "utf8")) });
}

/** Runs something, and keeps the state before each change; of a file that is written, half of it too. */
function snapshots(prefix: string, run: () => void): string[] {
  const names: string[] = [];
  const take = () => {
    names.push(`${prefix}-${names.length}`);
    snapshot(names.at(-1)!);
  };
  disturb((name, args) => {
    if (!isChange(name)) return;
    take();
    if (name !== "writeFileSync") return;
    const half = Buffer.from(args[1] as string);
    fs.writeFileSync(args[0] as string, half.subarray(0, half.length / 2));
    take();
  });
  run();
  disturb(undefined);
  return names;
}

function expect(condition: boolean, what: string): void {
  if (!condition) lost.add(what);
}

/** After a kill: all old or all new, nothing lost, and everything goes on. */
function checkKilled(
  name: string,
  what: string,
  { run, to }: (typeof COMMANDS)[string],
  old: Work,
) {
  count.kills += 1;
  restore(name);
  for (const text of Object.values(old)) expect(!text || isThere(text), `${what}: lost`);
  recover();
  expect(same(work(), old) || same(work(), to), `${what}: neither old nor new`);
  const isOld = same(work(), old);
  if (isOld) run();
  expect(same(work(), to), `${what}: does not go on`);
  if (to === MINE) return;
  undoLast();
  expect(same(work(), old), `${what}: is not undone`);
}

for (const [command, { from, run, to }] of Object.entries(COMMANDS)) {
  from();
  const old = work();
  const killed = snapshots(command, run);
  for (const [index, name] of killed.entries()) {
    const what = `${command} killed at ${index}`;
    checkKilled(name, what, COMMANDS[command]!, old);
    // The next command may be killed in its turn, while it takes back what the first has begun.
    restore(name);
    for (const [again, second] of snapshots("again", recover).entries()) {
      checkKilled(second, `${what}, then at ${again}`, COMMANDS[command]!, old);
    }
  }

  for (const code of ["ENOSPC", "EACCES"]) {
    for (let failing = 0, isOver = false; !isOver; failing += 1) {
      from();
      let seen = 0;
      disturb((name) => {
        if (!isChange(name) || seen++ !== failing) return;
        throw Object.assign(new Error(`${code}: injected`), { code });
      });
      const what = `${command}, ${code} at ${failing}`;
      let failed = false;
      try {
        run();
      } catch {
        failed = true;
      }
      disturb(undefined);
      isOver = seen <= failing;
      count.failures += 1;
      for (const text of Object.values(old)) expect(!text || isThere(text), `${what}: lost`);
      if (failed) recover();
      expect(same(work(), failed ? old : to) || same(work(), to), `${what}: neither old nor new`);
      if (same(work(), old)) run();
      expect(same(work(), to), `${what}: does not go on`);
    }
  }

  for (let moment = 0, isOver = false; !isOver; moment += 1) {
    from();
    const edited = `// edited at ${moment}`;
    let seen = 0;
    let isLast = false;
    disturb((name, args) => {
      if (seen++ !== moment) return;
      // Between the last look and this there is nothing but this.
      isLast = name === "renameSync" && args[1] === join(ROOT, files[0]!);
      if (!isLast) fs.writeFileSync(join(ROOT, files[0]!), edited);
    });
    try {
      run();
    } catch {
      // It says that the file was edited.
    }
    disturb(undefined);
    isOver = seen <= moment;
    if (isOver || isLast) continue;
    count.edits += 1;
    expect(isThere(edited), `${command}, edited at ${moment}: lost`);
    recover();
    expect(isThere(edited), `${command}, edited at ${moment}: lost later`);
  }
}

fs.rmSync(SNAPSHOT, { recursive: true });
console.log(JSON.stringify({ count, lost: [...lost] }));
