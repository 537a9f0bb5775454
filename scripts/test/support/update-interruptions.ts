// Runs inside a learner's clone of the course: an update ends before each of its changes and each of its
// calls of git, or git is locked from there on, or the learner's editor saves there; then the learner
// goes on writing and updates again. Prints what was lost, as JSON.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { join } from "node:path";
import { ROOT, SCRATCH } from "../../ground/paths.ts";
import { disturb, isChange, NO_PROCESS } from "./disturb.ts";

// The lock of what has ended so is nobody's, and taken over at once.
Object.defineProperty(process, "pid", { value: NO_PROCESS });
const { updateCourse } = await import("../../update/update.ts");

const SERVER = "steps/03-server/server.ts";
const WIRE = "steps/02-codegen/wire.ts";
const CLIENT = "steps/04-client/client.ts";
const LOCK = join(ROOT, ".git/index.lock");

const git = (...args: string[]) =>
  execFileSync("git", args, { cwd: ROOT, encoding: "utf8", stdio: "pipe" });
const read = (file: string) => fs.readFileSync(join(ROOT, file), "utf8");
const write = (file: string, text: string) => fs.writeFileSync(join(ROOT, file), text);

const first = git("rev-parse", "HEAD").trim();
git("fetch", "--quiet", "origin", "HEAD");
const newest = git("rev-parse", "FETCH_HEAD").trim();
/** What the learner's editor has saved during the update. */
let saved: string | undefined;
const lost = new Set<string>();
const count = { ends: 0, locks: 0, edits: 0 };

/** The learner's work before the update: one file edited, another staged too. */
function begin(): void {
  fs.rmSync(LOCK, { force: true });
  git("reset", "--quiet", "--hard", first);
  git("clean", "--quiet", "-d", "--force");
  fs.rmSync(SCRATCH, { recursive: true, force: true });
  write(SERVER, "// my server\r\n");
  write(WIRE, "// my wire\n");
  git("add", WIRE);
}

/** Updates; whether it came to an end. */
async function update(): Promise<boolean> {
  try {
    await updateCourse();
    return true;
  } catch {
    return false;
  }
}

function expect(condition: boolean, what: string): void {
  if (!condition) lost.add(what);
}

/** The learner goes on writing, and updates again: all that they wrote is there, and all else is the newest. */
async function goOn(what: string): Promise<void> {
  fs.rmSync(LOCK, { force: true });
  const mine = saved ?? `// written after: ${what}`;
  if (saved === undefined) write(CLIENT, mine);
  expect(await update(), `${what}: does not go on`);
  expect(read(SERVER) === "// my server\r\n", `${what}: lost the server`);
  expect(read(WIRE) === "// my wire\n", `${what}: lost the wire`);
  expect(read(CLIENT) === mine, `${what}: lost the client`);
  expect(git("rev-parse", "HEAD").trim() === newest, `${what}: not the newest`);
  const status = git("status", "--porcelain").trimEnd().split("\n").sort().join();
  expect(status === ` M ${SERVER}, M ${CLIENT},M  ${WIRE}`, `${what}: ${status}`);
}

/** Does something at one moment of an update, at the next in the next, to the last. */
async function atEachMoment(
  what: keyof typeof count,
  act: (name: string, args: unknown[], isFirst: boolean) => void,
): Promise<void> {
  for (let moment = 0, isOver = false; !isOver; moment += 1) {
    begin();
    saved = undefined;
    let seen = 0;
    disturb((name, args) => {
      const isClients = args[0] === join(ROOT, CLIENT);
      if (!isChange(name) && !isClients) return;
      seen += 1;
      if (seen > moment) act(name, args, seen === moment + 1);
    });
    await update();
    disturb(undefined);
    isOver = seen <= moment;
    count[what] += 1;
    await goOn(`${what} at ${moment}`);
  }
}

const print = console.log;
console.log = () => {};
await atEachMoment("ends", () => {
  throw new Error("ended");
});
await atEachMoment("locks", (_name, _args, isFirst) => {
  if (isFirst) fs.writeFileSync(LOCK, "");
});
await atEachMoment("edits", (name, args, isFirst) => {
  // Between the last look and this there is nothing but this.
  const isLast = name === "renameSync" && args[1] === join(ROOT, CLIENT);
  if (isFirst && !isLast) write(CLIENT, (saved = `// saved before ${name}`));
});
print(JSON.stringify({ count, lost: [...lost] }));
