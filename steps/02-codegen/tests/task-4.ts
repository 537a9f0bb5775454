import { describe, test } from "vitest";
import { say, task } from "../../kit/say.ts";
import { amidOthers, bytes, counted, hex } from "./bytes.ts";
import { givesBytes } from "./gives-bytes.ts";
import { refuses } from "./learner.ts";
import { leavesAlone } from "./leaves-alone.ts";

const ALICE = "0a 05 61 6c 69 63 65 12 02 68 69";
/** The flag and the length, in bytes. */
const HEADER = 5;
/** How long a function may compute on a message of 16 MB: to copy it byte by byte is slow, and right. */
const LONG_PATIENCE = 4000;

describe(task(4, "Frame it as gRPC does", "gRPC のフレームに入れる"), () => {
  test(
    say(
      "a frame is a flag, a length and the message",
      "フレームはフラグ、長さ、メッセージからなる",
    ),
    async () => {
      await givesBytes(
        "frameMessage",
        [bytes(ALICE)],
        bytes(`00 00 00 00 0b ${ALICE}`),
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
      [bytes(`00 00 00 00 0b ${ALICE}`)],
      bytes(ALICE),
      say(
        "`unframeMessage` must return the message without its header. (The frame may be part of a larger buffer: then its `buffer` begins earlier than the frame, by `byteOffset`.)",
        "`unframeMessage` は、ヘッダーを除いたメッセージを返さなければなりません（フレームは大きなバッファーの一部かもしれません。その場合、`buffer` はフレームより `byteOffset` だけ前から始まります）。",
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

  test(
    say("the length is right for long messages", "長いメッセージでも長さが正しい"),
    async () => {
      // One for each byte of the length.
      for (const size of [0xff, 0x0102, 0x010203, 0x01020304]) {
        const frame = frameAmidOthers(size);
        // A copy, so that it can be told who changed which.
        const message = frame.slice(HEADER);
        const length = hex(frame.subarray(1, HEADER));
        await givesBytes(
          "frameMessage",
          [message],
          frame,
          say(
            `The length of ${size} bytes must stand in the frame as ${length}, the highest byte first: all four bytes of it count.`,
            `${size}バイトの長さは、フレームでは ${length} です。4バイトすべてを使い、上位バイトが先に来ます。`,
          ),
          LONG_PATIENCE,
        );
        await givesBytes(
          "unframeMessage",
          [frame],
          message,
          say(
            `\`unframeMessage\` does not return the ${size} bytes of the message.`,
            `\`unframeMessage\` がメッセージの${size}バイトを返していません。`,
          ),
          LONG_PATIENCE,
        );
      }
    },
    60_000,
  );

  test(
    say("a frame that is not complete is refused", "そろっていないフレームを受け付けない"),
    async () => {
      const whole = bytes(`00 00 00 00 0b ${ALICE}`);
      const cut = Array.from(whole, (_, end) => amidOthers(whole.subarray(0, end)));
      // Of each of these lengths, some bytes alone would fit.
      const lengths = [
        "00 00 00 01 01 61",
        "00 00 01 00 01 61",
        "00 01 00 00 01 61",
        "00 01 00 00 00",
        "00 ff ff ff ff",
        "00 80 00 00 00 61",
      ];
      for (const frame of [...cut, ...lengths.map(bytes)]) {
        await refuses(
          "unframeMessage",
          [frame],
          say(
            `\`unframeMessage\` must throw if the frame is shorter than five bytes, or holds fewer bytes than its length says, as here: ${counted(frame)}.`,
            `フレームが5バイトより短いとき、または長さの示すバイト数に足りないとき、\`unframeMessage\` はエラーを投げなければなりません：${counted(frame)}`,
          ),
        );
      }
    },
  );

  test(say("a compressed message is refused", "圧縮されたメッセージを受け付けない"), async () => {
    for (const flag of ["01", "02", "80", "ff"]) {
      await refuses(
        "unframeMessage",
        [bytes(`${flag} 00 00 00 0b ${ALICE}`)],
        say(
          `\`unframeMessage\` must throw if the flag, the first byte, is not 0, and here it is ${flag}: then the message is compressed, and its bytes are not a Note.`,
          `先頭のフラグが0でないとき（ここでは ${flag}）、メッセージは圧縮されていて、そのままでは Note として読めません。\`unframeMessage\` はエラーを投げなければなりません。`,
        ),
      );
    }
  });

  test(
    say(
      "the bytes given and the results given before stay as they are",
      "受け取ったバイト列も前の結果も変えない",
    ),
    async () => {
      await leavesAlone("frameMessage", [bytes(ALICE)], [bytes("12 02 68 69")]);
      await leavesAlone(
        "unframeMessage",
        [bytes(`00 00 00 00 0b ${ALICE}`)],
        [bytes("00 00 00 00 04 12 02 68 69")],
      );
    },
  );
});

/** The frame of a message of some size, in the middle of a larger buffer. */
function frameAmidOthers(size: number): Uint8Array {
  const larger = Buffer.alloc(8 + HEADER + size, 0x61);
  larger.writeUInt8(0, 8);
  larger.writeUInt32BE(size, 8 + 1);
  return new Uint8Array(larger.buffer, larger.byteOffset + 8, HEADER + size);
}
