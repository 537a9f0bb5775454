import { status, type ServiceError } from "@grpc/grpc-js";
import { describe, onTestFinished, test, vi } from "vitest";
import { Empty } from "../../../gen/chat_pb.js";
import { fail, same } from "../../kit/check.ts";
import { deadAddress } from "../../kit/dead-address.ts";
import { say, task } from "../../kit/say.ts";
import type { ChatClient } from "../client.ts";
import { untilReady } from "./crashes.ts";
import { describeError, Outcome, sameCode, settled } from "./outcome.ts";
import { asText, newClient, Site } from "./site.ts";

const DEFAULT_DEADLINE_MS = 5000;
/** gRPC sends what is left in whole milliseconds. */
const ROUNDED = 5;

describe(task(1, "Send a note, with a deadline", "デッドラインを付けてノートを送る"), () => {
  test(
    say(
      "sendNote brings name and message to the server",
      "sendNote は name と message をサーバーに届ける",
    ),
    async () => {
      const site = await Site.open();
      const given = { name: "alice", message: " hi,\nall " };
      const sending = new Outcome(() => site.client().sendNote(given));
      await settled(sending, () =>
        say(
          "the promise of `sendNote` is still pending: resolve it in the callback of the stub's `sendNote`.",
          "`sendNote` の Promise が未解決のままです。スタブの `sendNote` のコールバックの中で解決してください。",
        ),
      );
      if (sending.failed) {
        const tooLate = (sending.error as ServiceError).code === status.DEADLINE_EXCEEDED;
        const hint = tooLate
          ? say(
              " A deadline is a point in time: `Date.now() + deadlineMs`.",
              "デッドラインは長さではなく時刻です（`Date.now() + deadlineMs`）。",
            )
          : "";
        fail(
          say(
            `\`sendNote\` rejected with ${describeError(sending.error)}, though the server is there.${hint}`,
            `サーバーは動いているのに、\`sendNote\` が ${describeError(sending.error)} で失敗しました。${hint}`,
          ),
        );
      }
      await untilReady(
        () => site.received.length > 0,
        () =>
          say(
            "`sendNote` resolved, and the server has had no note: call the stub's `sendNote`.",
            "`sendNote` は解決しましたが、サーバーにノートが届いていません。スタブの `sendNote` を呼んでください。",
          ),
      );
      same(
        site.received.map(({ note }) => note),
        [asText(given)],
        say(
          "the server must have this one note, and has another.",
          "サーバーに届いたノートが、送ったものと違います。",
        ),
      );
    },
  );

  test(
    say(
      "sendNote resolves when the server has answered",
      "sendNote はサーバーの応答のあとに解決する",
    ),
    async () => {
      let answer: (() => void) | undefined;
      const site = await Site.open({
        sendNote: (_call, callback) => (answer = () => callback(null, new Empty())),
      });
      const sending = new Outcome(() => site.client().sendNote({ name: "alice", message: "hi" }));
      await untilReady(
        () => answer !== undefined || sending.failed,
        () => say("`sendNote` makes no call.", "`sendNote` が呼び出しを行いません。"),
      );
      if (sending.settled) {
        fail(
          say(
            `\`sendNote\` has ${sending.failed ? `rejected with ${describeError(sending.error)}` : "resolved"} before the server answered: settle the promise in the callback.`,
            `サーバーが応答する前に \`sendNote\` が${sending.failed ? ` ${describeError(sending.error)} で失敗しました` : "解決しました"}。Promise はコールバックの中で解決してください。`,
          ),
        );
      }
      answer?.();
      await settled(sending, () =>
        say(
          "the promise of `sendNote` is still pending after the server's answer.",
          "サーバーが応答しても、`sendNote` の Promise が未解決のままです。",
        ),
      );
    },
  );

  test(
    say(
      "sendNote rejects with the error of a note that is refused",
      "sendNote は、拒否されたノートのエラーで reject する",
    ),
    async () => {
      const site = await Site.open();
      const sending = new Outcome(() => site.client().sendNote({ name: "", message: "hi" }));
      await settled(sending, () =>
        say(
          "the promise of `sendNote` is still pending, though the server has refused the note.",
          "サーバーがノートを拒否したのに、`sendNote` の Promise が未解決のままです。",
        ),
      );
      if (!sending.failed) {
        fail(
          say(
            "`sendNote` resolved, though the server refused the note: reject with the error that the callback gets.",
            "サーバーがノートを拒否したのに `sendNote` が解決しました。コールバックが受け取る error で reject してください。",
          ),
        );
      }
      sameCode(sending.error, status.INVALID_ARGUMENT, say("`sendNote`", "`sendNote` "));
    },
  );

  test(
    say(
      "sendNote rejects with UNAVAILABLE where there is no server",
      "サーバーがなければ、sendNote は UNAVAILABLE で reject する",
    ),
    async () => {
      const client = newClient(await deadAddress());
      const sending = new Outcome(() => client.sendNote({ name: "alice", message: "hi" }));
      await settled(sending, () =>
        say(
          "the promise of `sendNote` is still pending, though nothing listens at the address.",
          "そのアドレスでは何も待ち受けていないのに、`sendNote` の Promise が未解決のままです。",
        ),
      );
      sameCode(sending.error, status.UNAVAILABLE, say("`sendNote`", "`sendNote` "));
    },
  );

  test(
    say(
      "sendNote gives up after deadlineMs with DEADLINE_EXCEEDED",
      "sendNote は deadlineMs が過ぎると DEADLINE_EXCEEDED であきらめる",
    ),
    async () => {
      const site = await Site.open({ sendNote: () => {} });
      const client = site.client();
      const sending = new Outcome(() =>
        client.sendNote({ name: "alice", message: "hi" }, { deadlineMs: 150 }),
      );
      await settled(sending, () =>
        say(
          "`sendNote` with `deadlineMs: 150` is still pending: give the call a `deadline`, which is a point in time: `Date.now() + deadlineMs`.",
          "`deadlineMs: 150` を渡した `sendNote` が未解決のままです。呼び出しに `deadline` を渡してください。`deadline` は長さではなく時刻です（`Date.now() + deadlineMs`）。",
        ),
      );
      sameCode(sending.error, status.DEADLINE_EXCEEDED, say("`sendNote`", "`sendNote` "));
      const hopeless = new Outcome(() =>
        client.sendNote({ name: "alice", message: "hi" }, { deadlineMs: 0 }),
      );
      await settled(hopeless, () =>
        say(
          "`sendNote` with `deadlineMs: 0` is still pending: 0 is a number like any other, and the default is for a caller who names none.",
          "`deadlineMs: 0` を渡した `sendNote` が未解決のままです。0 も指定された値です。既定値は、指定がないときだけ使います。",
        ),
      );
      sameCode(hopeless.error, status.DEADLINE_EXCEEDED, say("`sendNote`", "`sendNote` "));
    },
  );

  test(
    say("each call has a deadline of its own", "デッドラインは呼び出しごとに決まる"),
    async () => {
      const site = await Site.open();
      const client = site.client();
      await toldDeadline(site, client, 0, undefined, DEFAULT_DEADLINE_MS);
      // A minute later. Only the clock on the wall is moved: timers go on as they are.
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
      onTestFinished(() => void vi.useRealTimers());
      await toldDeadline(site, client, 1, undefined, DEFAULT_DEADLINE_MS);
    },
  );

  test(
    say(
      "the server is told the deadline, 5000 ms unless another is given",
      "デッドラインはサーバーに伝わる（指定がなければ 5000 ミリ秒）",
    ),
    async () => {
      const site = await Site.open();
      const client = site.client();
      const wanted = [DEFAULT_DEADLINE_MS, 20_000, DEFAULT_DEADLINE_MS];
      for (const [i, deadlineMs] of wanted.entries()) {
        const options = deadlineMs === DEFAULT_DEADLINE_MS ? undefined : { deadlineMs };
        await toldDeadline(site, client, i, options, deadlineMs);
      }
      await toldDeadline(site, client, wanted.length, {}, DEFAULT_DEADLINE_MS);
    },
  );
});

