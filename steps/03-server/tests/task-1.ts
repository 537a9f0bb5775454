import { status } from "@grpc/grpc-js";
import { describe, test } from "vitest";
import { fail, same } from "../../kit/check.ts";
import { say, task } from "../../kit/say.ts";
import { until } from "../../kit/wait.ts";
import { Chat } from "./chat.ts";
import type { Person } from "./person.ts";

describe(task(1, "Answer SendNote", "SendNote に応答する"), () => {
  test(
    say("SendNote answers a note with an Empty", "SendNote はノートに Empty を返す"),
    async () => {
      const chat = await Chat.open();
      await chat.person("alice").tell("hi");
    },
  );

  test(say("an empty name is INVALID_ARGUMENT", "空の name は INVALID_ARGUMENT"), async () => {
    const chat = await Chat.open();
    const nobody = chat.person("");
    await isRefused(nobody.send("hi"), say("a note with an empty name", "name が空のノート"));
    await nobody.tell("hi", " "); // A space is not empty.
  });

  test(
    say("an empty message is INVALID_ARGUMENT", "空の message は INVALID_ARGUMENT"),
    async () => {
      const alice = (await Chat.open()).person("alice");
      await isRefused(alice.send(""), say("a note with an empty message", "message が空のノート"));
      await alice.tell("  ");
    },
  );

  test(
    say(
      "a name of 64 bytes passes, one of 65 is INVALID_ARGUMENT",
      "name は64バイトまで通り、65バイトは INVALID_ARGUMENT",
    ),
    async () => {
      const alice = (await Chat.open()).person("alice");
      await alice.tell("hi", "n".repeat(64));
      const what = say("a name of 65 bytes", "65バイトの name ");
      await isRefused(alice.send("hi", "n".repeat(65)), what);
    },
  );

  test(
    say(
      "a message of 4096 bytes passes, one of 4097 is INVALID_ARGUMENT",
      "message は4096バイトまで通り、4097バイトは INVALID_ARGUMENT",
    ),
    async () => {
      const alice = (await Chat.open()).person("alice");
      await alice.tell("m".repeat(4096));
      const what = say("a message of 4097 bytes", "4097バイトの message ");
      await isRefused(alice.send("m".repeat(4097)), what);
    },
  );

  test(
    say("the limits count bytes of UTF-8, not characters", "上限は文字数ではなく UTF-8 のバイト数"),
    async () => {
      const alice = (await Chat.open()).person("alice");
      // é is 2 bytes, あ is 3, 😀 is 4 (and has a `length` of 2).
      await alice.tell("😀".repeat(1024), `éé${"あ".repeat(20)}`);
      await isRefused(
        alice.send("hi", "あ".repeat(22)),
        say(
          "a name of 22 characters that are 66 bytes of UTF-8",
          "22文字でも UTF-8 では66バイトある name ",
        ),
      );
      await isRefused(
        alice.send("😀".repeat(1025)),
        say(
          "a message of 1025 emoji that are 4100 bytes of UTF-8",
          "絵文字1025個でも UTF-8 では4100バイトある message ",
        ),
      );
    },
  );

  test(
    say(
      "half an emoji, which is not well-formed, is INVALID_ARGUMENT",
      "絵文字の半分のような、不完全な文字列は INVALID_ARGUMENT",
    ),
    async () => {
      const chat = await Chat.open();
      const alice = chat.person("alice");
      await alice.tell("👨‍👩‍👧");
      for (const field of ["message", "name"] as const) {
        const { received } = chat;
        const answer = alice.sendHalf(field);
        const what = say(`a ${field} with half an emoji in it`, `絵文字の半分を含む ${field} `);
        await answer.catch(() => {});
        // Nor need it reach the handler: a stricter reader of messages refuses it before.
        if (chat.received > received) await isRefused(answer, what);
      }
    },
  );

  test(
    say("each note is answered once, and at once", "どのノートにも、1回だけすぐに応答する"),
    async () => {
      const chat = await Chat.open();
      chat.background.watch();
      const alice = chat.person("alice");
      await alice.tell("hi");
      await isRefused(alice.send(""), say("a note with an empty message", "message が空のノート"));
      await until(
        () => chat.background.pending === 0,
        () =>
          say(
            "After `sendNote` has answered, a timer that it has set is still running: what is it for?",
            "`sendNote` が応答したあとも、`sendNote` の仕掛けたタイマーが動き続けています。何のためのタイマーですか？",
          ),
        { check: () => chat.check(), in: "sendNote" },
      );
    },
  );
});

/** Fails unless a note was refused with INVALID_ARGUMENT, and with a reason. */
async function isRefused(answer: ReturnType<Person["send"]>, what: string): Promise<void> {
  const error = await answer;
  if (!error) {
    fail(
      say(
        `\`sendNote\` accepted ${what}: answer with \`callback({ code: status.INVALID_ARGUMENT, details: "…" })\`.`,
        `\`sendNote\` が、${what}を受け付けました。\`callback({ code: status.INVALID_ARGUMENT, details: "…" })\` で応答してください。`,
      ),
      { in: "sendNote" },
    );
  }
  same(
    status[error.code],
    "INVALID_ARGUMENT",
    say(
      `\`sendNote\` refused ${what} with ${status[error.code]}: the status code for a request that the client has to change is INVALID_ARGUMENT.`,
      `\`sendNote\` が、${what}を ${status[error.code]} で拒否しました。クライアントが直すべきリクエストのステータスコードは INVALID_ARGUMENT です。`,
    ),
    { in: "sendNote" },
  );
  // What grpc-js says where the handler has said nothing.
  if (["", "Unknown Error"].includes(error.details.trim())) {
    fail(
      say(
        `\`sendNote\` refused ${what} without a reason: say in \`details\` what is wrong, for whoever reads the error.`,
        `\`sendNote\` が、${what}を理由なしに拒否しました。何がいけないのかを、エラーを読む人のために \`details\` に書いてください。`,
      ),
      { in: "sendNote" },
    );
  }
}
