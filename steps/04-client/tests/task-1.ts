import { status, type ServiceError } from "@grpc/grpc-js";
import { describe, onTestFinished, test, vi } from "vitest";
import { Empty } from "../../../gen/chat_pb.js";
import { AT_ONCE_MS, Background } from "../../kit/background.ts";
import { fail, same } from "../../kit/check.ts";
import { deadAddress } from "../../kit/dead-address.ts";
import { LONGEST } from "../../kit/longest.ts";
import { say, task } from "../../kit/say.ts";
import { toldDeadline } from "./deadline.ts";
import { oneChannel } from "./alive.ts";
import { untilReady } from "./crashes.ts";
import type { ChatClient, ChatNote } from "../client.ts";
import { named, Sending } from "./outcome.ts";
import { asText, CODES, newClient, refusing, Site } from "./site.ts";

const DEFAULT_DEADLINE_MS = 5000;
const ACCUSED = { in: "sendNote" };

describe(task(1, "Send a note, with a deadline", "期限を付けてノートを送る"), () => {
  test(
    say(
      "sendNote brings name and message to the server",
      "sendNote は name と message をサーバーに届ける",
    ),
    async () => {
      const site = await Site.open();
      const given = { name: " Zoe\u0308\n", message: " hi Zoe\u0308,\n<all> 😀\0 " };
      const before = { ...given };
      const sending = new Sending(site.client(), given);
      await sending.settles();
      if (sending.failed) {
        const tooLate =
          (sending.error as ServiceError | undefined)?.code === status.DEADLINE_EXCEEDED;
        const hint = tooLate
          ? say(
              " A deadline is a point in time: `Date.now() + deadlineMs`.",
              "期限は長さではなく時刻です（`Date.now() + deadlineMs`）。",
            )
          : "";
        fail(
          say(
            `\`sendNote\` failed with ${named(sending.error)}, though the server is there.${hint}`,
            `サーバーは動いているのに、\`sendNote\` が ${named(sending.error)} で失敗しました。${hint}`,
          ),
          { ...ACCUSED, cause: sending.error },
        );
      }
      await untilReady(
        () => site.received.length > 0,
        ACCUSED.in,
        () =>
          say(
            "`sendNote` resolved, and the server has had no note: call the stub's `sendNote`, and resolve in its callback.",
            "`sendNote` は resolve しましたが、サーバーにノートが届いていません。スタブの `sendNote` を呼び、そのコールバックの中で resolve してください。",
          ),
      );
      same(
        site.received.map(({ note }) => note),
        [asText(before)],
        say(
          "the server must have this one note, as it is, and has another.",
          "サーバーに届いたノートが、送ったものと違います。",
        ),
        ACCUSED,
      );
      same(
        given,
        before,
        say(
          "`sendNote` must leave the object that it is given as it is.",
          "`sendNote` は、渡されたオブジェクトを変更してはいけません。",
        ),
        ACCUSED,
      );
      const blank = { name: " ", message: " " };
      for (const note of [LONGEST, blank]) await new Sending(site.client(), note).succeeds();
      await untilReady(
        () => site.received.at(-1)?.note === asText(blank),
        ACCUSED.in,
        () =>
          say(
            "`sendNote` resolved, and the server has not had this note of spaces: send every note as it is.",
            "`sendNote` は resolve しましたが、空白だけのノートがサーバーに届いていません。どのノートもそのまま送ってください。",
          ),
      );
    },
  );

  test(
    say(
      "sendNote resolves when the server has answered",
      "sendNote はサーバーの応答のあとに resolve する",
    ),
    async () => {
      const answers: (() => void)[] = [];
      const site = await Site.open({
        sendNote: (_call, callback) => void answers.push(() => callback(null, new Empty())),
      });
      const client = site.client();
      const sending = new Sending(client);
      const beside = new Sending(client, { name: "bob", message: "beside" });
      await untilReady(
        () => answers.length > 1 || sending.failed,
        ACCUSED.in,
        () =>
          answers.length === 0
            ? say("`sendNote` makes no call.", "`sendNote` が呼び出しを行いません。")
            : say(
                "a second `sendNote` makes no call while the first waits for its answer: make each call at once.",
                "1回目の `sendNote` が応答を待っている間、2回目の `sendNote` が呼び出しを行いません。呼び出しはすぐに行ってください。",
              ),
      );
      sending.wasNotShutDown();
      if (sending.settled) {
        fail(
          say(
            `\`sendNote\` has ${sending.failed ? `failed with ${named(sending.error)}` : "resolved"} before the server answered: settle the promise in the callback.`,
            `サーバーが応答する前に、\`sendNote\` が${sending.failed ? ` ${named(sending.error)} で失敗しました` : " resolve しました"}。resolve や reject は、コールバックの中でしてください。`,
          ),
          ACCUSED,
        );
      }
      same(
        site.received.map(({ note }) => note),
        ["alice: hi", "bob: beside"],
        say(
          "of two notes that are sent side by side, the server must have each as it is.",
          "同時に送った2つのノートは、それぞれそのままサーバーに届かなければなりません。",
        ),
        ACCUSED,
      );
      for (const answer of answers) answer();
      await beside.settles();
      await sending.settles(() =>
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
      const client = site.client();
      for (const note of [
        { name: "", message: "hi" },
        { name: "alice", message: "" },
        { name: `${LONGEST.name}n`, message: "hi" },
        { name: "alice", message: `${LONGEST.message}m` },
      ]) {
        await new Sending(client, note).rejects(status.INVALID_ARGUMENT, {
          pending: say(
            "the promise of `sendNote` is still pending, though the server has refused the note.",
            "サーバーがノートを拒否したのに、`sendNote` の Promise が未解決のままです。",
          ),
          resolved: say(
            "`sendNote` resolved, though the server refuses this note: send it as it is, and reject with the error that the callback gets.",
            "サーバーが拒否するノートなのに、`sendNote` が resolve しました。ノートはそのまま送り、コールバックが受け取る error で reject してください。",
          ),
        });
      }
    },
  );

  test(
    say(
      "whatever the answer, a note is sent once, and its error comes out as it is",
      "応答が何であれ、ノートを送るのは1回だけで、エラーはそのまま伝わる",
    ),
    async () => {
      const site = await Site.open(refusing());
      const client = site.client();
      for (const code of CODES) {
        const sending = new Sending(client);
        const name = status[code];
        await sending.settles();
        if (site.received.length > code) {
          fail(
            say(
              `after ${name}, \`sendNote\` has sent the note again: whether that is right only the caller can know.`,
              `${name} のあと、\`sendNote\` がノートを送り直しました。送り直してよいかどうかは、呼び出し側にしかわかりません。`,
            ),
            ACCUSED,
          );
        }
        await sending.rejects(code, {
          pending: say(
            `the promise of \`sendNote\` is still pending, though the server has answered ${name}.`,
            `サーバーが ${name} で応答したのに、\`sendNote\` の Promise が未解決のままです。`,
          ),
          resolved: say(
            `\`sendNote\` resolved, though the server answered ${name}.`,
            `サーバーが ${name} で応答したのに、\`sendNote\` が resolve しました。`,
          ),
        });
        const { message, details, metadata } = sending.error as ServiceError;
        same(
          { message, details, reason: metadata?.get("reason") },
          {
            message: `${code} ${name}: details ${code}`,
            details: `details ${code}`,
            reason: [`reason ${code}`],
          },
          say(
            `\`sendNote\` must reject with the error that the callback gets, as it is, with its \`details\` and \`metadata\`, also for ${name}.`,
            `\`sendNote\` は、コールバックが受け取るエラーを、${name} の場合も \`details\` と \`metadata\` ごとそのまま使って reject しなければなりません。`,
          ),
          ACCUSED,
        );
      }
    },
  );

  test(
    say(
      "sendNote rejects with UNAVAILABLE where there is no server",
      "サーバーがなければ、sendNote は UNAVAILABLE で reject する",
    ),
    async () => {
      const sending = new Sending(newClient(await deadAddress()));
      await sending.rejects(status.UNAVAILABLE, {
        pending: say(
          "the promise of `sendNote` is still pending, though nothing listens at the address.",
          "そのアドレスでは何も待ち受けていないのに、`sendNote` の Promise が未解決のままです。",
        ),
        resolved: say(
          "`sendNote` resolved, though nothing listens at the address.",
          "そのアドレスでは何も待ち受けていないのに、`sendNote` が resolve しました。",
        ),
      });
    },
  );

  test(
    say(
      "sendNote gives up after deadlineMs with DEADLINE_EXCEEDED",
      "sendNote は deadlineMs が過ぎると DEADLINE_EXCEEDED であきらめる",
    ),
    async () => {
      const silent = await Site.open({ sendNote: () => {} });
      const sending = new Sending(silent.client(), undefined, { deadlineMs: 150 });
      await sending.rejects(status.DEADLINE_EXCEEDED, {
        pending: say(
          "`sendNote` with `deadlineMs: 150` is still pending: give the call a `deadline`, which is a point in time: `Date.now() + deadlineMs`.",
          "`deadlineMs: 150` を渡した `sendNote` が未解決のままです。呼び出しに `deadline` を渡してください。`deadline` は長さではなく時刻です（`Date.now() + deadlineMs`）。",
        ),
        resolved: say(
          "`sendNote` resolved, though the server never answered.",
          "サーバーが応答していないのに、`sendNote` が resolve しました。",
        ),
      });
      // A server that is there, and a connection too: only the deadline can end these.
      const client = (await Site.open()).client();
      await new Sending(client).settles();
      for (let times = 0; times < 5; times += 1) {
        await new Sending(client, undefined, { deadlineMs: 0 }).rejects(status.DEADLINE_EXCEEDED, {
          resolved: say(
            "`sendNote` with `deadlineMs: 0` resolved, though it had no time at all: 0 is a number like any other, and the default is for a caller who names none.",
            "`deadlineMs: 0` を渡した `sendNote` が、時間がまったくないはずなのに resolve しました。0も指定された値です。既定値は、指定がないときだけ使います。",
          ),
        });
      }
    },
  );

  test(say("each call has a deadline of its own", "期限は呼び出しごとに決まる"), async () => {
    const site = await Site.open();
    const client = site.client();
    await toldDeadline(site, client, 0, undefined, DEFAULT_DEADLINE_MS);
    // A minute later. Only the clock on the wall is moved: timers go on as they are.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    onTestFinished(() => void vi.useRealTimers());
    await toldDeadline(site, client, 1, undefined, DEFAULT_DEADLINE_MS);
  });

  test(
    say(
      "the server is told the deadline, 5000 ms unless another is given",
      "期限はサーバーに伝わる（指定がなければ5000ミリ秒後）",
    ),
    async () => {
      const site = await Site.open();
      const client = site.client();
      const given = [undefined, 20_000, undefined, {}, 1500, 3_600_000];
      for (const [i, each] of given.entries()) {
        const options = typeof each === "number" ? { deadlineMs: each } : each;
        const wanted = typeof each === "number" ? each : DEFAULT_DEADLINE_MS;
        await toldDeadline(site, client, i, options, wanted);
      }
    },
  );

  test(
    say(
      "sendNote sends no text that is not well-formed",
      "sendNote は不完全な文字列を含むノートを送らない",
    ),
    async () => {
      const site = await Site.open();
      const client = site.client();
      const [half, other] = ["😀".slice(0, 1), "😀".slice(1)];
      for (const note of [
        { name: "alice", message: `hi ${other} there` },
        { name: `${half}b`, message: "hi" },
        { name: half, message: other },
      ]) {
        const sending = new Sending(client, note);
        await sending.settles();
        if (sending.failed && site.received.length === 0) {
          rejectedWithAnError(sending);
          continue;
        }
        const [name, message] = [JSON.stringify(note.name), JSON.stringify(note.message)];
        fail(
          say(
            `\`sendNote\` sent a note with half a character in it (name ${name}, message ${message}), which strict clients cannot read: reject where \`isWellFormed()\` says false, and make no call.`,
            `\`sendNote\` が、不完全な文字列を含むノート（name は ${name}、message は ${message}）を送りました。厳密なクライアントはこれを読めません。\`isWellFormed()\` が false なら、呼び出しをせずに reject してください。`,
          ),
          ACCUSED,
        );
      }
      const whole = new Sending(client, { name: "😀", message: "👩‍👩‍👧" });
      await whole.settles();
      if (!whole.failed) return;
      fail(
        say(
          `\`sendNote\` refused a note of whole emoji, with ${named(whole.error)}.`,
          `\`sendNote\` が、完全な絵文字だけのノートを ${named(whole.error)} で拒否しました。`,
        ),
        { ...ACCUSED, cause: whole.error },
      );
    },
  );

  test(
    say(
      "each client has one stub for all of its calls",
      "クライアントごとに、すべての呼び出しで1つのスタブを使う",
    ),
    async () => {
      const sites = [await Site.open(), await Site.open()] as const;
      const clients = [sites[0].client(), sites[1].client()] as const;
      for (const i of [0, 1, 0, 1, 0] as const) await new Sending(clients[i]).succeeds();
      same(
        sites.map(({ received }) => received.length),
        [3, 2],
        say(
          "two clients, each with an address of its own: each note must go to the server of the client that sends it. Keep the stub in `createChatClient`, not outside.",
          "アドレスの違うクライアントが2つあるとき、ノートはそれぞれのサーバーに届かなければなりません。スタブは関数の外ではなく、`createChatClient` の中に置いてください。",
        ),
        { in: "createChatClient" },
      );
      await oneChannel(sites[0].address, say("3 notes", "3件のノート"));
    },
  );

  test(
    say(
      "when sendNote is settled, no timer is left that keeps the process alive",
      "sendNote が終わったあとに、プロセスを終わらせないタイマーが残らない",
    ),
    async () => {
      const site = await Site.open();
      const client = site.client();
      // To connect, Node and grpc-js set timers of their own.
      await new Sending(client).succeeds();
      const timers = new Background();
      timers.watch();
      const count = 5;
      for (let i = 0; i < count; i += 1) {
        await timers.run(() => settlesAtOnce(client, timers, { name: "alice", message: "hi" }));
      }
      await timers.run(() => settlesAtOnce(client, timers, { name: "alice", message: "" }));
      await untilReady(
        () => timers.keepingAlive === 0,
        ACCUSED.in,
        () =>
          say(
            `after ${count} calls of \`sendNote\`, each answered, ${timers.keepingAlive} timers still run: a \`deadline\` needs no timer of yours, and one that you start must be cleared in every case.`,
            `\`sendNote\` の${count}回の呼び出しがすべて応答を受けたあとも、${timers.keepingAlive}個のタイマーが動いています。\`deadline\` に自分のタイマーは要りません。使うなら、どんな場合にも止めてください。`,
          ),
      );
    },
  );
});

/** Sends a note, and fails if the promise is settled only after a timer of the learner's. */
async function settlesAtOnce(client: ChatClient, timers: Background, note: ChatNote) {
  const sending = new Sending(client, note);
  await sending.settles();
  if (note.message) await sending.succeeds();
  if (timers.waited <= AT_ONCE_MS) return;
  fail(
    say(
      `the promise of \`sendNote\` is settled only when a timer of ${timers.waited} ms has gone off: settle it in the callback, at once.`,
      `\`sendNote\` の Promise が、${timers.waited}ミリ秒のタイマーのあとで解決されています。コールバックの中で、すぐに resolve か reject をしてください。`,
    ),
    ACCUSED,
  );
}

/** Fails unless a promise was rejected, with an error. */
function rejectedWithAnError({ returned, error }: Sending) {
  if (!(returned instanceof Promise)) {
    fail(
      say(
        `\`sendNote\` threw ${named(error)} for a note with half a character in it: who writes \`sendNote(…).catch(…)\` never hears of that. Return a promise that is rejected, as for every other error.`,
        `不完全な文字列を含むノートに対して、\`sendNote\` が ${named(error)} を投げました。これでは \`sendNote(…).catch(…)\` と書いた人に伝わりません。ほかのエラーと同じように、reject した Promise を返してください。`,
      ),
      { ...ACCUSED, cause: error },
    );
  }
  if (error instanceof Error) return;
  fail(
    say(
      `\`sendNote\` rejected with ${named(error)} for a note with half a character in it: give an \`Error\` that says why.`,
      `不完全な文字列を含むノートに対して、\`sendNote\` が ${named(error)} で reject しました。理由を書いた \`Error\` を渡してください。`,
    ),
    ACCUSED,
  );
}
