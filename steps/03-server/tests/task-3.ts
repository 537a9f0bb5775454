import { describe, test } from "vitest";
import { say, task } from "../../kit/say.ts";
import { until } from "../../kit/wait.ts";
import { Chat, closeNeverCame } from "./chat.ts";
import { hears } from "./hearing.ts";
import type { Subscriber } from "./person.ts";
import { ODD_TEXTS } from "./texts.ts";

const late = say("a late joiner", "あとから来た人");
const afterAll = say("one who comes when all have gone", "全員が去ったあとに来た人");
/** How many notes come before the hundred that a late joiner can rely on. */
const EARLY = 150;

describe(
  task(3, "Give a late joiner the notes so far", "あとから来た人に、それまでのノートを渡す"),
  () => {
    test(
      say(
        "a late joiner gets the notes so far first, in order",
        "あとから来た人には、それまでのノートが先に順番どおり届く",
      ),
      async () => {
        const chat = await Chat.open();
        const senders = [chat.person("alice"), chat.person("dave")];
        const notes: string[] = [];
        // More than grpc-js takes before it asks for a pause, which is 16; some are equal.
        for (let i = 1; i <= 40; i++) {
          const sender = senders[i % 2]!;
          await sender.tell(`note ${i % 30}`);
          notes.push(`${sender.name}: note ${i % 30}`);
        }
        for (const text of ODD_TEXTS) {
          const name = text.slice(0, 20);
          await senders[0]!.tell(text, name);
          notes.push(`${name}: ${text}`);
        }
        const joiners = await chat.subscribe(chat.person("bob"), chat.person("carol"));
        for (const subscriber of joiners) {
          await hears(chat, subscriber, { notes, before: notes.length }, late);
        }
      },
    );

    test(
      say(
        "a late joiner gets as many as a hundred notes, however long",
        "あとから来た人には、長いノートでも100件までは必ず届く",
      ),
      async () => {
        const chat = await Chat.open();
        const alice = chat.person("alice");
        // Of those before the last hundred a chat keeps what it likes.
        const early = Array.from({ length: EARLY }, (_, i) => `${i + 1}`);
        const texts = Array.from({ length: 100 }, (_, i) => `${i + 1} ${"m".repeat(4_000)}`);
        await alice.tell("hi");
        await alice.tellAll(early);
        for (const text of texts) await alice.tell(text);
        const all = ["hi", ...early, ...texts].map((text) => `alice: ${text}`);
        const [subscriber] = await chat.subscribe(chat.person("bob"));
        const { heard } = subscriber!;
        await until(
          () => heard.includes(all.at(-1)!) || !!subscriber!.end,
          () =>
            say(
              `\`chatStream\` has not sent the newest of ${all.length} notes to a late joiner, who has had ${heard.length}: whatever the chat forgets, the last hundred are there.`,
              `\`chatStream\` が、${all.length}件のノートのうち最後のものを、あとから来た人に送っていません（届いたのは${heard.length}件）。古いものを忘れるとしても、最近の100件は必ず渡してください。`,
            ),
          { in: "chatStream" },
        );
        const notes = all.slice(-Math.max(100, heard.length));
        await hears(chat, subscriber!, { notes, before: notes.length }, late);
      },
    );

    test(
      say(
        "after the notes so far the stream goes on, and no note comes twice",
        "それまでのノートのあともストリームは続き、同じノートは2回届かない",
      ),
      async () => {
        const chat = await Chat.open();
        const alice = chat.person("alice");
        await alice.tell("before");
        const [subscriber] = await chat.subscribe(chat.person("bob"));
        await hears(chat, subscriber!, { notes: ["alice: before"], before: 1 }, late);
        await alice.tell("after");
        await alice.tell("last");
        const notes = ["alice: before", "alice: after", "alice: last"];
        await hears(chat, subscriber!, { notes, before: 1 }, late);
        // That everybody has gone changes nothing.
        subscriber!.cancel();
        await until(() => chat.seen[0]!.closed, closeNeverCame);
        const [next] = await chat.subscribe(chat.person("carol"));
        await hears(chat, next!, { notes, before: 3 }, afterAll);
      },
    );

    test(
      say(
        "a refused note is not among the notes so far",
        "拒否されたノートは、それまでのノートにも入らない",
      ),
      async () => {
        const chat = await Chat.open();
        const alice = chat.person("alice");
        await alice.sendRefused();
        await alice.tell("the only good one");
        const [subscriber] = await chat.subscribe(chat.person("bob"));
        await hears(chat, subscriber!, { notes: ["alice: the only good one"], before: 1 }, late);
      },
    );

    test(
      say(
        "one who joins while notes pour in gets the same as the others",
        "ノートが次々に送られる最中に来た人にも、ほかの人と同じものが届く",
      ),
      async () => {
        const chat = await Chat.open();
        const alice = chat.person("alice");
        const subscribers: Subscriber[] = await chat.subscribe(alice);
        await alice.tell("note 0");
        const notes = ["alice: note 0"];
        const answers: Promise<void>[] = [];
        // All at once and on one connection: the server meets them side by side.
        for (let i = 1; i <= 60; i++) {
          const text = i === 21 ? "note 20" : `note ${i}`; // One is said twice in the same moment.
          const answer = alice.tell(text);
          answer.catch(() => {}); // Its failure shows where it is awaited.
          answers.push(answer);
          notes.push(`alice: ${text}`);
          if (i === 30 || i === 40 || i === 50) subscribers.push(alice.subscribe());
        }
        await Promise.all(answers);
        await alice.tell("last");
        notes.push("alice: last");
        for (const subscriber of subscribers) {
          await hears(chat, subscriber, { notes, before: 1 }, say("a subscriber", "購読者"));
        }
      },
    );
  },
);
