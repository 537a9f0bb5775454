import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual, stripVTControlCharacters } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, test } from "vitest";
import { CheckError, fail } from "../kit/check.ts";
import { say, task } from "../kit/say.ts";

type Wire = typeof import("./wire.ts");
type ChatNote = import("./wire.ts").ChatNote;
type Name = "noteToBytes" | "bytesToNote" | "labelBytes" | "frameMessage" | "unframeMessage";

const FILE = "steps/02-codegen/wire.ts";
const PROTO = fileURLToPath(new URL("../../proto/", import.meta.url));
const GEN = fileURLToPath(new URL("../../gen/", import.meta.url));
const GENERATED = ["chat_pb.js", "chat_pb.d.ts", "chat_grpc_pb.js", "chat_grpc_pb.d.ts"];

// --- The learner's functions ---------------------------------------------------------------------

// How long a function may run, in milliseconds. The first time that it is too long the step has
// failed, and a learner is waiting for the other tests.
let patience = 1000;

/** Loads the learner's file. It needs gen/, so it is not imported before gen/ is known to be there. */
async function load(): Promise<Wire> {
  requireGen();
  try {
    return await import("./wire.ts");
  } catch (error) {
    const reason = stripVTControlCharacters(textOf(error));
    const line = /wire\.ts:(\d+)/.exec(reason)?.[1];
    const place = line ? `${FILE}:${line}` : FILE;
    // A syntax error comes as a drawing of several lines.
    const plain = /\[\w*ERROR\] (.+)/.exec(reason)?.[1] ?? reason;
    throw inLearnersTerms(
      error,
      say(`${place} cannot be loaded: ${plain}`, `${place} を読み込めません：${plain}`),
    );
  }
}

function requireGen(): void {
  const missing = GENERATED.find((name) => !existsSync(join(GEN, name)));
  if (!missing) return;
  if (!existsSync(GEN)) {
    fail(
      say(
        "gen/ is not there yet, and everything in this step needs the code in it. Run `npm run codegen`.",
        "gen/ がまだありません。このステップはすべて、そこに生成されるコードを使います。`npm run codegen` を実行してください。",
      ),
    );
  }
  fail(
    say(
      `gen/${missing} is not there. Run \`npm run codegen\`, and leave what it writes as it is.`,
      `gen/${missing} がありません。\`npm run codegen\` を実行し、生成されたファイルはそのままにしておきます。`,
    ),
  );
}

/**
 * Calls one of the learner's functions.
 *
 * @param sentence what is wrong if it throws; the failure keeps the line where it does
 */
async function call<Key extends Name>(
  sentence: string,
  name: Key,
  ...args: Parameters<Wire[Key]>
): Promise<unknown> {
  const outcome = await tryCall(name, ...args);
  if ("result" in outcome) return outcome.result;
  const reason = textOf(outcome.error);
  throw inLearnersTerms(
    outcome.error,
    say(
      `\`${name}(${show(args[0])})\` throws "${reason}". ${sentence}`,
      `\`${name}(${show(args[0])})\` がエラー「${reason}」を投げました。${sentence}`,
    ),
  );
}

/** The error that the learner's function throws. If it throws none, fails with the sentence. */
async function refuses<Key extends Name>(
  name: Key,
  args: Parameters<Wire[Key]>,
  sentence: string,
): Promise<Error> {
  const outcome = await tryCall(name, ...args);
  if ("result" in outcome) {
    fail(sentence, {
      expected: say("an Error", "エラー（Error）を投げる"),
      actual: show(outcome.result),
    });
  }
  if (!(outcome.error instanceof Error)) {
    fail(
      say(
        `\`${name}\` throws something that is not an Error: ${String(outcome.error)}`,
        `\`${name}\` が Error ではないものを投げました：${String(outcome.error)}`,
      ),
    );
  }
  return outcome.error;
}

