import { getEventListeners } from "node:events";
import { status } from "@grpc/grpc-js";
import { afterEach, describe, test } from "vitest";
import { AT_ONCE_MS, Background } from "../../kit/background.ts";
import { fail, same } from "../../kit/check.ts";
import { say, task } from "../../kit/say.ts";
import type { ChatNote } from "../client.ts";
import { Calls } from "./alive.ts";
import { noCrash, untilReady } from "./crashes.ts";
import { Loop, serverSeesTheEnd, subscribe } from "./loop.ts";
import { named, Sending } from "./outcome.ts";
import { type ChatStream, newNote, numbered, refusing, Site } from "./site.ts";

const aBreak = say("`break`", "`break` の");
const aClose = say("`close()`", "`close()` の");
const anAbort = say("the signal was aborted", "シグナルが中止された");
const anError = say("an error in the body of the loop", "ループの中でエラーを投げた");
const SUBSCRIBE = { in: "subscribe" };
const CLOSE = { in: "close" };

/** The ways in which a loop can end, but by `close`. */
const ENDINGS: Ending[] = [
  { how: aBreak, body: () => "break" },
  {
    how: anError,
    throws: true,
    body: () => {
      throw new Error("thrown by the body of the loop");
    },
  },
  { how: anAbort, aborts: true },
  {
    how: say("the server ended the stream", "サーバーがストリームを終えた"),
    chatStream: (call) => {
      call.write(newNote("hi"));
      call.end();
    },
  },
  {
    how: say("the server refused the call", "サーバーが呼び出しを拒否した"),
    throws: true,
    chatStream: (call) => void call.emit("error", { code: status.PERMISSION_DENIED }),
  },
];

interface Ending {
  /** What the loop ends after. */
  how: string;
  body?: () => unknown;
  aborts?: boolean;
  /** Whether an error comes out of the loop. */
  throws?: boolean;
  chatStream?: ChatStream;
}

