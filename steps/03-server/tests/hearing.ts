import { status } from "@grpc/grpc-js";
import { fail, same } from "../../kit/check.ts";
import { say } from "../../kit/say.ts";
import { until } from "../../kit/wait.ts";
import { Chat } from "./chat.ts";
import type { Subscriber } from "./person.ts";
import { escaped, quoted, shortened } from "./texts.ts";

/** The notes that somebody has to hear, and which of the handlers owes the one that is missing. */
interface Due {
  notes: string[];
  /** How many of them were sent before the subscription began: `chatStream` sends these. */
  before?: number;
}

/**
 * Waits until a subscriber has heard all that is due, and fails if they heard anything else.
 *
 * @param who how messages name the subscriber
 */
export async function hears(
  chat: Chat,
  subscriber: Subscriber,
  { notes, before = 0 }: Due,
  who: string,
): Promise<void> {
  const { heard } = subscriber;
  // Two notes may be equal, so it is how often each is there that counts.
  const missing = () => notes.find((note) => count(heard, note) < count(notes, note));
  const surplus = () => heard.find((note) => count(heard, note) > count(notes, note));
  await until(
    () => !missing() || surplus() !== undefined || !!subscriber.end,
    () => missed(missing()!),
    { check: () => chat.check(), in: "sendNote" },
  );
  const wrong = surplus();
  if (wrong !== undefined) heardWrongly(chat, heard, notes, wrong, who);
  stillOpen(subscriber, who);
  same(
    heard.map(shortened),
    notes.map(shortened),
    say(
      `${who} got the notes in another order than they were sent in.`,
      `${who}に届いたノートの順番が、送った順番と違います。`,
    ),
    { in: before > 0 ? "chatStream" : "sendNote" },
  );

  function missed(note: string): string {
    const had = say(
      `, who has had ${heard.length} of ${notes.length} notes`,
      `（届いたのは${notes.length}件中${heard.length}件）`,
    );
    const isEqual = count(notes, note) > 1;
    const equal = isEqual
      ? say(
          " It was sent more than once, and each of them counts: notes may be equal.",
          "このノートは複数回送られました。内容が同じでも、それぞれ別のノートです。",
        )
      : "";
    if (notes.indexOf(note) < before) {
      fail(
        say(
          `\`chatStream\` has not sent ${quoted(note)} to ${who}${had}: first it writes the notes so far, all that \`sendNote\` has accepted.${equal}`,
          `\`chatStream\` が、${who}に ${quoted(note)} を送っていません${had}。まず、それまでに \`sendNote\` が受け付けたノートをすべて書き込みます。${equal}`,
        ),
        { in: "chatStream" },
      );
    }
    return say(
      `\`sendNote\` has not sent ${quoted(note)} to ${who}${had}: it writes each note to every stream that \`chatStream\` remembers.${equal}`,
      `\`sendNote\` が、${who}に ${quoted(note)} を送っていません${had}。\`chatStream\` が覚えたすべてのストリームに、ノートを1件ずつ書き込みます。${equal}`,
    );
  }
}

/** Fails if the subscriber's stream has ended. */
export function stillOpen({ end, heard }: Subscriber, who: string): void {
  if (end?.code === status.UNIMPLEMENTED) {
    fail(
      say(
        "`ChatStream` answers UNIMPLEMENTED: write its handler `chatStream`, task 2.",
        "`ChatStream` が UNIMPLEMENTED を返します。ハンドラー `chatStream` を実装してください（課題2）。",
      ),
      { in: "chatStream" },
    );
  }
  if (end) {
    const how = `${status[end.code]}${end.details && ` (${end.details})`}`;
    fail(
      say(
        `The stream of ${who} ended with ${how} after ${heard.length} notes: it stays open for the notes to come.`,
        `${who}のストリームが、${heard.length}件のノートのあとに ${how} で終わりました。これから来るノートのために、開いたままにします。`,
      ),
      { in: "chatStream" },
    );
  }
}

/** Fails for a note that came though it should not have, or too often. */
function heardWrongly(
  chat: Chat,
  heard: string[],
  due: string[],
  wrong: string,
  who: string,
): never {
  const sides = { expected: due.map(shortened), actual: heard.map(shortened) };
  if (due.includes(wrong)) {
    fail(
      say(
        `${who} got ${quoted(wrong)} twice, or more often than it was sent: each note must come once.`,
        `${who}に ${quoted(wrong)} が2回、または送った回数より多く届きました。どのノートも1回だけ届かなければなりません。`,
      ),
      sides,
    );
  }
  if (chat.refused.has(wrong)) {
    fail(
      say(
        `${who} got ${quoted(wrong)}, which must not reach them, as \`sendNote\` refused it: check first, then keep and write.`,
        `${who}に、\`sendNote\` が拒否したはずのノート ${quoted(wrong)} が届きました。先に検査し、取っておくのも書き込むのもそのあとにしてください。`,
      ),
      { ...sides, in: "sendNote" },
    );
  }
  if (!chat.sent.has(wrong) && Chat.all.some(({ sent }) => sent.has(wrong))) {
    fail(
      say(
        `${who} got ${quoted(wrong)}, which was sent to another chat: each call of \`createChatService()\` makes a new one, so keep its notes and its streams inside of that function.`,
        `${who}に、別のチャットに送られた ${quoted(wrong)} が届きました。\`createChatService()\` は呼ばれるたびに新しいチャットを作ります。ノートとストリームは、この関数の中で持ってください。`,
      ),
      { ...sides, in: "createChatService" },
    );
  }
  if (!chat.sent.has(wrong)) {
    const [expected, actual] = escaped(due[heard.indexOf(wrong)] ?? "", wrong);
    fail(
      say(
        `${who} got a note that nobody has sent, or one that was changed on the way: pass on each note as it is, and none of your own.`,
        `${who}に、誰も送っていないノートか、途中で内容の変わったノートが届きました。ノートはそのまま渡し、ほかには何も送らないでください。`,
      ),
      { expected, actual, in: "sendNote" },
    );
  }
  fail(
    say(
      `${who} got ${quoted(wrong)}, which must not reach them.`,
      `${who}に、届いてはいけない ${quoted(wrong)} が届きました。`,
    ),
    sides,
  );
}

function count(notes: string[], note: string): number {
  return notes.filter((one) => one === note).length;
}