async function tryCall<Key extends Name>(
  name: Key,
  ...args: Parameters<Wire[Key]>
): Promise<{ result: unknown } | { error: unknown }> {
  const wire = await load();
  const learners: unknown = wire[name];
  if (typeof learners !== "function") {
    fail(
      say(
        `${FILE} does not export a function \`${name}\`.`,
        `${FILE} が関数 \`${name}\` をエクスポートしていません。`,
      ),
    );
  }
  try {
    // Through node:vm because that can stop an endless loop, which nothing in this thread can.
    const run = (): unknown => learners(...args);
    return {
      result: runInNewContext("run()", { run }, { timeout: patience, displayErrors: false }),
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") {
      patience = 100;
      fail(
        say(
          `\`${name}(${show(args[0])})\` does not come back: there is a loop in it that never ends. Does every round move on by at least a byte, and does it stop where the bytes end?`,
          `\`${name}(${show(args[0])})\` が終わりません。終わらないループがあります。1周ごとに必ず1バイト以上進み、バイト列の終わりで止まりますか？`,
        ),
      );
    }
    if (/^TODO\b/.test(textOf(error))) {
      throw inLearnersTerms(
        error,
        say(
          `\`${name}\` is not written yet (${textOf(error)}).`,
          `\`${name}\` がまだ書かれていません（${textOf(error)}）。`,
        ),
      );
    }
    return { error };
  }
}