/** Sends the `i`-th note to the site, and compares the time that the server was given. */
async function toldDeadline(
  site: Site,
  client: ChatClient,
  i: number,
  options: { deadlineMs?: number } | undefined,
  deadlineMs: number,
) {
  const begun = Date.now();
  const sending = new Outcome(() => client.sendNote({ name: "alice", message: "hi" }, options));
  const text = JSON.stringify(options);
  const given = options
    ? say(`, with the options \`${text}\``, `（オプションは \`${text}\`）`)
    : say(", without options", "（オプションなし）");
  await settled(sending, () =>
    say(
      "the promise of `sendNote` is still pending.",
      "`sendNote` の Promise が未解決のままです。",
    ),
  );
  if (sending.failed) {
    fail(
      say(
        `call ${i + 1} of \`sendNote\`${given}, failed with ${describeError(sending.error)}: work out the deadline anew in each call.`,
        `\`sendNote\` の ${i + 1} 回目の呼び出し${given}が ${describeError(sending.error)} で失敗しました。デッドラインは呼び出しのたびに計算してください。`,
      ),
    );
  }
  const { at, deadline } = site.received[i] ?? { at: Number.NaN, deadline: Number.NaN };
  if (deadline === Infinity) {
    fail(
      say(
        "the server was told no deadline: pass `{ deadline }` to the stub's `sendNote`. A timer in the client is not a deadline.",
        "サーバーにデッドラインが伝わっていません。スタブの `sendNote` に `{ deadline }` を渡してください。クライアント側のタイマーはデッドラインではありません。",
      ),
    );
  }
  // However slow the machine: no sooner after the beginning, and no later after the arrival.
  const sooner = deadline - begun;
  const later = deadline - at;
  const isRight = sooner >= deadlineMs - ROUNDED && later <= deadlineMs + ROUNDED;
  if (!isRight) {
    const ms = Math.round(later > deadlineMs ? later : sooner);
    fail(
      say(
        `call ${i + 1} of \`sendNote\`${given}, should have ${deadlineMs} ms, and the server was told ${ms} ms.`,
        `\`sendNote\` の ${i + 1} 回目の呼び出し${given}のデッドラインは ${deadlineMs} ミリ秒後のはずですが、サーバーに伝わったのは ${ms} ミリ秒後でした。`,
      ),
    );
  }
}
