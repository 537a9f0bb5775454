import { stripVTControlCharacters } from "node:util";
import { createContext, Script } from "node:vm";
import { CheckError, fail } from "../../kit/check.ts";
import { callsExit, missingImport } from "../../kit/loading.ts";
import { isToDo, notWritten } from "../../kit/not-written.ts";
import { say } from "../../kit/say.ts";
import { show } from "./bytes.ts";
import { requireGen } from "./generated.ts";

export type Wire = typeof import("../wire.ts");
/** A function that the learner writes. */
export type Name = "noteToBytes" | "bytesToNote" | "labelBytes" | "frameMessage" | "unframeMessage";

const FILE = "steps/02-codegen/wire.ts";

/** Calls some code in node:vm, which can stop an endless loop; nothing in this thread could. */
const SCRIPT = new Script("run()");
const CONTEXT = createContext({ run: undefined as unknown });

/** How long a function may compute, in milliseconds of this process' own time. */
export const PATIENCE = 1000;
/** The same once a loop has been found: the step has failed, and a learner is waiting. */
const LITTLE_PATIENCE = 100;

let hasLoop = false;

/** Loads the learner's file. It needs gen/, so it is not imported before gen/ is known to be there. */
async function load(): Promise<Wire> {
  requireGen();
  try {
    return await import("../wire.ts");
  } catch (error) {
    const reason = stripVTControlCharacters(textOf(error));
    // What the bundler draws of a syntax error, whoever reports to the learner puts into words.
    if (reason.includes("[PARSE_ERROR]")) throw error;
    const line = /wire\.ts:(\d+)/.exec(reason)?.[1];
    const place = line ? `${FILE}:${line}` : FILE;
    const plain = /\[\w*ERROR\] (.+)/.exec(reason)?.[1] ?? reason;
    throw inLearnersTerms(undefined, error, whyNotLoaded(place, plain));
  }
}

/** @param reason what was thrown */
function whyNotLoaded(place: string, reason: string): string {
  const missing = missingImport(reason);
  if (missing) {
    return say(
      `${place} imports "${missing}", which is not there. The generated code is "../../gen/chat_pb.js".`,
      `${place} がインポートしている "${missing}" が存在しません。生成されたコードは "../../gen/chat_pb.js" です。`,
    );
  }
  if (callsExit(reason)) {
    return say(
      `${place} calls \`process.exit\` while it is being loaded. A file that is imported leaves that to whoever imports it.`,
      `${place} が、読み込み中に \`process.exit\` を呼び出しています。インポートされるファイルでは、プロセスを終了させません。`,
    );
  }
  return say(
    `${place} throws while it is being loaded: ${reason}`,
    `${place} が、読み込み中にエラーを投げました：${reason}`,
  );
}

/**
 * Calls one of the learner's functions.
 *
 * @param sentence what is wrong if it throws; the failure keeps the line where it does
 * @param ms how long it may compute
 */
export async function call<Key extends Name>(
  sentence: string,
  name: Key,
  args: Parameters<Wire[Key]>,
  ms = PATIENCE,
): Promise<unknown> {
  const outcome = await tryCall(name, args, ms);
  if ("result" in outcome) return requireValue(name, outcome.result);
  const reason = textOf(outcome.error);
  if (outcome.error instanceof ReferenceError) {
    throw inLearnersTerms(
      name,
      outcome.error,
      say(
        `\`${name}\` throws "${reason}": the name is misspelled, or not imported.`,
        `\`${name}\` がエラー「${reason}」を投げました。名前を書き間違えたか、インポートが足りません。`,
      ),
    );
  }
  throw inLearnersTerms(
    name,
    outcome.error,
    say(
      `\`${name}(${show(args[0])})\` throws "${reason}". ${sentence}`,
      `\`${name}(${show(args[0])})\` がエラー「${reason}」を投げました。${sentence}`,
    ),
  );
}

