import { describe, onTestFinished, test } from "vitest";
import { fail } from "../../kit/check.ts";
import { callRaw } from "../../kit/raw-call.ts";
import { say, task } from "../../kit/say.ts";
import { until } from "../../kit/wait.ts";
import { Chat } from "./chat.ts";
import { hears } from "./hearing.ts";
import { CHAT_STREAM, type Subscriber } from "./person.ts";
import { ODD_TEXTS } from "./texts.ts";

/** How often timers may go off while nobody says anything, until the server counts as busy. */
const MOST_TURNS = 50;

describe(
  task(2, "Send every note to every subscriber", "すべてのノートをすべての購読者に送る"),
  () => {
    test(
      say(
        "a new note reaches every subscriber, the sender's own included",
        "新しいノートは、送った本人も含めてすべての購読者に届く",
      ),
      async () => {
        const chat = await Chat.open();
        const [alice, bob, carol] = [
          chat.person("alice"),
          chat.person("bob"),
          chat.person("carol"),
        ];
        const subscribers = await chat.subscribe(bob, carol, alice);
        await alice.tell("good morning");
        const names = [
          say("bob", "bob さん"),
          say("carol", "carol さん"),
          say("alice, who sent it,", "送った本人の alice さん"),
        ];
        for (const [i, subscriber] of subscribers.entries()) {
          await hears(chat, subscriber, { notes: ["alice: good morning"] }, names[i]!);
        }
      },
    );

    test(say("two chats share nothing", "2つのチャットは何も共有しない"), async () => {
      const [one, other] = [await Chat.open(), await Chat.open()];
      const [alice, bob, carol] = [one.person("alice"), other.person("bob"), other.person("carol")];
      const [subscriber] = await other.subscribe(bob);
      await alice.tell("in the first chat");
      await carol.tell("in the second chat");
      const who = say(
        "a subscriber of another chat (made by another `createChatService()`)",
        "別のチャット（別の `createChatService()` で作ったもの）の購読者",
      );
      await hears(other, subscriber!, { notes: ["carol: in the second chat"] }, who);
    });

    test(
      say("notes arrive in the order they were sent, each once", "ノートは送った順に、1回ずつ届く"),
      async () => {
        const chat = await Chat.open();
        const [alice, bob] = [chat.person("alice"), chat.person("bob")];
        // Twice on one connection, as in two tabs of one browser behind a gateway.
        const subscribers = await chat.subscribe(alice, bob, bob);
        const notes: string[] = [];
        for (let i = 1; i <= 40; i++) {
          const sender = i % 2 ? alice : bob;
          await sender.tell(`note ${i}`);
          notes.push(`${sender.name}: note ${i}`);
        }
        // What is said again is another note, at once or later.
        await bob.tell("note 40");
        await alice.tell("note 1");
        notes.push("bob: note 40", "alice: note 1");
        for (const subscriber of subscribers) {
          await hears(chat, subscriber, { notes }, say("a subscriber", "購読者"));
        }
      },
    );

    test(
      say(
        "names and messages arrive exactly as they were sent",
        "name も message も、送ったとおりに届く",
      ),
      async () => {
        const chat = await Chat.open();
        const alice = chat.person("alice");
        const [subscriber] = await chat.subscribe(alice);
        const notes: string[] = [];
        for (const text of ODD_TEXTS) {
          await alice.tell(text);
          await alice.tell("hi", text.slice(0, 20));
          notes.push(`alice: ${text}`, `${text.slice(0, 20)}: hi`);
        }
        await hears(chat, subscriber!, { notes }, say("a subscriber", "購読者"));
      },
    );

    test(say("a refused note reaches no one", "拒否されたノートは誰にも届かない"), async () => {
      const chat = await Chat.open();
      const [alice, bob] = [chat.person("alice"), chat.person("bob")];
      const [subscriber] = await chat.subscribe(bob);
      await alice.sendRefused();
      await alice.tell("the only good one");
      const notes = ["alice: the only good one"];
      await hears(chat, subscriber!, { notes }, say("bob", "bob さん"));
    });

    test(
      say(
        "fifty subscribers at once all get every note",
        "同時に50人が購読しても、全員にすべてのノートが届く",
      ),
      async () => {
        const chat = await Chat.open();
        const crowd = Array.from({ length: 50 }, (_, i) => chat.person(`guest ${i + 1}`));
        // Fifty connections take a busy machine a while.
        const subscribers: Subscriber[] = [];
        for (const person of crowd) subscribers.push(...(await chat.subscribe(person)));
        const notes: string[] = [];
        for (const person of crowd.slice(0, 10)) {
          await person.tell("hello");
          notes.push(`${person.name}: hello`);
        }
        for (const [i, subscriber] of subscribers.entries()) {
          const who = say(`subscriber ${i + 1} of 50`, `50人中${i + 1}人目の購読者`);
          await hears(chat, subscriber, { notes }, who);
        }
      },
    );

    test(
      say(
        "a subscriber who reads nothing keeps nobody waiting",
        "何も読まない購読者がいても、ほかの人は待たされない",
      ),
      async () => {
        const chat = await Chat.open();
        const stalled = callRaw(chat.port, CHAT_STREAM, { window: 0 });
        onTestFinished(stalled.cut);
        await until(() => chat.seen.length > 0, isNotCalled, { check: () => chat.check() });
        const alice = chat.person("alice");
        const [subscriber] = await chat.subscribe(alice);
        const notes: string[] = [];
        // More than grpc-js takes before it asks for a pause, which is 16.
        for (let i = 1; i <= 40; i++) {
          await alice.tell(`note ${i}`);
          notes.push(`alice: note ${i}`);
        }
        const who = say(
          "alice, beside a subscriber who reads nothing",
          "何も読まない購読者と同時に聞いている alice さん",
        );
        await hears(chat, subscriber!, { notes }, who);
      },
    );

    test(
      say(
        "an idle server with subscribers uses no CPU time",
        "誰も発言していない間のサーバーは、購読者がいても CPU 時間を使わない",
      ),
      async () => {
        const chat = await Chat.open({ isWatched: true });
        const people = ["alice", "bob", "carol", "dave"].map((name) => chat.person(name));
        const subscribers = await chat.subscribe(...people);
        await people[0]!.tell("hi");
        for (const subscriber of subscribers) {
          const notes = ["alice: hi"];
          await hears(chat, subscriber, { notes }, say("a subscriber", "購読者"));
        }
        const { background } = chat;
        background.turns = 0;
        await until(
          () => background.pending === 0,
          () =>
            say(
              "a timer that the service has set is still running while nobody says anything: write when a note comes, and let a stream be silent for as long as it likes.",
              "誰も発言していないのに、サービスの仕掛けたタイマーが動き続けています。ノートが来たときに書き込んでください。ストリームは、いくら静かでもそのままにしておきます。",
            ),
          {
            check: () => {
              if (background.turns <= MOST_TURNS) return;
              fail(
                say(
                  `timers and loops of the service went off ${background.turns} times while nobody said anything: write when a note comes, do not look for one again and again.`,
                  `誰も発言していない間に、サービスのタイマーやループが${background.turns}回動きました。繰り返し探すのではなく、ノートが来たときに書き込んでください。`,
                ),
              );
            },
          },
        );
      },
    );
  },
);

function isNotCalled(): string {
  return say(
    "`chatStream` was not called, though a client has subscribed.",
    "クライアントが購読したのに `chatStream` が呼ばれません。",
  );
}
