import { getEventListeners } from "node:events";
import { status } from "@grpc/grpc-js";
import { afterEach, describe, test } from "vitest";
import { fail, same } from "../../kit/check.ts";
import { say, task } from "../../kit/say.ts";
import { noCrash, untilReady } from "./crashes.ts";
import { Loop, serverSeesTheEnd } from "./loop.ts";
import { describeError, Outcome } from "./outcome.ts";
import { numbered, Site } from "./site.ts";

const aBreak = say("`break`", "`break` の");
const aClose = say("`close()`", "`close()` の");

describe(task(3, "Stop cleanly", "きれいに終える"), () => {
  afterEach(noCrash);

  test(say("break ends the call", "break で呼び出しが終わる"), async () => {
    const site = await Site.open();
    await site.tell("alice", "hi");
    const { signal } = new AbortController();
    const loop = new Loop(site.client(), signal, () => "break");
    await loop.ends(aBreak);
    await loop.hears(["alice: hi"]);
    await serverSeesTheEnd(site, aBreak);
    await untilReady(
      () => getEventListeners(signal, "abort").length === 0,
      () =>
        say(
          "after `break`, your listener is still on the signal, which may live much longer than the loop: take it off in the `finally`, with `removeEventListener`.",
          "`break` のあとも、シグナルにリスナーが残っています。シグナルはループよりずっと長生きかもしれません。`finally` の中で `removeEventListener` を呼んで外してください。",
        ),
    );
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
      const after = say("an error in the body of the loop", "ループの中でエラーを投げた");
      await loop.ends(after);
      if (loop.error !== mine) {
        fail(
          say(
            `the loop's own error did not come out of it, but ${loop.failed ? describeError(loop.error) : "nothing"}.`,
            `ループの中で投げたエラーが外に出ず、${loop.failed ? `${describeError(loop.error)} が出ました` : "何も出ませんでした"}。`,
          ),
        );
      }
      await serverSeesTheEnd(site, after);
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
      const loop = new Loop(site.client(), controller.signal);
      await loop.hears(["alice: hi"]);
      controller.abort();
      const after = say("the signal was aborted", "シグナルが中止された");
      await loop.ends(after);
      loop.didNotThrow(after);
      await serverSeesTheEnd(site, after);
    },
  );

  test(
    say(
      "aborting drops the notes that have arrived and were not read",
      "中止すると、届いていてもまだ読んでいないノートは捨てられる",
    ),
    async () => {
      const site = await Site.open();
      for (const message of numbered(10)) await site.tell("alice", message);
      const controller = new AbortController();
      const client = site.client();
      const loop = new Loop(client, controller.signal, async () => {
        // There and back on the same connection: by then the others have arrived.
        await client.sendNote({ name: "alice", message: "the last" });
        controller.abort();
      });
      const after = say("the signal was aborted", "シグナルが中止された");
      await loop.ends(after);
      loop.didNotThrow(after);
      same(
        loop.heard,
        ["alice: note 1"],
        say(
          "the loop went on after the signal was aborted, with notes that had arrived before: look at the signal before each note that you yield.",
          "シグナルが中止されたあとも、それまでに届いていたノートでループが続きました。ノートを yield する前に毎回シグナルを確かめてください。",
        ),
      );
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
      const loop = new Loop(client, AbortSignal.abort());
      const after = say("it began with an aborted signal", "中止済みのシグナルで始めた");
      await loop.ends(after);
      loop.didNotThrow(after);
      same(
        loop.heard,
        [],
        say(
          "the loop gave a note, though its signal was aborted before it began: look at `signal.aborted` first.",
          "はじめから中止されているのに、ループがノートを渡しました。まず `signal.aborted` を確かめてください。",
        ),
      );
      // A later call that must arrive: by then an earlier one would have.
      const later = new Loop(client);
      await later.hears(["alice: hi"]);
      same(
        site.streams.length,
        1,
        say(
          "`subscribe` called the server, though its signal was aborted before it began: look at `signal.aborted` first.",
          "はじめから中止されているのに、`subscribe` がサーバーを呼び出しました。まず `signal.aborted` を確かめてください。",
        ),
      );
    },
  );

  test(
    say(
      "a stream that the server cancels throws CANCELLED, and one of ours does not",
      "サーバーがキャンセルしたストリームは CANCELLED を投げ、自分でキャンセルしたものは投げない",
    ),
    async () => {
      const site = await Site.open({
        chatStream: (call) =>
          void call.emit("error", { code: status.CANCELLED, details: "cancelled by the server" }),
      });
      const ours = new AbortController();
      const quiet = new Loop((await Site.open()).client(), ours.signal);
      ours.abort();
      const after = say("the signal was aborted", "シグナルが中止された");
      await quiet.ends(after);
      quiet.didNotThrow(after);
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
      const client = site.client();
      const loop = new Loop(client);
      await loop.hears(["alice: hi"]);
      client.close();
      await loop.ends(aClose);
      loop.didNotThrow(aClose);
      await serverSeesTheEnd(site, aClose);
      const later = new Outcome(() => client.sendNote({ name: "alice", message: "too late" }));
      await untilReady(
        () => later.settled,
        () =>
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
        );
      }
    },
  );
});
