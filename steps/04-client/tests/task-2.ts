import { status } from "@grpc/grpc-js";
import { describe, test } from "vitest";
import { fail } from "../../kit/check.ts";
import { say, task } from "../../kit/say.ts";
import { Loop } from "./loop.ts";
import { aTurn, newNote, numbered, Site } from "./site.ts";

describe(task(2, "Subscribe with `for await`", "`for await` で購読する"), () => {
  test(
    say(
      "the loop gives the notes as plain objects, and ends when the server ends the stream",
      "ループはノートをただのオブジェクトとして渡し、サーバーがストリームを終えると終わる",
    ),
    async () => {
      // Notes may be equal: to say the same again is not to say it once.
      const sent = [...numbered(3), "note 3", "note 1", " with\nspace around "];
      const site = await Site.open({
        chatStream(call) {
          for (const message of sent) call.write(newNote(message));
          call.end();
        },
      });
      const loop = new Loop(site.client());
      await loop.hears(sent.map((message) => `alice: ${message}`));
      await loop.ends(say("the server has ended the stream", "サーバーがストリームを終えた"));
      loop.didNotThrow();
    },
  );

  test(
    say(
      "a note comes out of the loop as soon as it is sent",
      "ノートは送られるとすぐにループから出てくる",
    ),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "before");
      const loop = new Loop(site.client());
      await loop.hears(["alice: before"]);
      await site.tell("bob", "after");
      await loop.hears(["alice: before", "bob: after"]);
      const msLeft = site.streams[0]?.msLeft ?? Number.NaN;
      if (msLeft !== Infinity) {
        fail(
          say(
            `the stream has a deadline, ${Math.round(msLeft)} ms after it began: it is meant to last, so call \`chatStream\` without one.`,
            `ストリームに ${Math.round(msLeft)} ミリ秒後のデッドラインが付いています。ストリームは長く続くものなので、\`chatStream\` はデッドラインなしで呼んでください。`,
          ),
        );
      }
    },
  );

  test(
    say(
      "a loop whose body takes its time misses nothing",
      "ループの中で時間がかかっても、ノートを取りこぼさない",
    ),
    async () => {
      const site = await Site.open();
      const sent = numbered(100);
      for (const message of sent.slice(0, 50)) await site.tell("alice", message);
      const loop = new Loop(site.client(), undefined, aTurn);
      for (const message of sent.slice(50)) await site.tell("alice", message);
      await loop.hears(sent.map((message) => `alice: ${message}`));
    },
  );

  test(
    say(
      "two loops at once each get every note",
      "同時に二つのループを回しても、それぞれに全部届く",
    ),
    async () => {
      const site = await Site.open();
      const client = site.client();
      await site.tell("alice", "before");
      const loops = [new Loop(client), new Loop(client)];
      for (const loop of loops) await loop.hears(["alice: before"]);
      await site.tell("alice", "after");
      for (const loop of loops) await loop.hears(["alice: before", "alice: after"]);
    },
  );

  test(
    say(
      "a call that the server refuses throws its status code",
      "サーバーが拒否すると、そのステータスコードが投げられる",
    ),
    async () => {
      const site = await Site.open({
        chatStream: (call) =>
          void call.emit("error", { code: status.UNAUTHENTICATED, details: "who are you?" }),
      });
      const loop = new Loop(site.client());
      const refusal = say("the server refused the call", "サーバーが呼び出しを拒否した");
      await loop.throws(status.UNAUTHENTICATED, refusal);
    },
  );

  test(
    say("a connection that breaks throws UNAVAILABLE", "接続が切れると UNAVAILABLE が投げられる"),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "hi");
      const loop = new Loop(site.client());
      await loop.hears(["alice: hi"]);
      site.cut();
      await loop.throws(status.UNAVAILABLE, say("the connection broke", "接続が切れた"));
    },
  );
});
