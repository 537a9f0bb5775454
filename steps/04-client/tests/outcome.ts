import { status, type ServiceError } from "@grpc/grpc-js";
import { fail } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import { untilReady } from "./crashes.ts";

/** How a promise of the learner's ended, once it has. */
export class Outcome {
  settled = false;
  error: unknown;
  failed = false;

  constructor(run: () => PromiseLike<unknown>) {
    const settle = (failed: boolean, error?: unknown) => {
      Object.assign(this, { settled: true, failed, error });
    };
    (async () => run())().then(
      () => settle(false),
      (error: unknown) => settle(true, error),
    );
  }
}

export function describeError(error: unknown): string {
  return error instanceof Error ? `"${error.message}"` : String(error);
}

export function sameCode(error: unknown, code: status, who: string) {
  const actual = (error as Partial<ServiceError> | undefined)?.code;
  if (actual === code) return;
  const named = typeof actual === "number" ? (status[actual] ?? actual) : describeError(error);
  fail(
    say(
      `${who} must fail with the ServiceError whose \`code\` is ${status[code]}, and failed with ${named}.`,
      `${who}は \`code\` が ${status[code]} の ServiceError で失敗しなければなりませんが、${named} で失敗しました。`,
    ),
  );
}

/** Waits until a promise of `sendNote` is settled. */
export async function settled(sending: Outcome, sentence: () => string) {
  await untilReady(() => sending.settled, sentence);
  if (sending.failed && typeof (sending.error as ServiceError)?.code !== "number") {
    fail(
      say(
        `\`sendNote\` failed with ${describeError(sending.error)}, which is not the ServiceError of a call.`,
        `\`sendNote\` が ${describeError(sending.error)} で失敗しました。これは呼び出しの ServiceError ではありません。`,
      ),
    );
  }
}
