import { describe, test } from "vitest";
import { say, task } from "../../kit/say.ts";
import { amidOthers, bytes, hex, varint } from "./bytes.ts";
import { bytesOf, checkLabels, label, MESSAGE, NAME, type Label } from "./labels.ts";
import { inLearnersTerms, refuses } from "./learner.ts";
import { leavesAlone } from "./leaves-alone.ts";

describe(task(3, "Label every byte", "すべてのバイトにラベルを付ける"), () => {
  test(
    say("the two fields of a Note are labelled", "Note の2つのフィールドにラベルが付く"),
    async () => {
      await checkLabels(
        [NAME, MESSAGE],
        say(
          "`labelBytes` must label the two fields of alice's `hi`. The tag is field number × 8 + wire type: 0a is field 1, wire type 2. After it stands the length, then as many bytes of value.",
          "`labelBytes` は、alice の `hi` の2つのフィールドにラベルを付けなければなりません。タグは「フィールド番号 × 8 + ワイヤータイプ」です（0a はフィールド1、ワイヤータイプ2）。そのあとに長さ、続いてその長さ分の値が並びます。",
        ),
      );
      await checkLabels(
        [MESSAGE, NAME, MESSAGE],
        say(
          "`labelBytes` must give the fields in the order in which they stand, and each as often as it comes.",
          "`labelBytes` は、フィールドを並んでいる順番のまま、同じ番号のものもすべて返さなければなりません。",
        ),
      );
    },
  );

  test(say("no bytes have no fields", "0バイトならフィールドもない"), async () => {
    await checkLabels(
      [],
      say(
        "An empty Note is zero bytes, and `labelBytes` must find no field in them.",
        "空の Note は0バイトです。`labelBytes` はフィールドのない配列を返さなければなりません。",
      ),
    );
  });

  test(say("a value may have no bytes", "値が0バイトのこともある"), async () => {
    await checkLabels(
      [{ ...NAME, length: bytes("00"), value: bytes("") }, MESSAGE],
      say(
        "A length of 0 makes a field all the same: `labelBytes` must give it, with a value of zero bytes.",
        "長さが0でも、フィールドはあります。`labelBytes` は、値が0バイトのフィールドとして返さなければなりません。",
      ),
    );
  });

  test(say("a length over 127 takes two bytes", "127を超える長さは2バイトになる"), async () => {
    await checkLabels(
      [NAME, { ...MESSAGE, length: bytes("ac 02"), value: bytes("61".repeat(300)) }, NAME],
      say(
        "`labelBytes` does not read the length ac 02, which is 300. It is a varint: seven bits in each byte, the lowest first, and a high bit of 1 says that another byte follows.",
        "`labelBytes` が長さ ac 02（300）を正しく読めていません。これは varint です。1バイトに7ビットずつ下位から入り、最上位ビットが1なら次のバイトに続きます。",
      ),
    );
  });

  test(say("a length takes one byte to five", "長さは1〜5バイトになる"), async () => {
    for (const [size, takes] of [
      [127, 1],
      [128, 2],
      [16_383, 2],
      [16_384, 3],
      [2_097_151, 3],
      [2_097_152, 4],
      // Longer than it need be, as some programs write it to fill it in later.
      [2, 5],
    ] as const) {
      const length = varint(size, takes);
      await checkLabels(
        [{ ...MESSAGE, length, value: new Uint8Array(size).fill(0x61) }, NAME],
        say(
          `\`labelBytes\` does not read the length ${hex(length)}, which is ${size}: a varint ends with the first byte whose high bit is 0, however many come before it.`,
          `\`labelBytes\` が長さ ${hex(length)}（${size}）を正しく読めていません。varint は、最上位ビットが0の最初のバイトで終わります。その前に何バイトあってもかまいません。`,
        ),
      );
    }
  });

  test(
    say("a field number over 15 takes a longer tag", "15を超えるフィールド番号はタグが長くなる"),
    async () => {
      await checkLabels(
        [
          label(16, 2, "82 01", "01", "61"),
          label(2047, 2, "fa 7f", "01", "62"),
          label(2048, 2, "82 80 01", "01", "63"),
          NAME,
        ],
        say(
          "`labelBytes` does not read a tag of several bytes. The tag is a varint too: 82 01 is 130, field 16 and wire type 2. Fields that no contract names are labelled like the others.",
          "`labelBytes` が複数バイトのタグを正しく読めていません。タグも varint です（82 01は130、つまりフィールド16、ワイヤータイプ2）。契約にないフィールドにも、同じようにラベルを付けます。",
        ),
      );
    },
  );

  test(say("the largest field number fits", "最大のフィールド番号も読める"), async () => {
    const numbers = [262_143, 262_144, 33_554_431, 33_554_432, 268_435_456, 536_870_911];
    await checkLabels(
      numbers.map((fieldNumber): Label => {
        const tag = varint(fieldNumber * 8 + 2);
        return { fieldNumber, wireType: 2, tag, length: bytes("01"), value: bytes("61") };
      }),
      say(
        "`labelBytes` does not read the largest field number, 536870911: its tag needs 32 bits. In JavaScript `<<` and `>>` make a negative number of those; multiply and divide, or use `>>>`.",
        "`labelBytes` が最大のフィールド番号536870911を読めていません。このタグには32ビットが必要ですが、JavaScript の `<<` と `>>` では負の数になります。掛け算と割り算、または `>>>` を使います。",
      ),
    );
  });

  test(
    say(
      "a varint value ends where its high bit is 0",
      "varint の値は最上位ビットが0のバイトで終わる",
    ),
    async () => {
      await checkLabels(
        [
          label(1, 0, "08", "", "00"),
          label(3, 0, "18", "", "96 01"),
          ...[3, 4, 5, 6, 7, 8, 9].map((size) => label(2, 0, "10", "", `${"80 ".repeat(size)}01`)),
          label(4, 0, "20", "", "ff ff ff ff ff ff ff ff ff 01"),
          NAME,
        ],
        say(
          "`labelBytes` does not read a value of wire type 0. It has no length: it is a varint of one to ten bytes.",
          "`labelBytes` がワイヤータイプ0の値を正しく読めていません。長さはなく、値は1〜10バイトの varint です。",
        ),
      );
    },
  );

  test(
    say("a varint may be longer than it need be", "varint は必要より長いこともある"),
    async () => {
      await checkLabels(
        [
          { ...NAME, tag: bytes("8a 80 80 80 00") },
          { ...MESSAGE, length: bytes("82 00") },
          label(3, 0, "18", "", "82 80 00"),
          NAME,
        ],
        say(
          "`labelBytes` must read varints that are longer than they need be, too: the tag 8a 80 80 80 00 is 10, as 0a is, and the value 82 80 00 is 2.",
          "`labelBytes` は、必要より長い varint も読まなければなりません。タグ 8a 80 80 80 00 は 0a と同じ10、値 82 80 00 は2です。",
        ),
      );
    },
  );

  test(
    say(
      "64-bit and 32-bit values have eight and four bytes",
      "64ビットと32ビットの値は8バイトと4バイトである",
    ),
    async () => {
      await checkLabels(
        [
          label(5, 1, "29", "", "00 00 00 00 00 00 f0 3f"),
          label(6, 5, "35", "", "00 00 80 ff"),
          NAME,
        ],
        say(
          "`labelBytes` does not read fixed values. They have no length: wire type 1 is 64 bits, 8 bytes, and wire type 5 is 32 bits, 4 bytes.",
          "`labelBytes` が固定長の値を正しく読めていません。長さはなく、ワイヤータイプ1は64ビット（8バイト）、ワイヤータイプ5は32ビット（4バイト）です。",
        ),
      );
    },
  );

  test(
    say("bytes that end too early are refused", "途中で終わるバイト列を受け付けない"),
    async () => {
      const whole = bytes(
        "0a 02 68 69  98 06 96 01  29 01 02 03 04 05 06 07 08  35 01 02 03 04  fa ff ff ff 0f 83 00 61 62 63",
      );
      const ends = [0, 4, 8, 17, 22];
      for (let length = whole.length - 1; length > 0; length -= 1) {
        if (!ends.includes(length)) await refusesEnd(amidOthers(whole.subarray(0, length)));
      }
    },
  );

  test(say("a length beyond the end is refused", "終わりを越える長さを受け付けない"), async () => {
    // Up to 64 bits: what does not fit into 31 must become neither negative nor small.
    for (const length of [
      "03",
      "80 80 80 01",
      "ff ff ff ff 07",
      "80 80 80 80 08",
      "fe ff ff ff 0f",
      "82 80 80 80 10",
      "ff ff ff ff ff ff ff ff ff 01",
    ]) {
      await refusesEnd(bytes(`0a ${length} 68 69`));
    }
  });

  test(say("other wire types are refused", "ほかのワイヤータイプを受け付けない"), async () => {
    const tags = ["0b", "0c", "0e", "0f", "fb 7f", "fe ff ff ff 0f"];
    // What would be a value if the wire type were another: none, and one of 0, 5, 1, 2.
    const values = ["", "00", "01 02 03 04", "01 02 03 04 05 06 07 08", "01 61"];
    const texts = tags.flatMap((tag) => values.map((value) => `0a 01 61 ${tag} ${value}`.trim()));
    for (const text of ["0b 0a 01 61 0c", ...texts]) {
      await refuses(
        "labelBytes",
        [bytes(text)],
        say(
          `\`labelBytes\` must throw at a wire type other than 0, 1, 2 and 5, as in ${text}: it cannot know how long the value is.`,
          `ワイヤータイプが0、1、2、5以外のとき（ここでは ${text}）、値の長さがわからないので、\`labelBytes\` はエラーを投げなければなりません。`,
        ),
      );
    }
  });

  test(
    say(
      "the bytes given and the labels given before stay as they are",
      "受け取ったバイト列も前のラベルも変えない",
    ),
    async () => {
      const other = label(3, 0, "18", "", "96 01");
      await leavesAlone("labelBytes", [bytesOf([NAME, MESSAGE])], [bytesOf([other, MESSAGE])]);
    },
  );
});

/** Checks that `labelBytes` refuses bytes that end in a field, and says at which offset. */
async function refusesEnd(cut: Uint8Array): Promise<void> {
  const error = await refuses(
    "labelBytes",
    [cut],
    say(
      `\`labelBytes\` must throw where the bytes end in the middle of a field, as here: ${hex(cut)}.`,
      `バイト列がフィールドの途中で終わるとき、\`labelBytes\` はエラーを投げなければなりません：${hex(cut)}`,
    ),
  );
  const offset = cut.length;
  if (new RegExp(`(?<!\\d)${offset}(?!\\d)`).test(error.message)) return;
  throw inLearnersTerms(
    "labelBytes",
    error,
    say(
      `The message of the error that \`labelBytes\` throws must hold the offset at which the bytes end, here ${offset} (\`bytes.length\`), and is "${error.message}". The bytes are ${hex(cut)}.`,
      `\`labelBytes\` が投げるエラーのメッセージには、バイト列がどのオフセットで終わったか（ここでは ${offset}、つまり \`bytes.length\`）を入れなければなりませんが、「${error.message}」になっています。バイト列は ${hex(cut)} です。`,
    ),
  );
}
