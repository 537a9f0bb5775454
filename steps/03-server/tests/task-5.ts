import { status } from "@grpc/grpc-js";
import { describe, onTestFinished, test } from "vitest";
import { Background } from "../../kit/background.ts";
import { fail, same } from "../../kit/check.ts";
import { freePort } from "../../kit/port.ts";
import { LONGEST } from "../../kit/longest.ts";
import { callRaw, type RawCall } from "../../kit/raw-call.ts";
import { say, task } from "../../kit/say.ts";
import { callAndStop } from "../../kit/stopped-client.ts";
import { until, within } from "../../kit/wait.ts";
import { stillOpen } from "./hearing.ts";
import type { RunningServer } from "../server.ts";
import { CHAT_STREAM, Person, type Subscriber } from "./person.ts";
import { asked, isFree, listens, otherAddresses, start, stop } from "./running.ts";

describe(task(5, "Listen, and stop", "待ち受けと停止"), () => {
  test(
    say(
      "serve resolves with its port once calls are answered",
      "serve は、呼び出しに応答できるようになってから、ポートを含む値で resolve する",
    ),
    async () => {
      const { port } = await start();
      await isAnswered(`127.0.0.1:${port}`);
      await takesTheLongest(`127.0.0.1:${port}`);
    },
  );

  test(
    say("serve listens on the address that it is given", "serve は渡されたアドレスで待ち受ける"),
    async () => {
      const { port } = await startOnPort();
      for (const host of otherAddresses()) {
        if (!(await listens(port, host))) continue;
        const other = host.includes(":") ? `[${host}]` : host;
        fail(
          say(
            `\`serve("127.0.0.1:${port}")\` listens on ${other}:${port} as well: pass on the whole address to \`bindAsync\`, host and port, or others in the network can reach the server.`,
            `\`serve("127.0.0.1:${port}")\` が ${other}:${port} でも待ち受けています。アドレスはホストもポートもそのまま \`bindAsync\` に渡してください。さもないと、ネットワークのほかのマシンからサーバーに届いてしまいます。`,
          ),
          { in: "serve" },
        );
      }
      // Another host of this machine: not every one has both.
      for (const host of ["127.0.0.2", "::1"]) {
        if (!(await isFree(0, host))) continue;
        const name = host.includes(":") ? `[${host}]` : host;
        const server = await start(`${name}:0`);
        await isAnswered(`${name}:${server.port}`);
      }
    },
  );

  test(
    say("serve rejects when the address is in use", "serve はアドレスが使用中なら reject する"),
    async () => {
      const { port } = await start();
      const outcome = await within(
        asked(`127.0.0.1:${port}`).then(
          (server) => {
            onTestFinished(() => stop(server));
            return { resolved: true };
          },
          (error: unknown) => ({ error }),
        ),
        say(
          "`serve` neither resolves nor rejects when the address is in use: look at the error in the callback of `bindAsync`.",
          "アドレスが使用中のとき、`serve` は resolve も reject もしません。`bindAsync` のコールバックに渡される error を見てください。",
        ),
        { in: "serve" },
      );
      if (!("error" in outcome)) {
        fail(
          say(
            "`serve` resolved although the address is in use: reject with the error that the callback of `bindAsync` gets.",
            "アドレスが使用中なのに `serve` が resolve しました。`bindAsync` のコールバックが受け取る error で reject してください。",
          ),
          { in: "serve" },
        );
      }
      if (outcome.error instanceof Error) return;
      const what = String(outcome.error);
      fail(
        say(
          `\`serve\` rejected with ${what}, which is no error: reject with the one that the callback of \`bindAsync\` gets, as it says why.`,
          `\`serve\` が ${what} で reject しました。これはエラーではありません。\`bindAsync\` のコールバックが受け取る error で reject してください。理由はそこに書かれています。`,
        ),
        { in: "serve" },
      );
    },
  );

  test(say("each server has a chat of its own", "サーバーごとに別のチャットを持つ"), async () => {
    const [one, other] = [await start(), await start()];
    await new Person("alice", `127.0.0.1:${one.port}`).tell("in the first server");
    const bob = new Person("bob", `127.0.0.1:${other.port}`);
    const subscriber = bob.subscribe();
    await bob.tell("in the second server");
    await until(
      () => subscriber.heard.includes("bob: in the second server") || !!subscriber.end,
      noteNeverCame,
    );
    stillOpen(subscriber, say("bob", "bob さん"));
    same(
      subscriber.heard,
      ["bob: in the second server"],
      say(
        "Two servers made by `serve` share their notes: make a new chat service in each call of `serve`.",
        "`serve` で作った2つのサーバーがノートを共有しています。`serve` を呼ぶたびに新しいチャットサービスを作ってください。",
      ),
      { in: "serve" },
    );
  });

  test(
    say(
      "close ends the open streams and frees the port, within a second",
      "close は開いているストリームを終わらせ、ポートを解放する（1秒以内）",
    ),
    async () => {
      // The port that is free now may be another program's a moment later: once is no proof.
      for (let attempt = 1; attempt <= 3; attempt++) {
        if (await isFree(await closeWithSubscribers())) return;
      }
      fail(
        say(
          "`close` has resolved, and its port is not free: stop listening too.",
          "`close` は resolve しましたが、ポートが空いていません。待ち受けも止めてください。",
        ),
        { in: "serve" },
      );
    },
  );
});