describe(task(3, "Stop cleanly", "きれいに終える"), () => {
  afterEach(noCrash);

  test(say("break ends the call", "break で呼び出しが終わる"), async () => {
    const site = await Site.open();
    await site.tell("alice", "hi");
    const client = site.client();
    const loop = new Loop(client, undefined, ({ message }) => message === "bye" && "break");
    await loop.hears(["alice: hi"]);
    const beside = new Loop(client);
    await beside.hears(["alice: hi"]);
    await site.tell("alice", "bye");
    await loop.ends(aBreak);
    await loop.hears(["alice: hi", "alice: bye"]);
    await serverSeesTheEnd(site, aBreak);
    await goesOn(beside, site, aBreak);
  });

  test(
    say(
      "an error thrown in the loop ends the call, and comes out of the loop",
      "ループの中で投げたエラーは呼び出しを終わらせ、そのまま外に出る",
    ),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "hi");
      const mine = new Error("thrown by the body of the loop");
      const loop = new Loop(site.client(), undefined, () => {
        throw mine;
      });
      await loop.ends(anError);
      if (loop.error !== mine) {
        fail(
          say(
            `the loop's own error did not come out of it, but ${loop.failed ? named(loop.error) : "nothing"}.`,
            `ループの中で投げたエラーが外に出ず、${loop.failed ? `${named(loop.error)} が出ました` : "何も出ませんでした"}。`,
          ),
          SUBSCRIBE,
        );
      }
      await serverSeesTheEnd(site, anError);
    },
  );

  test(
    say(
      "aborting ends a loop that waits, quietly, and its call",
      "中止すると、待っているループが静かに終わり、呼び出しも終わる",
    ),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "hi");
      const controller = new AbortController();
      const client = site.client();
      const loop = new Loop(client, controller.signal);
      await loop.hears(["alice: hi"]);
      const beside = new Loop(client, new AbortController().signal);
      await beside.hears(["alice: hi"]);
      controller.abort();
      await loop.endsQuietly(anAbort);
      await serverSeesTheEnd(site, anAbort);
      await goesOn(beside, site, anAbort);
      // Nor is the client done with.
      await new Loop(client).hears(["alice: hi", "bob: still here"]);
    },
  );

  test(
    say(
      "aborting and close drop the notes that have arrived and were not read",
      "中止や close のあとは、届いていてもまだ読んでいないノートを捨てる",
    ),
    async () => {
      for (const ending of ["abort", "close"] as const) {
        const site = await Site.open();
        for (const message of numbered(10)) await site.tell("alice", message);
        const controller = new AbortController();
        const client = site.client();
        const loop = new Loop(client, controller.signal, async () => {
          if (loop.heard.length > 1) return;
          // There and back on the same connection: by then the others have arrived.
          await client.sendNote({ name: "alice", message: "the last" });
          if (ending === "abort") controller.abort();
          else client.close();
        });
        const [after, accused] = ending === "abort" ? [anAbort, SUBSCRIBE] : [aClose, CLOSE];
        await loop.endsQuietly(after, accused.in);
        same(
          loop.heard,
          ["alice: note 1"],
          say(
            `the loop went on after ${after}, with notes that had arrived before: look whether it was stopped before each note that you yield.`,
            `${after}あとも、それまでに届いていたノートでループが続きました。ノートを yield する前に毎回、止められていないかを確かめてください。`,
          ),
          SUBSCRIBE,
        );
      }
    },
  );

  test(
    say(
      "a signal that is already aborted makes no call",
      "はじめから中止されているシグナルでは呼び出しをしない",
    ),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "hi");
      const client = site.client();
      const late = new AbortController();
      const unread = subscribe(client, late.signal);
      late.abort();
      const starts: [AsyncIterable<ChatNote>, string][] = [
        [
          subscribe(client, AbortSignal.abort()),
          say("it began with an aborted signal", "中止済みのシグナルで始めた"),
        ],
        [
          unread,
          say(
            "its signal was aborted between `subscribe` and the loop",
            "`subscribe` からループまでの間にシグナルが中止された",
          ),
        ],
      ];
      for (const [notes, after] of starts) {
        const loop = new Loop(notes);
        await loop.endsQuietly(after);
        same(
          loop.heard,
          [],
          say(
            `the loop gave a note, though ${after}: look at \`signal.aborted\` when the loop begins.`,
            `${after}のに、ループがノートを渡しました。ループが始まるときに \`signal.aborted\` を確かめてください。`,
          ),
          SUBSCRIBE,
        );
      }
      // A later call that must arrive: by then an earlier one would have.
      await new Loop(client).hears(["alice: hi"]);
      same(
        site.streams.length,
        1,
        say(
          "`subscribe` called the server, though its signal was aborted before the loop began: look at `signal.aborted` when it begins, and make no call.",
          "ループが始まる前に中止されているのに、`subscribe` がサーバーを呼び出しました。ループが始まるときに `signal.aborted` を確かめ、呼び出しをしないでください。",
        ),
        SUBSCRIBE,
      );
    },
  );

  test(
    say(
      "a stream that the server cancels throws CANCELLED, and one of ours does not",
      "サーバーがキャンセルしたストリームは CANCELLED を投げ、自分でキャンセルしたものは投げない",
    ),
    async () => {
      const ours = new AbortController();
      const quiet = new Loop((await Site.open()).client(), ours.signal);
      ours.abort();
      await quiet.endsQuietly(anAbort);
      const site = await Site.open(refusing());
      const loop = new Loop(site.client(), new AbortController().signal);
      await loop.throws(
        status.CANCELLED,
        say("the server cancelled it", "サーバーがキャンセルした"),
      );
    },
  );

  test(
    say(
      "close ends the loops, and the client with them",
      "close はループもクライアントも終わらせる",
    ),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "hi");
      const [client, other] = [site.client(), site.client()];
      const loops = [new Loop(client), new Loop(client)];
      const others = new Loop(other);
      for (const loop of [...loops, others]) await loop.hears(["alice: hi"]);
      client.close();
      for (const loop of loops) await loop.endsQuietly(aClose, CLOSE.in);
      await serverSeesTheEnd(site, aClose, CLOSE.in);
      const later = new Sending(client, { name: "alice", message: "too late" });
      await later.settles(() =>
        say(
          "a `sendNote` after `close()` is still pending.",
          "`close()` のあとの `sendNote` が未解決のままです。",
        ),
      );
      if (!later.failed) {
        fail(
          say(
            "`sendNote` still works after `close()`: close the stub, whose channel holds the connection.",
            "`close()` のあとも `sendNote` が動きます。スタブを閉じてください。接続はスタブのチャネルが持っています。",
          ),
          CLOSE,
        );
      }
      // A loop that has had no note yet ends as well.
      const silent = await Site.open();
      const early = silent.client();
      const waiting = new Loop(early);
      await untilReady(
        () => silent.streams.length > 0 || waiting.settled,
        SUBSCRIBE.in,
        () =>
          say(
            "the loop over `subscribe` makes no call.",
            "`subscribe` のループが呼び出しを行いません。",
          ),
      );
      early.close();
      await waiting.endsQuietly(aClose, CLOSE.in);
      // Another client of the same server has nothing to do with it.
      await site.tell("bob", "still here");
      await untilReady(
        () => others.settled || others.heard.length > 1,
        CLOSE.in,
        () =>
          say(
            "after `close()` of one client, the loop of another gets no new note.",
            "1つのクライアントを `close()` したあと、別のクライアントのループに新しいノートが届きません。",
          ),
      );
      if (!others.settled) return;
      fail(
        say(
          "`close()` of one client has ended the loop of another: keep what belongs to a client inside `createChatClient`.",
          "1つのクライアントの `close()` で、別のクライアントのループまで終わりました。クライアントごとのものは `createChatClient` の中に置いてください。",
        ),
        CLOSE,
      );
    },
  );

  test(
    say(
      "however a loop ends, nothing of it stays behind",
      "ループがどう終わっても、あとに何も残らない",
    ),
    async () => {
      for (const { how, body, aborts, throws, chatStream } of ENDINGS) {
        const site = await Site.open(chatStream && { chatStream });
        const client = site.client();
        // To connect, Node and grpc-js set timers of their own.
        await new Sending(client, { name: "alice", message: "hi" }).succeeds();
        const controller = new AbortController();
        const timers = new Background();
        timers.watch();
        const waited = await timers.run(async () => {
          const loop = new Loop(client, controller.signal, body);
          if (aborts) {
            await loop.hears(["alice: hi"]);
            controller.abort();
          }
          if (throws) await loop.ends(how);
          else await loop.endsQuietly(how);
          return timers.waited;
        });
        if (waited > AT_ONCE_MS) {
          fail(
            say(
              `after ${how}, the loop over \`subscribe\` ends only when a timer of ${waited} ms has gone off: it must end at once.`,
              `${how}あと、\`subscribe\` のループが終わるのは${waited}ミリ秒のタイマーのあとです。すぐに終わらなければなりません。`,
            ),
            SUBSCRIBE,
          );
        }
        await serverSeesTheEnd(site, how);
        await untilReady(
          () => getEventListeners(controller.signal, "abort").length === 0,
          SUBSCRIBE.in,
          () =>
            say(
              `after ${how}, your listener is still on the signal, which may live much longer than the loop: take it off in the \`finally\`, with \`removeEventListener\`.`,
              `${how}あとも、シグナルにリスナーが残っています。シグナルはループよりずっと長生きかもしれません。\`finally\` の中で \`removeEventListener\` を呼んで外してください。`,
            ),
        );
        await untilReady(
          () => timers.keepingAlive === 0,
          SUBSCRIBE.in,
          () =>
            say(
              `after ${how}, ${timers.keepingAlive} timers of the loop still run: clear them in the \`finally\`.`,
              `${how}あとも、ループのタイマーが${timers.keepingAlive}個動いています。\`finally\` の中で止めてください。`,
            ),
        );
      }
    },
  );

  test(
    say("a client forgets the loops that have ended", "クライアントは、終わったループを忘れる"),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "hi");
      const client = site.client();
      const calls = new Calls();
      const count = 20;
      for (let i = 0; i < count; i += 1) {
        const loop = new Loop(client, new AbortController().signal, () => "break");
        await loop.endsQuietly(aBreak);
      }
      await untilReady(
        () => site.streams.every(({ closed }) => closed),
        SUBSCRIBE.in,
        () =>
          say(
            `after ${count} loops that were left by \`break\`, the server still has streams open.`,
            `\`break\` で抜けたループが${count}個ありますが、サーバー側ではまだストリームが開いています。`,
          ),
      );
      const kept = await calls.countKept();
      // The last one or two may still be in somebody's hands.
      if (kept <= count / 2) return;
      fail(
        say(
          `the client still holds ${kept} of ${count} calls whose loops have ended: what grows with every loop fills the memory. Take each out of your \`Set\` in the \`finally\`.`,
          `ループが終わった${count}個の呼び出しのうち、${kept}個をクライアントがまだ持っています。ループのたびに増えるものは、いずれメモリーを使い果たします。\`finally\` の中で \`Set\` から取り除いてください。`,
        ),
        SUBSCRIBE,
      );
    },
  );
});

/** Fails unless a loop goes on when another of the same client has ended. */
async function goesOn(beside: Loop, site: Site, after: string) {
  const note = "bob: still here";
  await site.tell("bob", "still here");
  await untilReady(
    () => beside.settled || beside.heard.at(-1) === note,
    SUBSCRIBE.in,
    () =>
      say(
        `after ${after} in one loop, another loop of the same client gets no new note.`,
        `あるループで、${after}あと、同じクライアントの別のループに新しいノートが届きません。`,
      ),
  );
  if (!beside.settled) return;
  fail(
    say(
      `after ${after} in one loop, another loop of the same client has ended too: end only the call of the loop that ends.`,
      `あるループで、${after}あと、同じクライアントの別のループまで終わりました。終わらせるのは、そのループの呼び出しだけです。`,
    ),
    { ...SUBSCRIBE, cause: beside.error },
  );
}