/** A sentence for the learner, at the line of theirs where `error` was thrown. */
function inLearnersTerms(error: unknown, sentence: string): CheckError {
  const failure = new CheckError(sentence);
  const frames = error instanceof Error ? error.stack?.match(/^ +at .*$/gm) : undefined;
  if (frames) failure.stack = [`${failure.name}: ${sentence}`, ...frames].join("\n");
  return failure;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// --- Bytes ---------------------------------------------------------------------------------------

/** Bytes from hexadecimal, in the middle of a larger buffer, as those that come from the network are. */
function bytes(text: string): Uint8Array {
  const own = Buffer.from(text.replaceAll(" ", ""), "hex");
  const larger = Buffer.alloc(own.length + 16, 0xee);
  own.copy(larger, 8);
  return new Uint8Array(larger.buffer, larger.byteOffset + 8, own.length);
}

/** Bytes in hexadecimal, at most 40 of them; anything else as it is. */
function hex(value: unknown): string {
  if (!(value instanceof Uint8Array)) return show(value);
  const pairs = Buffer.from(value).toString("hex").match(/../g) ?? [];
  return (pairs.length > 40 ? [...pairs.slice(0, 24), "…", ...pairs.slice(-8)] : pairs).join(" ");
}

/** The same with their number. */
function counted(value: Uint8Array): string {
  const number = value.length;
  const count = say(number === 1 ? "1 byte" : `${number} bytes`, `${number}バイト`);
  return number === 0 ? count : `${hex(value)} (${count})`;
}

/** A value as a learner reads it: bytes in hexadecimal. */
function show(value: unknown): string {
  if (value instanceof Uint8Array) return counted(value);
  // Buffers have a toJSON of their own, which would come before the replacer.
  const text = JSON.stringify(value, function (this: Record<string, unknown>, key, part) {
    const own = this[key];
    return own instanceof Uint8Array ? hex(own) : part;
  });
  return text ?? String(value);
}

/** Fails with `sentence` unless the learner's function gives these bytes. */
async function givesBytes<Key extends "noteToBytes" | "frameMessage" | "unframeMessage">(
  name: Key,
  args: Parameters<Wire[Key]>,
  expected: Uint8Array,
  sentence: string,
): Promise<void> {
  const actual = await call(sentence, name, ...args);
  if (!(actual instanceof Uint8Array)) {
    fail(
      say(
        `\`${name}\` must return a Uint8Array.`,
        `\`${name}\` は Uint8Array を返さなければなりません。`,
      ),
      { expected: counted(expected), actual: show(actual) },
    );
  }
  if (!Buffer.from(actual).equals(expected)) {
    fail(sentence, { expected: counted(expected), actual: counted(actual) });
  }
}

/** Fails with `sentence` unless `bytesToNote` gives this note. */
async function givesNote(from: Uint8Array, expected: ChatNote, sentence: string): Promise<void> {
  const actual = await call(sentence, "bytesToNote", from);
  const { name, message } = (actual ?? {}) as Record<string, unknown>;
  if (!isDeepStrictEqual({ name, message }, expected)) {
    fail(sentence, { expected: show(expected), actual: show({ name, message }) });
  }
}

/** What `labelBytes` should say of one field. */
interface Label {
  number: number;
  type: number;
  tag: string;
  length?: string;
  value: string;
}

/** Checks each field that `labelBytes` finds in the bytes of these fields, part by part. */
async function checkLabels(expected: Label[], sentence: string): Promise<void> {
  const all = expected.map(({ tag, length = "", value }) => `${tag} ${length} ${value}`).join(" ");
  const came = await call(sentence, "labelBytes", bytes(all));
  if (!Array.isArray(came)) {
    fail(
      say(
        "`labelBytes` must return an array of fields.",
        "`labelBytes` は配列を返さなければなりません。",
      ),
      { expected: "[…]", actual: show(came) },
    );
  }
  const labels = came.map(labelLine);
  const wanted = expected.map((label) =>
    labelLine({
      fieldNumber: label.number,
      wireType: label.type,
      tag: bytes(label.tag),
      length: bytes(label.length ?? ""),
      value: bytes(label.value),
    }),
  );
  if (!isDeepStrictEqual(labels, wanted)) {
    fail(sentence, {
      expected: wanted.join("\n"),
      actual: labels.join("\n") || say("(no field)", "（フィールドなし）"),
    });
  }
}

/** One line for one field: `fieldNumber 1, wireType 2 | tag 0a | length 05 | value 61 …`. */
function labelLine(field: unknown): string {
  const { fieldNumber, wireType, tag, length, value } = (field ?? {}) as Record<string, unknown>;
  return [
    `fieldNumber ${show(fieldNumber)}, wireType ${show(wireType)}`,
    `tag ${hex(tag)}`,
    `length ${hex(length)}`,
    `value ${hex(value)}`,
  ].join(" | ");
}

const NAME: Label = { number: 1, type: 2, tag: "0a", length: "05", value: "61 6c 69 63 65" };
const MESSAGE: Label = { number: 2, type: 2, tag: "12", length: "02", value: "68 69" };
const ALICE = bytes("0a 05 61 6c 69 63 65 12 02 68 69");

// --- The tasks -----------------------------------------------------------------------------------

describe(task(1, "Generate the code", "コードを生成する"), () => {
  test(say("gen/ holds the code of the contract", "gen/ に契約から生成したコードがある"), () => {
    requireGen();
  });

  test(
    say("gen/ is made of the contract as it is now", "gen/ が今の契約から生成されている"),
    () => {
      requireGen();
      const made = manifestFiles();
      const changed = (readdirSync(PROTO, { recursive: true, encoding: "utf8" }) as string[])
        .map((name) => name.replaceAll(sep, "/"))
        .filter((name) => name.endsWith(".proto"))
        .filter((name) => made[name] !== sha256(readFileSync(join(PROTO, name))));
      if (changed.length === 0) return;
      const names = changed.map((name) => `proto/${name}`).join(", ");
      fail(
        say(
          `gen/ was not made of ${names} as it is now. Run \`npm run codegen\` again.`,
          `gen/ は今の ${names} から生成されたものではありません。もう一度 \`npm run codegen\` を実行してください。`,
        ),
      );
    },
  );
});

function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** The digest of each .proto that gen/ was made of. */
function manifestFiles(): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(join(GEN, "manifest.json"), "utf8")).files ?? {};
  } catch {
    return {};
  }
}

