import { describe, onTestFinished, test } from "vitest";
import { fail, same } from "../../kit/check.ts";
import { collectGarbage, countObjects } from "../../kit/garbage.ts";
import { callRaw } from "../../kit/raw-call.ts";
import { say, task } from "../../kit/say.ts";
import { until } from "../../kit/wait.ts";
import { Chat, closeNeverCame } from "./chat.ts";
import { hears } from "./hearing.ts";
import { CHAT_STREAM } from "./person.ts";

describe(task(4, "Forget who leaves", "去った購読者を忘れる"), () => {
  test(
    say(
      "nothing is written to a subscriber who has cancelled",
      "キャンセルした購読者には何も書き込まない",
    ),
    async () => {
      const chat = await Chat.open();
      const [alice, bob] = [chat.person("alice"), chat.person("bob")];
      const [bobs] = await chat.subscribe(bob);
      const [alices] = await chat.subscribe(alice);
      await alice.tell("stay");
      for (const subscriber of [alices!, bobs!]) {
        await hears(chat, subscriber, { notes: ["alice: stay"] }, say("a subscriber", "購読者"));
      }
      bobs!.cancel();
      const seen = chat.seen[0]!;
      await until(() => seen.closed, closeNeverCame);
      await alice.tell("bob has left");
      const notes = ["alice: stay", "alice: bob has left"];
      await hears(chat, alices!, { notes }, say("alice", "alice さん"));
      const writes = (count: number) =>
        say(count === 1 ? "1 write" : `${count} writes`, `書き込み${count}回`);
      same(
        writes(seen.lateWrites),
        writes(0),
        say(
          "`sendNote` still writes to a stream whose client has cancelled: forget the stream when it emits 'close'.",
          "`sendNote` が、クライアントがキャンセルしたストリームにまだ書き込んでいます。ストリームが 'close' を出したら忘れてください。",
        ),
        { in: "chatStream" },
      );
    },
  );

  test(
    say(
      "the server keeps no reference to a subscriber who has gone",
      "サーバーは去った購読者への参照を残さない",
    ),
    async () => {
      const chat = await Chat.open();
      const alice = chat.person("alice");
      const [staying] = await chat.subscribe(alice);
      const cancelling = Array.from({ length: 5 }, () => alice.subscribe());
      await until(() => chat.seen.length === 6, neverCalled, { check: () => chat.check() });
      const cut = Array.from({ length: 5 }, () => callRaw(chat.port, CHAT_STREAM));
      for (const connection of cut) onTestFinished(connection.cut);
      await until(() => chat.seen.length === 11, neverCalled, { check: () => chat.check() });
      await alice.tell("hi");
      const who = say("a subscriber", "購読者");
      for (const subscriber of cancelling)
        await hears(chat, subscriber, { notes: ["alice: hi"] }, who);
      for (const subscriber of cancelling) subscriber.cancel();
      for (const connection of cut) connection.cut();
      const gone = [chat.seen.slice(1, 6), chat.seen.slice(6)];
      await until(() => gone.flat().every(({ closed }) => closed), closeNeverCame);
      const held = (streams = gone.flat()) => streams.filter(({ stream }) => stream.deref()).length;
      // One that is still held may be the last one that a variable knows: most of a kind are a leak.
      const isLeak = () => gone.some((streams) => held(streams) > 2);
      await until(
        () => {
          collectGarbage();
          return !isLeak();
        },
        () =>
          say(
            `${held()} of ${gone.flat().length} streams whose clients have gone are still referenced: remove each from your collection on 'close', or the server's memory grows with every visitor.`,
            `クライアントが去った${gone.flat().length}本のストリームのうち${held()}本が、まだ参照されています。'close' で取り除かないと、訪れた人の数だけ、サーバーの使うメモリーが増え続けます。`,
          ),
        { ms: 300, in: "chatStream" },
      );
      await alice.tell("still here");
      const notes = ["alice: hi", "alice: still here"];
      await hears(chat, staying!, { notes }, say("alice", "alice さん"));
    },
  );

  test(say("visits leave nothing behind", "訪問のあとには何も残らない"), async () => {
    const chat = await Chat.open();
    const alice = chat.person("alice");
    const [staying] = await chat.subscribe(alice);
    await alice.tell("hi");
    await hears(chat, staying!, { notes: ["alice: hi"] }, say("alice", "alice さん"));
    // Now all is there that is made once and used again, and gone what earlier tests have left.
    for (let round = 1; round <= 2; round++) await visit(chat);
    const before = countObjects();
    let left = 0;
    // What comes and goes by itself is less than an object a visit, but in one round alone not by much.
    for (let round = 1; round <= 8; round++) {
      await visit(chat);
      left = Math.round((countObjects() - before) / round);
      if (left <= VISITS * (round > 1 ? 0.65 : 0.3)) return;
      // What lies between needs more rounds.
      if (round > 2 && left > VISITS * 0.85) break;
    }
    fail(
      say(
        `${VISITS} subscribers came and went, and each time ${left} objects were left in the server's memory: whatever \`chatStream\` keeps of a subscriber has to go on 'close'.`,
        `${VISITS}人の購読者が来て去るたびに、サーバーのメモリーにオブジェクトが${left}個ずつ残りました。\`chatStream\` が購読者について取っておいたものは、'close' ですべて取り除いてください。`,
      ),
      { in: "chatStream" },
    );
  });
});

const VISITS = 100;

/** Has subscribers come and go. */
async function visit(chat: Chat): Promise<void> {
  const before = chat.seen.length;
  const subscribers = callRaw(chat.port, CHAT_STREAM, { calls: VISITS });
  onTestFinished(subscribers.cut);
  await until(() => chat.seen.length === before + VISITS, neverCalled, {
    check: () => chat.check(),
  });
  subscribers.cut();
  await until(() => chat.seen.slice(before).every(({ closed }) => closed), closeNeverCame);
  chat.seen.length = before;
}

function neverCalled(): string {
  return say(
    "`chatStream` was not called, though clients have subscribed.",
    "クライアントが購読したのに `chatStream` が呼ばれません。",
  );
}