/** Closes a server that has subscribers, and gives the port that it had. */
async function closeWithSubscribers(): Promise<number> {
  const server = await start();
  const address = `127.0.0.1:${server.port}`;
  const alice = new Person("alice", address);
  const subscribers = [alice.subscribe(), new Person("bob", address).subscribe()];
  const hasStopped = callAndStop(server.port, CHAT_STREAM, 40);
  const silent = callRaw(server.port, CHAT_STREAM, { window: 0 });
  onTestFinished(silent.cut);
  await alice.tell("hi");
  await until(
    () => subscribers.some(({ end }) => end) || subscribers.every(({ heard }) => heard.length > 0),
    noteNeverCame,
  );
  // It runs in a thread, which a busy machine may starve.
  await until(() => hasStopped() && silent.answered(), noteNeverCame, { ms: 5_000 });
  // Together more than the system takes for a client that reads nothing.
  for (let i = 1; i <= 40; i++) await alice.tell("m".repeat(4_000));
  for (const subscriber of subscribers) stillOpen(subscriber, say("a subscriber", "購読者"));
  const background = new Background();
  background.watch();
  await background.run(() => closes(server, background, subscribers, silent));
  return server.port;
}

/** Closes a server, and fails unless its subscribers are gone then: `silent` reads nothing. */
async function closes(
  server: RunningServer,
  background: Background,
  subscribers: Subscriber[],
  silent: RawCall,
): Promise<void> {
  await within(
    Promise.resolve(server.close()),
    say(
      "`close` has not resolved, with four subscribers connected, one of whom has stopped and reads nothing: `tryShutdown` waits for open streams for ever, so end them. For those that do not go call `forceShutdown`, and resolve then: `tryShutdown` may never call back.",
      "購読者が4人つながり、そのうち1人が止まって何も読まない状態で、`close` が resolve しません。`tryShutdown` は開いているストリームを永遠に待つので、先にストリームを終わらせてください。それでも残るものがあれば `forceShutdown` を呼び、そこで resolve します。`tryShutdown` のコールバックは呼ばれないことがあります。",
    ),
    { ms: CLOSE_MS, in: "serve" },
  );
  const { waited } = background;
  if (waited > SECOND_MS) {
    fail(
      say(
        `\`close\` resolves only when a timer of ${waited} ms has gone off: it has to within a second.`,
        `\`close\` が resolve するのは、${waited}ミリ秒のタイマーのあとです。1秒以内に resolve してください。`,
      ),
      { in: "serve" },
    );
  }
  const stillOpenNow = () =>
    say(
      "`close` resolved, and a subscriber's stream is still open.",
      "`close` は resolve しましたが、購読者のストリームがまだ開いています。",
    );
  await until(() => subscribers.every(({ end }) => end), stillOpenNow, { in: "serve" });
  // What a later timer of its own has ended, `close` has not waited for.
  if (background.waited > waited + LOOKING_MS) fail(stillOpenNow(), { in: "serve" });
  await until(
    silent.ended,
    () =>
      say(
        "`close` resolved, and the connection of a client that reads nothing is still there: its stream does not take its end, so call `forceShutdown` for what is left.",
        "`close` は resolve しましたが、何も読まないクライアントの接続が残っています。ストリームの終わりも受け取られないので、残ったもののために `forceShutdown` を呼んでください。",
      ),
    { in: "serve" },
  );
}