describe(task(2, "A Note into bytes and back", "Note をバイト列にして、元に戻す"), () => {
  test(say("a Note becomes its bytes", "Note がバイト列になる"), async () => {
    await givesBytes(
      "noteToBytes",
      [{ name: "alice", message: "hi" }],
      ALICE,
      say(
        "`noteToBytes` gives other bytes than Protocol Buffers prescribes for alice's `hi`. Fill a `new Note()` and return `serializeBinary()`.",
        "`noteToBytes` の結果が、alice の `hi` に対して Protocol Buffers が定めるバイト列と違います。`new Note()` に値を入れ、`serializeBinary()` の結果を返します。",
      ),
    );
  });

  test(say("bytes become the Note again", "バイト列が Note に戻る"), async () => {
    await givesNote(
      ALICE,
      { name: "alice", message: "hi" },
      say(
        "`bytesToNote` does not return a plain object with the name and the message that the bytes hold. The class Note has `getName()` and `getMessage()`.",
        "`bytesToNote` が、バイト列に入っている name と message を持つただのオブジェクトを返していません。Note クラスには `getName()` と `getMessage()` があります。",
      ),
    );
  });

  test(say("Japanese and emoji survive", "日本語と絵文字が壊れない"), async () => {
    const note = { name: "花子", message: "やあ👋" };
    const expected = bytes("0a 06 e8 8a b1 e5 ad 90 12 0a e3 82 84 e3 81 82 f0 9f 91 8b");
    await givesBytes(
      "noteToBytes",
      [note],
      expected,
      say(
        "`noteToBytes` gives other bytes for 花子's やあ👋. Text travels as UTF-8, and a length counts its bytes: 花子 is 2 characters and 6 bytes.",
        "花子の「やあ👋」に対する `noteToBytes` の結果が違います。テキストは UTF-8 で送られ、長さは文字数ではなくバイト数です（「花子」は2文字、6バイト）。",
      ),
    );
    await givesNote(
      expected,
      note,
      say(
        "`bytesToNote` does not read 花子's やあ👋 back. Text travels as UTF-8.",
        "`bytesToNote` が花子の「やあ👋」を元に戻せていません。テキストは UTF-8 で送られます。",
      ),
    );
  });

  test(say("an empty field takes no bytes", "空のフィールドは1バイトも使わない"), async () => {
    for (const [note, expected] of [
      [{ name: "", message: "" }, ""],
      [{ name: "alice", message: "" }, "0a 05 61 6c 69 63 65"],
      [{ name: "", message: "hi" }, "12 02 68 69"],
    ] as const) {
      await givesBytes(
        "noteToBytes",
        [note],
        bytes(expected),
        say(
          `\`noteToBytes(${show(note)})\` must leave an empty field out: proto3 does not send a default value.`,
          `\`noteToBytes(${show(note)})\` では、空のフィールドを省かなければなりません。proto3 はデフォルト値を送りません。`,
        ),
      );
      await givesNote(
        bytes(expected),
        note,
        say(
          "A field that is not in the bytes has its default value: `bytesToNote` must give the empty string for it.",
          "バイト列にないフィールドの値は、デフォルト値です。`bytesToNote` はそのフィールドを空文字列にしなければなりません。",
        ),
      );
    }
  });

  test(
    say("a Note from a newer program can be read", "新しいプログラムの Note も読める"),
    async () => {
      // Unknown fields of every wire type, before, between and after the known ones, which stand in
      // the other order.
      const newer = bytes(
        "98 06 96 01  12 02 68 69  a1 06 01 02 03 04 05 06 07 08  aa 06 01 21  0a 05 61 6c 69 63 65  b5 06 01 02 03 04",
      );
      await givesNote(
        newer,
        { name: "alice", message: "hi" },
        say(
          "`bytesToNote` must skip fields that the contract does not know (here 99 to 102) and take the others in any order. `Note.deserializeBinary` does both.",
          "`bytesToNote` は、契約にないフィールド（ここでは99〜102）を読み飛ばし、ほかのフィールドをどの順番でも読めなければなりません。`Note.deserializeBinary` はどちらもやってくれます。",
        ),
      );
    },
  );
});

