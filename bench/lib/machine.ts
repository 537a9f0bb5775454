import os from "node:os";
import { say } from "../../steps/kit/say.ts";

/** What the figures were measured on. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGiB: number;
  os: string;
  node: string;
  /** How many processes wanted a core in the minute before, on average; null on Windows. */
  load: number | null;
}

/** Describes this machine as it is now. */
export function thisMachine(): Machine {
  return {
    cpu: os.cpus()[0]?.model.trim() || "unknown",
    cores: os.availableParallelism(),
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    os: `${os.type()} ${os.release()} (${os.arch()})`,
    node: process.version,
    load: process.platform === "win32" ? null : Math.round(os.loadavg()[0]! * 100) / 100,
  };
}

/** Whether other work would disturb a measurement. */
export function isBusy({ cores, load }: Machine): boolean {
  return load !== null && load > cores / 2;
}

/** A machine for a person: a name and a value each. */
export function describe({ cpu, cores, memoryGiB, os: system, node, load }: Machine): string[][] {
  return [
    ["CPU", `${cpu} × ${cores}`],
    [say("Memory", "メモリー"), `${memoryGiB} GiB`],
    ["OS", system],
    ["Node.js", node],
    ...(load === null ? [] : [[say("Load before", "開始前の負荷"), String(load)]]),
  ];
}
