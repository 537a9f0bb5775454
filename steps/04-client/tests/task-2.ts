import { status, type ServiceError } from "@grpc/grpc-js";
import { describe, test } from "vitest";
import { fail, same } from "../../kit/check.ts";
import { LONGEST } from "../../kit/longest.ts";
import { say, task } from "../../kit/say.ts";
import { oneChannel } from "./alive.ts";
import { untilReady } from "./crashes.ts";
import { Loop, subscribe } from "./loop.ts";
import { Sending } from "./outcome.ts";
import { asText, aTurn, CODES, newNote, numbered, refusing, Site } from "./site.ts";

const ACCUSED = { in: "subscribe" };
/** The longest wait for a loop that connects again: it may wait a little, and longer each time. */
const RECONNECTING_MS = 4000;

describe(task(2, "Subscribe with `for await`", "`for await` で購読する"), () => {
  test(
    say(
      "the loop gives the notes as plain objects, and ends when the server ends the stream",
      "ループはノートをただのオブジェクトとして渡し、サーバーがストリームを終えると終わる",
    ),
    async () => {
      // Notes may be equal: to say the same again is not to say it once.
      const sent = [
        ...numbered(3),
        "note 3",
        "note 1",
        " with\nspace <around> Zoe\u0308 😀 ",
        " ",
        "\0",
      ];
      const site = await Site.open({
        chatStream(call) {
          for (const message of sent) call.write(newNote(message).setName(message));
          call.end();
        },
      });
      const loop = new Loop(site.client());
      await loop.hears(sent.map((message) => `${message}: ${message}`));
      await loop.endsQuietly(
        say("the server has ended the stream", "サーバーがストリームを終えた"),
      );
      same(
        loop.kept.map((note) => ({ ...note })),
        sent.map((message) => ({ name: message, message })),
        say(
          "what the loop has given must be plain objects, `{ name, message }` and nothing else, and stay as they are: yield a new object for each, as whoever uses it may keep it.",
          "ループが渡すのは `{ name, message }` だけを持つただのオブジェクトで、あとから変わってはいけません。使う側が取っておけるように、ノートごとに新しいオブジェクトを yield してください。",
        ),
        ACCUSED,
      );
      // However many there are.
      const many = numbered(257);
      const long = await Site.open({
        chatStream(call) {
          call.write(newNote(LONGEST.message).setName(LONGEST.name));
          for (const message of many) call.write(newNote(message));
          call.end();
        },
      });
      await new Loop(long.client()).hears([
        asText(LONGEST),
        ...many.map((text) => `alice: ${text}`),
      ]);
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
            `ストリームに${Math.round(msLeft)}ミリ秒後の期限が付いています。ストリームは長く続くものなので、\`chatStream\` は期限なしで呼んでください。`,
          ),
          ACCUSED,
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
      "two loops at once each get every note, over the client's one stub",
      "同時に2つのループを回しても、1つのスタブでそれぞれに全部届く",
    ),
    async () => {
      const site = await Site.open();
      const client = site.client();
      await site.tell("alice", "before");
      const loops = [new Loop(client), new Loop(client)];
      for (const loop of loops) await loop.hears(["alice: before"]);
      await new Sending(client, { name: "alice", message: "after" }).settles(() =>
        say(
          "`sendNote` is still pending while a loop runs.",
          "ループが回っている間、`sendNote` が未解決のままです。",
        ),
      );
      for (const loop of loops) await loop.hears(["alice: before", "alice: after"]);
      await oneChannel(site.address, say("two loops and a note", "2つのループと1件のノート"));
    },
  );

  test(
    say(
      "the call begins with the loop, not before it",
      "呼び出しはループとともに始まる（その前ではない）",
    ),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "hi");
      const client = site.client();
      subscribe(client);
      // A later call that must arrive: by then an earlier one would have.
      await new Loop(client).hears(["alice: hi"]);
      same(
        site.streams.length,
        1,
        say(
          "`subscribe` called the server although nobody read what it gave: a call that no loop reads is never ended. Open the stream inside the generator.",
          "`subscribe` の戻り値を誰も読んでいないのに、サーバーが呼び出されました。ループで読まれない呼び出しは、終わることがありません。ストリームはジェネレーターの中で開いてください。",
        ),
        ACCUSED,
      );
    },
  );

  test(
    say(
      "a call that the server refuses throws its status code",
      "サーバーが拒否すると、そのステータスコードが投げられる",
    ),
    async () => {
      // After UNAVAILABLE a loop may try again: that is the bonus.
      const codes = CODES.filter((code) => code !== status.UNAVAILABLE);
      const client = (await Site.open(refusing(codes))).client();
      for (const code of codes) {
        const loop = new Loop(client);
        const name = status[code];
        await loop.throws(
          code,
          say(`the server answered ${name}`, `サーバーが ${name} で応答した`),
        );
        const { details, metadata } = loop.error as ServiceError;
        same(
          loop.heard,
          [],
          say(
            `the loop over \`subscribe\` gave a note that the server has not sent, after ${name}.`,
            `${name} のあと、サーバーが送っていないノートを \`subscribe\` のループが渡しました。`,
          ),
          ACCUSED,
        );
        same(
          { details, reason: metadata?.get("reason") },
          { details: `details ${code}`, reason: [`reason ${code}`] },
          say(
            `the loop over \`subscribe\` must throw the error of the call as it is, with its \`details\` and \`metadata\`, also for ${name}.`,
            `\`subscribe\` のループは、呼び出しのエラーを、${name} の場合も \`details\` と \`metadata\` ごとそのまま投げなければなりません。`,
          ),
          ACCUSED,
        );
      }
    },
  );

  test(
    say(
      "a connection that breaks throws UNAVAILABLE, or is made again",
      "接続が切れると UNAVAILABLE が投げられる（つなぎ直してもよい）",
    ),
    async () => {
      const site = await Site.open();
      await site.tell("alice", "hi");
      const loop = new Loop(site.client());
      await loop.hears(["alice: hi"]);
      site.cut();
      const when = say("the connection broke", "接続が切れた");
      await untilReady(
        () => loop.settled || site.streams.length > 1,
        ACCUSED.in,
        () =>
          say(
            `the loop over \`subscribe\` neither throws nor connects again after ${when}.`,
            `${when}あと、\`subscribe\` のループはエラーを投げず、つなぎ直しもしません。`,
          ),
        RECONNECTING_MS,
      );
      if (loop.settled) return loop.throws(status.UNAVAILABLE, when);
      await site.tell("bob", "again");
      await untilReady(
        () => loop.settled || loop.heard.at(-1) === "bob: again",
        ACCUSED.in,
        () =>
          say(
            `the loop over \`subscribe\` has connected again after ${when}, and gives no new note.`,
            `${when}あと、\`subscribe\` のループはつなぎ直しましたが、新しいノートを渡しません。`,
          ),
      );
      loop.didNotThrow();
    },
  );
});
