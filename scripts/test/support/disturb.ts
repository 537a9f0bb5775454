// Lets a test come between the file operations of the course's own code, in its own process. Whoever
// imports this loads that code afterwards, with `await import`.
import childProcess from "node:child_process";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

/** What is done before an operation, with its name and arguments. */
type Disturbance = (name: string, args: unknown[]) => void;
type Operation = (...args: unknown[]) => unknown;

const CHANGES = [
  "chmodSync",
  "copyFileSync",
  "mkdirSync",
  "renameSync",
  "rmSync",
  "rmdirSync",
  "unlinkSync",
  "writeFileSync",
];
const LOOKS = ["existsSync", "lstatSync", "readFileSync", "readdirSync", "statSync"];

/** A process id that none has. */
export const NO_PROCESS = 2 ** 31 - 1;

let disturbance: Disturbance | undefined;

/** Sets what is done before each operation from now on; its own operations are left alone. */
export function disturb(what: Disturbance | undefined): void {
  disturbance = what;
}

/** Whether an operation changes anything. */
export function isChange(name: string): boolean {
  return CHANGES.includes(name) || name === "spawn";
}

function wrap(module: unknown, name: string): void {
  const operations = module as Record<string, Operation>;
  const real = operations[name]!;
  operations[name] = (...args) => {
    const what = disturbance;
    disturbance = undefined;
    try {
      what?.(name, args);
      // Whether it reaches the drive itself shows after a loss of power only, and costs much time.
      return real(...(name === "writeFileSync" ? args.slice(0, 2) : args));
    } finally {
      disturbance = what;
    }
  };
}

for (const name of [...CHANGES, ...LOOKS]) wrap(fs, name);
wrap(childProcess, "spawn");
syncBuiltinESMExports();
