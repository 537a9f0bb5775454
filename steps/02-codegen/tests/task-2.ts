import { describe, test } from "vitest";
import { say, task } from "../../kit/say.ts";
import { bytes, hex, joined, show, varint } from "./bytes.ts";
import { givesBytes } from "./gives-bytes.ts";
import { leavesAlone } from "./leaves-alone.ts";
import { givesNote } from "./notes.ts";

const ALICE = "0a 05 61 6c 69 63 65 12 02 68 69";
const HANAKO = "0a 06 e8 8a b1 e5 ad 90 12 0a e3 82 84 e3 81 82 f0 9f 91 8b";
const OTHER_NOTE = "0a 03 62 6f 62 12 02 79 6f";

/** Texts of each kind that somebody may be tempted to change. */
const TEXTS = [
  // Spaces around, and nothing else; line ends.
  "  Hi, BOB! \n",
  " ",
  "a\r\nb\tc",
  // What HTML, URLs, JSON and a shell write in another way.
  "<b>&amp;</b>",
  "%41+b",
  '"it\'s" C:\\new $1',
  // What cannot be seen: control characters, a byte order mark, a space of no width, a joiner.
  "a\0b\u0001\u007F",
  "\uFEFFhi",
  "a\u200Bb 👩\u200D💻",
  // What normalisation makes one: a letter with its accent, full width and half width.
  "e\u0301 é",
  "Ａ１ ｶﾞ",
];