describe(task(3, "Label every byte", "すべてのバイトにラベルを付ける"), () => {
  test(
    say("the two fields of a Note are labelled", "Note の2つのフィールドにラベルが付く"),
    async () => {
      await checkLabels(
        [NAME, MESSAGE],
        say(
          "`labelBytes` labels alice's `hi` wrongly. The tag is field number × 8 + wire type: 0a is field 1, wire type 2. After it stands the length, then as many bytes of value.",
          "alice の `hi` に対する `labelBytes` の結果が違います。タグは「フィールド番号 × 8 + ワイヤータイプ」です（0a はフィールド1、ワイヤータイプ2）。その後に長さ、続いてその長さ分の値が並びます。",
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

  test(say("a length over 127 takes two bytes", "127を超える長さは2バイトになる"), async () => {
    await checkLabels(
      [NAME, { ...MESSAGE, length: "ac 02", value: "61".repeat(300) }, NAME],
      say(
        "`labelBytes` does not read the length ac 02, which is 300. It is a varint: seven bits in each byte, the lowest first, and a high bit of 1 says that another byte follows.",
        "`labelBytes` が長さ ac 02（300）を正しく読めていません。これは varint です。1バイトに7ビットずつ下位から入り、最上位ビットが1なら次のバイトに続きます。",
      ),
    );
  });

  test(
    say("a field number over 15 takes a longer tag", "15を超えるフィールド番号はタグが長くなる"),
    async () => {
      await checkLabels(
        [
          { number: 16, type: 2, tag: "82 01", length: "01", value: "61" },
          { number: 2047, type: 2, tag: "fa 7f", length: "01", value: "62" },
          { number: 2048, type: 2, tag: "82 80 01", length: "00", value: "" },
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
    await checkLabels(
      [
        { number: 536_870_911, type: 2, tag: "fa ff ff ff 0f", length: "01", value: "61" },
        { number: 268_435_456, type: 2, tag: "82 80 80 80 08", length: "00", value: "" },
      ],
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
          { number: 1, type: 0, tag: "08", value: "00" },
          { number: 3, type: 0, tag: "18", value: "96 01" },
          { number: 4, type: 0, tag: "20", value: "ff ff ff ff ff ff ff ff ff 01" },
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
    say(
      "64-bit and 32-bit values have eight and four bytes",
      "64ビットと32ビットの値は8バイトと4バイトである",
    ),
    async () => {
      await checkLabels(
        [
          { number: 5, type: 1, tag: "29", value: "00 00 00 00 00 00 f0 3f" },
          { number: 6, type: 5, tag: "35", value: "00 00 80 ff" },
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
      const whole = bytes("0a 02 68 69  98 06 96 01  29 01 02 03 04 05 06 07 08  35 01 02 03 04");
      const ends = [0, 4, 8, 17, 22];
      for (let length = whole.length - 1; length > 0; length -= 1) {
        if (ends.includes(length)) continue;
        const cut = whole.subarray(0, length);
        const error = await refuses(
          "labelBytes",
          [cut],
          say(
            `\`labelBytes\` must throw where the bytes end in the middle of a field, as here: ${hex(cut)}.`,
            `バイト列がフィールドの途中で終わるとき、\`labelBytes\` はエラーを投げなければなりません：${hex(cut)}`,
          ),
        );
        if (new RegExp(`(?<!\\d)${length}(?!\\d)`).test(error.message)) continue;
        throw inLearnersTerms(
          error,
          say(
            `The message of the error that \`labelBytes\` throws must hold the offset at which the bytes end, here ${length} (\`bytes.length\`), and is "${error.message}". The bytes are ${hex(cut)}.`,
            `\`labelBytes\` が投げるエラーのメッセージには、バイト列がどのオフセットで終わったか（ここでは ${length}、つまり \`bytes.length\`）を入れなければなりませんが、「${error.message}」になっています。バイト列は ${hex(cut)} です。`,
          ),
        );
      }
    },
  );

  test(say("other wire types are refused", "ほかのワイヤータイプを受け付けない"), async () => {
    for (const text of ["0b 0a 01 61 0c", "0c", "0e 0a 01 61", "0f 0a 01 61"]) {
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
});

describe(task(4, "Frame it as gRPC does", "gRPC のフレームに入れる"), () => {
  test(
    say(
      "a frame is a flag, a length and the message",
      "フレームはフラグ、長さ、メッセージからなる",
    ),
    async () => {
      await givesBytes(
        "frameMessage",
        [ALICE],
        bytes(`00 00 00 00 0b ${hexOf(ALICE)}`),
        say(
          "`frameMessage` must put five bytes before the message: 00 (not compressed), then the length of the message in four bytes, the highest first. The header itself does not count.",
          "`frameMessage` は、メッセージの前に5バイトを置きます。00（圧縮なし）と、メッセージの長さを表す4バイト（上位バイトが先）です。長さにヘッダー自体は含みません。",
        ),
      );
    },
  );

  test(say("a frame becomes its message again", "フレームからメッセージを取り出せる"), async () => {
    await givesBytes(
      "unframeMessage",
      [bytes(`00 00 00 00 0b ${hexOf(ALICE)}`)],
      ALICE,
      say(
        "`unframeMessage` must return the message without its header. (The frame may be part of a larger buffer: then its `buffer` begins earlier than the frame, by `byteOffset`.)",
        "`unframeMessage` は、ヘッダーを除いたメッセージを返さなければなりません（フレームは大きなバッファの一部かもしれません。その場合、`buffer` はフレームより `byteOffset` だけ前から始まります）。",
      ),
    );
  });

  test(
    say("an empty message has a frame of five bytes", "空のメッセージのフレームは5バイトである"),
    async () => {
      await givesBytes(
        "frameMessage",
        [bytes("")],
        bytes("00 00 00 00 00"),
        say(
          "An empty message is zero bytes, and `frameMessage` must still send its header, five bytes of zero.",
          "空のメッセージは0バイトですが、`frameMessage` はヘッダー（5バイトの0）を付けなければなりません。",
        ),
      );
      await givesBytes(
        "unframeMessage",
        [bytes("00 00 00 00 00")],
        bytes(""),
        say(
          "`unframeMessage` must return zero bytes for a frame that holds an empty message.",
          "空のメッセージのフレームに対して、`unframeMessage` は0バイトを返さなければなりません。",
        ),
      );
    },
  );

  test(say("the length is right for long messages", "長いメッセージでも長さが正しい"), async () => {
    for (const [size, header] of [
      [300, "00 00 00 01 2c"],
      [70_000, "00 00 01 11 70"],
    ] as const) {
      const message = new Uint8Array(size).fill(0x61);
      const frame = Buffer.concat([bytes(header), message]);
      await givesBytes(
        "frameMessage",
        [message],
        frame,
        say(
          `The length of ${size} bytes must stand in the frame as ${header.slice(3)}, the highest byte first: all four bytes of it count.`,
          `${size}バイトの長さは、フレームでは ${header.slice(3)} です。4バイトすべてを使い、上位バイトが先に来ます。`,
        ),
      );
      await givesBytes(
        "unframeMessage",
        [frame],
        message,
        say(
          `\`unframeMessage\` does not return the ${size} bytes of the message.`,
          `\`unframeMessage\` がメッセージの${size}バイトを返していません。`,
        ),
      );
    }
  });

  test(
    say("a frame that is not complete is refused", "そろっていないフレームを受け付けない"),
    async () => {
      for (const text of [
        "",
        "00",
        "00 00 00 00",
        "00 00 00 00 0b 0a 05 61",
        "00 ff ff ff ff",
        "00 80 00 00 00 61",
      ]) {
        await refuses(
          "unframeMessage",
          [bytes(text)],
          say(
            `\`unframeMessage\` must throw if the frame is shorter than five bytes, or holds fewer bytes than its length says, as here: ${counted(bytes(text))}.`,
            `フレームが5バイトより短いとき、または長さの示すバイト数に足りないとき、\`unframeMessage\` はエラーを投げなければなりません：${counted(bytes(text))}`,
          ),
        );
      }
    },
  );

  test(say("a compressed message is refused", "圧縮されたメッセージを受け付けない"), async () => {
    await refuses(
      "unframeMessage",
      [bytes(`01 00 00 00 0b ${hexOf(ALICE)}`)],
      say(
        "`unframeMessage` must throw if the flag, the first byte, is not 0: then the message is compressed, and its bytes are not a Note.",
        "先頭のフラグが0でないとき、メッセージは圧縮されていて、そのままでは Note として読めません。`unframeMessage` はエラーを投げなければなりません。",
      ),
    );
  });
});

/** Bytes as plain hexadecimal, as `bytes` reads it. */
function hexOf(value: Uint8Array): string {
  return Buffer.from(value).toString("hex");
}
