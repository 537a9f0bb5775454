import { fail } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import type { ChatClient } from "../client.ts";
import { named, Sending } from "./outcome.ts";
import type { Site } from "./site.ts";

const ACCUSED = { in: "sendNote" };
/** gRPC sends what is left in whole milliseconds. */
const ROUNDED = 5;

/** Sends the `i`-th note to the site, and compares the time that the server was given. */
export async function toldDeadline(
  site: Site,
  client: ChatClient,
  i: number,
  options: { deadlineMs?: number } | undefined,
  deadlineMs: number,
) {
  const begun = Date.now();
  const sending = new Sending(client, undefined, options);
  const text = JSON.stringify(options);
  const given = options
    ? say(`, with the options \`${text}\``, `（オプションは \`${text}\`）`)
    : say(", without options", "（オプションなし）");
  await sending.settles();
  if (sending.failed) {
    fail(
      say(
        `call ${i + 1} of \`sendNote\`${given}, failed with ${named(sending.error)}: work out the deadline anew in each call.`,
        `\`sendNote\` の${i + 1}回目の呼び出し${given}が ${named(sending.error)} で失敗しました。期限は呼び出しのたびに計算してください。`,
      ),
      { ...ACCUSED, cause: sending.error },
    );
  }
  const { at, deadline } = site.received[i] ?? { at: Number.NaN, deadline: Number.NaN };
  if (deadline === Infinity) {
    fail(
      say(
        "the server was told no deadline: pass `{ deadline }` to the stub's `sendNote`. A timer in the client is not a deadline.",
        "サーバーに期限が伝わっていません。スタブの `sendNote` に `{ deadline }` を渡してください。クライアント側のタイマーは期限の代わりになりません。",
      ),
      ACCUSED,
    );
  }
  // However slow the machine: no sooner after the beginning, and no later after the arrival.
  const sooner = deadline - begun;
  const later = deadline - at;
  if (sooner >= deadlineMs - ROUNDED && later <= deadlineMs + ROUNDED) return;
  const ms = Math.round(later > deadlineMs ? later : sooner);
  fail(
    say(
      `call ${i + 1} of \`sendNote\`${given}, should have ${deadlineMs} ms, and the server was told ${ms} ms.`,
      `\`sendNote\` の${i + 1}回目の呼び出し${given}の期限は${deadlineMs}ミリ秒後のはずですが、サーバーに伝わったのは${ms}ミリ秒後でした。`,
    ),
    ACCUSED,
  );
}