/** Timers that the test itself sets while it looks are shorter. */
const LOOKING_MS = 10;
/** As long as `close` may take. */
const SECOND_MS = 1_000;

/** "Within a second", and some room. */
const CLOSE_MS = 1_500;

/** Starts a server on a port that is named. */
async function startOnPort(attempts = 3): Promise<{ port: number }> {
  const port = await freePort();
  const server = await start(`127.0.0.1:${port}`).catch(async (error: unknown) => {
    // Meanwhile it may have become another program's.
    if (attempts === 1 || (await isFree(port))) throw error;
    return undefined;
  });
  if (!server) return startOnPort(attempts - 1);
  same(
    server.port,
    port,
    say(
      "`serve` does not listen on the port of the address that it is given.",
      "`serve` が、渡されたアドレスのポートで待ち受けていません。",
    ),
    { in: "serve" },
  );
  return { port };
}

/** Fails unless a note that is sent to an address is answered. */
async function isAnswered(address: string): Promise<void> {
  const error = await new Person("alice", address).send("hi");
  if (!error) return;
  fail(
    say(
      `\`serve\` resolved, and a note sent to ${address} gets ${status[error.code]} (${error.details}): mount \`createChatService()\` with \`addService\`, pass on the address as it is, and resolve in the callback of \`bindAsync\`.`,
      `\`serve\` は resolve しましたが、${address} に送ったノートに ${status[error.code]}（${error.details}）が返りました。\`createChatService()\` を \`addService\` で登録し、アドレスをそのまま渡し、\`bindAsync\` のコールバックの中で resolve してください。`,
    ),
    { in: "serve" },
  );
}

/** Fails unless a server takes a note that is as long as one may be. */
async function takesTheLongest(address: string): Promise<void> {
  const person = new Person(LONGEST.name, address);
  const error = await person.send(LONGEST.message);
  if (!error) {
    const subscriber = person.subscribe();
    const note = `${LONGEST.name}: ${LONGEST.message}`;
    await until(() => subscriber.heard.includes(note) || !!subscriber.end, noteNeverCame);
    return stillOpen(
      subscriber,
      say("one who is sent the longest note", "いちばん長いノートを受け取る人"),
    );
  }
  fail(
    say(
      `the server that \`serve\` starts answers the longest note, of 64 + 4096 bytes and a few around them, with ${status[error.code]} (${error.details}): let its options leave room for it.`,
      `\`serve\` で起動したサーバーが、いちばん長いノート（64 + 4096バイトと、その前後の数バイト）に ${status[error.code]}（${error.details}）を返しました。サーバーのオプションで、この長さを通してください。`,
    ),
    { in: "serve" },
  );
}

function noteNeverCame(): string {
  return say(
    "A subscriber of a server made by `serve` has not had the note that was sent to it.",
    "`serve` で作ったサーバーの購読者に、そのサーバーに送ったノートが届きません。",
  );
}
