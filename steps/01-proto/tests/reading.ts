import { fail } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import { chat, saved } from "./contract-file.ts";
import { explain } from "./explain.ts";
import { upTo, type Task } from "./parts.ts";
import { compile, type FileDescriptor } from "./protoc.ts";
import { ProtoText } from "../../kit/proto-text.ts";

/** What protoc makes of what belongs to some tasks. */
interface Reading {
  /** What it was given. */
  contract: Uint8Array;
  /** What it says, or the sentence that tells why protoc refuses it. */
  result: FileDescriptor | string;
}

const readings = new Map<Task, Reading>();
let whole: ReturnType<typeof compile> | undefined;

/** What protoc makes of the file; of what belongs to the tasks up to one, where it refuses the file. */
export function reading(task: Task): Reading {
  const known = readings.get(task) ?? read(task);
  readings.set(task, known);
  return known;
}

function read(task: Task): Reading {
  whole ??= compile(saved);
  if (!Array.isArray(whole)) return { contract: saved, result: whole };
  if (saved.includes(0)) return { contract: saved, result: explain(whole, chat) };
  const part = new ProtoText(upTo(task, chat));
  const contract = Buffer.from(part.text);
  const result = compile(contract);
  return { contract, result: Array.isArray(result) ? explain(result, part) : result };
}

/** What the file says about what belongs to the tasks up to one. Fails the test if protoc refuses it. */
export function contractUpTo(task: Task): FileDescriptor {
  const { result } = reading(task);
  if (typeof result !== "string") return result;
  const line = /^[^:]+:(\d+):/.exec(result)?.[1];
  return fail(
    line
      ? say(
          `Because of line ${line} the file cannot be read yet, so this cannot be looked at. ${result}`,
          `${line}行目のためにファイルがまだ読み取れず、この項目を確かめられません。${result}`,
        )
      : say(`The file cannot be read yet. ${result}`, `ファイルがまだ読み取れません。${result}`),
  );
}

/** Fails the test with protoc's reason if it refuses what belongs to the tasks up to one. */
export function requireProtoc(task: Task): void {
  const { result } = reading(task);
  if (typeof result === "string") fail(result);
}