/** Nothing and a promise are what a forgotten word makes of a result. */
function requireValue(name: Name, result: unknown): unknown {
  if (result === undefined) {
    fail(
      say(
        `\`${name}\` returns nothing: there is no \`return\` on the way that it takes.`,
        `\`${name}\` が何も返していません。実行された分岐に \`return\` がありません。`,
      ),
      { in: name },
    );
  }
  if (result instanceof Promise) {
    result.catch(() => {});
    fail(
      say(
        `\`${name}\` returns a promise, and nothing here has to be waited for: leave \`async\` out.`,
        `\`${name}\` が Promise を返しています。待つものは何もないので、\`async\` は要りません。`,
      ),
      { in: name },
    );
  }
  return result;
}

/** The error that the learner's function throws. If it throws none, fails with the sentence. */
export async function refuses<Key extends Name>(
  name: Key,
  args: Parameters<Wire[Key]>,
  sentence: string,
): Promise<Error> {
  const outcome = await tryCall(name, args);
  if ("result" in outcome) {
    fail(sentence, {
      in: name,
      expected: say("an Error", "エラー（Error）を投げる"),
      actual: show(outcome.result),
    });
  }
  if (!(outcome.error instanceof Error)) {
    fail(
      say(
        `\`${name}\` throws something that is not an Error: ${String(outcome.error)}`,
        `\`${name}\` が Error ではないものを投げました：${String(outcome.error)}`,
      ),
      { in: name },
    );
  }
  return outcome.error;
}

async function tryCall<Key extends Name>(
  name: Key,
  args: Parameters<Wire[Key]>,
  ms = PATIENCE,
): Promise<{ result: unknown } | { error: unknown }> {
  const wire = await load();
  const learners: unknown = wire[name];
  if (typeof learners !== "function") {
    fail(
      say(
        `${FILE} does not export a function \`${name}\`.`,
        `${FILE} が関数 \`${name}\` をエクスポートしていません。`,
      ),
    );
  }
  const spare = structuredClone(args);
  const outcome = run(
    (isFirst) => learners(...(isFirst ? args : spare)),
    hasLoop ? LITTLE_PATIENCE : ms,
  );
  if (outcome === "loop") {
    hasLoop = true;
    fail(
      say(
        `\`${name}(${show(args[0])})\` does not come back: there is a loop in it that never ends. Does every round move on by at least a byte, and does it stop where the bytes end?`,
        `\`${name}(${show(args[0])})\` が終わりません。終わらないループがあります。1周ごとに必ず1バイト以上進み、バイト列の終わりで止まりますか？`,
      ),
      { in: name },
    );
  }
  if ("error" in outcome && isToDo(textOf(outcome.error))) {
    throw inLearnersTerms(name, outcome.error, notWritten(name, textOf(outcome.error)));
  }
  return outcome;
}

/**
 * Runs some code, for as long as it computes less than a time.
 *
 * @param code told whether this is the first attempt
 */
function run(
  code: (isFirst: boolean) => unknown,
  ms: number,
): { result: unknown } | { error: unknown } | "loop" {
  const { allocUnsafe } = Buffer;
  // The clock alone says nothing: something else may have had the processor.
  for (let timeout = ms; ; timeout *= 2) {
    CONTEXT.run = () => code(timeout === ms);
    // Memory that is not cleared has been used by somebody, at any time.
    Buffer.allocUnsafe = (size) => allocUnsafe(size).fill(0xee);
    const before = process.cpuUsage();
    try {
      return { result: SCRIPT.runInContext(CONTEXT, { timeout, displayErrors: false }) };
    } catch (error) {
      const isTimeout =
        (error as NodeJS.ErrnoException | undefined)?.code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
      if (!isTimeout) return { error };
      const { user, system } = process.cpuUsage(before);
      if ((user + system) / 1000 > 0.8 * ms) return "loop";
    } finally {
      Buffer.allocUnsafe = allocUnsafe;
    }
  }
}

/**
 * A sentence for the learner, at the line of theirs where `error` was thrown.
 *
 * @param name the function that is to be mended
 */
export function inLearnersTerms(
  name: Name | undefined,
  error: unknown,
  sentence: string,
): CheckError {
  const failure = new CheckError(sentence, name && { in: name });
  const frames = error instanceof Error ? (error.stack?.match(/^ +at .*$/gm) ?? []) : [];
  const own = frames.filter((frame) => !frame.includes("node_modules"));
  if (own.length > 0) failure.stack = [`${failure.name}: ${sentence}`, ...own].join("\n");
  return failure;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