describe(task(2, "A Note into bytes and back", "Note をバイト列にして、元に戻す"), () => {
  test(say("a Note becomes its bytes", "Note がバイト列になる"), async () => {
    await givesBytes(
      "noteToBytes",
      [{ name: "alice", message: "hi" }],
      bytes(ALICE),
      say(
        "`noteToBytes` must give the bytes that Protocol Buffers prescribes for alice's `hi`. Fill a `new Note()` and return `serializeBinary()`.",
        "`noteToBytes` は、alice の `hi` に対して Protocol Buffers が定めるバイト列を返さなければなりません。`new Note()` に値を入れ、`serializeBinary()` の結果を返します。",
      ),
    );
  });

  test(say("bytes become the Note again", "バイト列が Note に戻る"), async () => {
    await givesNote(
      bytes(ALICE),
      { name: "alice", message: "hi" },
      say(
        "`bytesToNote` must return an object with the name and the message that the bytes hold, and nothing else.",
        "`bytesToNote` は、バイト列に入っている name と message だけを持つオブジェクトを返さなければなりません。",
      ),
    );
  });

  test(say("Japanese and emoji survive", "日本語と絵文字が壊れない"), async () => {
    const note = { name: "花子", message: "やあ👋" };
    await givesBytes(
      "noteToBytes",
      [{ ...note }],
      bytes(HANAKO),
      say(
        "`noteToBytes` must give the right bytes for 花子's やあ👋. Text travels as UTF-8, and a length counts its bytes: 花子 is 2 characters and 6 bytes.",
        "`noteToBytes` は、花子の「やあ👋」も正しいバイト列にしなければなりません。テキストは UTF-8 で送られ、長さは文字数ではなくバイト数です（「花子」は2文字、6バイト）。",
      ),
    );
    await givesNote(
      bytes(HANAKO),
      note,
      say(
        "`bytesToNote` must read 花子's やあ👋 back. Text travels as UTF-8.",
        "`bytesToNote` は、花子の「やあ👋」を元に戻さなければなりません。テキストは UTF-8 で送られます。",
      ),
    );
  });

  test(say("a text stays as it is", "テキストはそのまま届く"), async () => {
    for (const text of TEXTS) {
      const note = { name: text, message: text };
      const expected = noteBytes(text, text);
      await givesBytes(
        "noteToBytes",
        [{ ...note }],
        expected,
        say(
          `\`noteToBytes\` must not change the text ${show(text)}. Whatever stands in it travels as it is.`,
          `\`noteToBytes\` は、テキスト ${show(text)} を変えてはいけません。何が書かれていても、そのまま送ります。`,
        ),
      );
      await givesNote(
        expected,
        note,
        say(
          `\`bytesToNote\` must not change the text ${show(text)}. Whatever stands in it arrives as it was sent.`,
          `\`bytesToNote\` は、テキスト ${show(text)} を変えてはいけません。何が書かれていても、送られたままにします。`,
        ),
      );
    }
  });

  test(say("an empty field takes no bytes", "空のフィールドは1バイトも使わない"), async () => {
    for (const [note, expected] of [
      [{ name: "", message: "" }, ""],
      [{ name: "alice", message: "" }, "0a 05 61 6c 69 63 65"],
      [{ name: "", message: "hi" }, "12 02 68 69"],
    ] as const) {
      await givesBytes(
        "noteToBytes",
        [{ ...note }],
        bytes(expected),
        say(
          `\`noteToBytes(${show(note)})\` must leave an empty field out: proto3 does not send a default value.`,
          `\`noteToBytes(${show(note)})\` では、空のフィールドを省かなければなりません。proto3 は既定値を送りません。`,
        ),
      );
      await givesNote(
        bytes(expected),
        note,
        say(
          "A field that is not in the bytes has its default value: `bytesToNote` must give the empty string for it.",
          "バイト列にないフィールドの値は、既定値です。`bytesToNote` はそのフィールドを空文字列にしなければなりません。",
        ),
      );
    }
  });

  test(say("a longer text has a longer length", "テキストが長ければ長さも長くなる"), async () => {
    for (const [one, other] of [
      [127, 128],
      [16_383, 16_384],
      [1, 2_097_152],
    ] as const) {
      const [name, message] = ["a".repeat(one), "b".repeat(other)];
      const length = hex(varint(other));
      const expected = noteBytes(name, message);
      await givesBytes(
        "noteToBytes",
        [{ name, message }],
        expected,
        say(
          `\`noteToBytes\` must give the right bytes for a name of ${one} letters and a message of ${other}, whose length is ${length}.`,
          `名前が${one}文字、メッセージが${other}文字（長さは ${length}）のノートも、\`noteToBytes\` は正しいバイト列にしなければなりません。`,
        ),
      );
      await givesNote(
        expected,
        { name, message },
        say(
          `\`bytesToNote\` must read a name of ${one} letters and a message of ${other} back, whose length is ${length}.`,
          `名前が${one}文字、メッセージが${other}文字（長さは ${length}）のノートも、\`bytesToNote\` は元に戻さなければなりません。`,
        ),
      );
    }
  });

  test(
    say("of a field that comes twice the last counts", "同じフィールドが2回来たらあとのものを採る"),
    async () => {
      await givesNote(
        bytes("0a 03 62 6f 62  12 02 79 6f  0a 05 61 6c 69 63 65  12 02 68 69"),
        { name: "alice", message: "hi" },
        say(
          "`bytesToNote` must take the last of a field that comes twice: here the name is bob first, and then alice, and the message yo, and then hi.",
          "`bytesToNote` は、同じフィールドが2回来たら、あとのものを採らなければなりません。ここでは name が bob、alice の順に、message が yo、hi の順に来ます。",
        ),
      );
    },
  );

  test(
    say("a Note from a newer program can be read", "新しいプログラムの Note も読める"),
    async () => {
      // Unknown fields of every wire type, before, between and after the known ones, which stand in
      // the other order.
      const newer = bytes(
        [
          "98 06 ff ff ff ff ff ff ff ff ff 01",
          "12 02 68 69",
          "a1 06 01 02 03 04 05 06 07 08",
          `aa 06 ac 02 ${"21".repeat(300)}`,
          "0a 05 61 6c 69 63 65",
          "b5 06 01 02 03 04",
          ...["8a 01", "92 01", "8a 02", "92 02"].map((tag) => `${tag} 09 ${OTHER_NOTE}`),
        ].join(" "),
      );
      await givesNote(
        newer,
        { name: "alice", message: "hi" },
        say(
          "`bytesToNote` must skip fields that the contract does not know (here 99 to 102, and 17, 18, 33 and 34, whose texts are bytes of another note) and take the others in any order. `Note.deserializeBinary` does both.",
          "`bytesToNote` は、契約にないフィールド（ここでは99〜102と、別のノートのバイト列が入った17、18、33、34）を読み飛ばし、ほかのフィールドをどの順番でも読めなければなりません。`Note.deserializeBinary` を使えば、どちらもできます。",
        ),
      );
    },
  );

  test(
    say("what is given and what was given stay as they are", "受け取ったものも前の結果も変えない"),
    async () => {
      await leavesAlone(
        "noteToBytes",
        [{ name: "alice", message: "hi" }],
        [{ name: "花子", message: "やあ👋" }],
      );
      await leavesAlone("bytesToNote", [bytes(ALICE)], [bytes(HANAKO)]);
    },
  );
});

/** The bytes of a note whose texts are not empty. */
function noteBytes(name: string, message: string): Uint8Array {
  const [one, other] = [Buffer.from(name), Buffer.from(message)];
  return joined(bytes("0a"), varint(one.length), one, bytes("12"), varint(other.length), other);
}
