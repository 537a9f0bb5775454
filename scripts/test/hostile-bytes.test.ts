import { Client, credentials, status, type ServiceError } from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadReference, referenceTree } from "../judging/runnable.ts";
import type { Parts } from "../web/site.ts";
import { writeCheckedReader } from "../codegen/checked-reader.ts";
import { adaptOfficial } from "../codegen/esm-names.ts";
import { generate } from "../codegen/generate.ts";
import { once } from "node:events";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { GOLDEN, load, TempFolder } from "./codegen-kit.ts";

/** Lengths that reach past the end: of the message, of an inner one, of an entry of a map. */
const HOSTILE = {
  "a text of 2 GB in six bytes": "0a ff ff ff ff 07",
  "a text of 256 MB": "0a ff ff ff 7f",
  "a text that is one byte short": "0a 05 61 62 63 64",
  "an unknown field": "fa 01 ff ff ff ff 07",
  "a text in an inner message": "1a 06 0a ff ff ff ff 07",
  "a text in a list of messages": "22 02 0a 00 22 06 0a ff ff ff ff 07",
  "a key of a map": "2a 06 0a ff ff ff ff 07",
  "a text in a message that a map holds": "2a 0b 0a 01 6b 12 06 0a ff ff ff ff 07",
  "packed numbers": "32 ff ff ff ff 07",
  "a text in a message of google-protobuf's own": "3a 06 0a ff ff ff ff 07",
  "a text in a map of google-protobuf's own": "42 0d 0a 0b 0a 01 6b 12 06 1a ff ff ff ff 07",
};
const PROTO = `syntax = "proto3";
package hostile;
import "google/protobuf/struct.proto";
import "google/protobuf/wrappers.proto";
message Inner { string text = 1; }
message Outer {
  string text = 1;
  Inner inner = 3;
  repeated Inner list = 4;
  map<string, Inner> map = 5;
  repeated int32 numbers = 6;
  google.protobuf.StringValue value = 7;
  google.protobuf.Struct struct = 8;
}
`;

const temp = new TempFolder();
afterAll(() => temp.remove());

/** Anything that codegen makes a class of. */
interface Message {
  deserializeBinary(bytes: Uint8Array): unknown;
}

function expectRefusal(message: Message, hex: string) {
  const bytes = Uint8Array.from(hex.split(" "), (byte) => Number.parseInt(byte, 16));
  const start = process.cpuUsage();
  expect(() => message.deserializeBinary(bytes)).toThrow(/is announced, and \d+ are left/);
  // Unchecked, the worst of them cost seconds.
  expect(process.cpuUsage(start).user).toBeLessThan(200_000);
}

describe("what codegen makes refuses a length that reaches past the end", () => {
  let Outer: Message;

  beforeAll(async () => {
    temp.write("proto/deep/hostile.proto", PROTO);
    const outDir = join(temp.path, "out");
    const protoDir = join(temp.path, "proto");
    expect((await generate({ protoDir, outDir, toolchain: "bundled" })).ok).toBe(true);
    ({ Outer } = load(join(outDir, "deep", "hostile_pb.js")));
  });

  test.each(Object.entries(HOSTILE))("%s", (_what, hex) => expectRefusal(Outer, hex));

  test.each(Object.entries(NO_UTF8))("and a text that is not UTF-8: %s", (_what, hex) => {
    const inner = textField(1, hex);
    expectTextRefused(Outer, inner);
    for (const field of [3, 4, 5, 7]) {
      expectTextRefused(Outer, textField(field, inner.toString("hex")));
    }
  });

  test.each(["0a 01 e9 18 01 18 01", "0a 01 ed 20 20 18 01"])(
    "and a letter whose other bytes are the next field's: %s",
    (hex) => expectTextRefused(Outer, Buffer.from(hex.replaceAll(" ", ""), "hex")),
  );

  test("and reads every text that is", () => {
    const bytes = textField(1, Buffer.from(WORDS).toString("hex"));
    expect((Outer.deserializeBinary(bytes) as any).getText()).toBe(WORDS);
  });

  test("and leaves half an emoji to be seen", () => {
    const read = Outer.deserializeBinary(textField(1, "61 ed a0 bd")) as any;
    expect(read.getText().isWellFormed()).toBe(false);
  });
});

/** Bytes that are no text in UTF-8. */
const NO_UTF8 = {
  "a byte that only goes on": "80",
  "a byte that there never is": "61 ff 62",
  "Latin-1": "63 61 66 e9",
  "a letter that is cut off": "61 e3 81",
  "a long way to write a short letter": "c1 81",
  "more than Unicode has": "f5 80 80 80",
};
const WORDS = "名前 é 😀 \u0000 abc";

function textField(field: number, hex: string): Buffer {
  const text = Buffer.from(hex.replaceAll(" ", ""), "hex");
  return Buffer.from([field * 8 + 2, text.length, ...text]);
}

function expectTextRefused(message: Message, bytes: Uint8Array) {
  expect(() => message.deserializeBinary(bytes)).toThrow(
    /A text is not UTF-8|Decoder hit an error/,
  );
}

describe("and so does what grpc-tools makes", () => {
  let official: { Note: Message; Maps: Message };

  beforeAll(() => {
    const folder = join(temp.path, "official");
    cpSync(join(GOLDEN, "official"), folder, { recursive: true });
    writeCheckedReader(folder);
    adaptOfficial(folder);
    official = load(join(folder, "workshop/v1/rich_pb.js"));
  });

  test("a text", () => expectRefusal(official.Note, "0a ff ff ff ff 07"));
  test.each(Object.entries(NO_UTF8))("a text that is not UTF-8: %s", (_what, hex) =>
    expectTextRefused(official.Note, textField(1, hex)),
  );
  test("a text in a message that a map holds", () =>
    // Its Scalars have their text as field 14.
    expectRefusal(official.Maps, "12 0b 0a 01 6b 12 06 72 ff ff ff ff 07"));
});

test("and so do google-protobuf's own messages, as the request of a call may be one", () => {
  const { StringValue } = load("google-protobuf/google/protobuf/wrappers_pb.js");
  expectRefusal(StringValue, HOSTILE["a text of 2 GB in six bytes"]);
  expectTextRefused(StringValue, textField(1, "ff"));
});

test("a note that is not UTF-8 reaches nobody", async () => {
  const { serve } = await loadReference<Parts>("server", await referenceTree());
  const server = await serve("127.0.0.1:0");
  const client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
  const same = (value: Buffer) => value;
  const send = (note: Buffer) =>
    new Promise<number>((resolve) => {
      client.makeUnaryRequest("/chat.ChatServer/SendNote", same, same, note, (error) =>
        resolve((error as ServiceError | null)?.code ?? status.OK),
      );
    });
  const name = textField(1, "61");
  expect(await send(Buffer.concat([name, textField(2, "61 ff 62")]))).toBe(status.INTERNAL);
  const good = Buffer.concat([name, textField(2, "c3 a9")]);
  expect(await send(good)).toBe(status.OK);
  const chat = client.makeServerStreamRequest("/chat.ChatServer/ChatStream", same, same, name);
  chat.on("error", () => {});
  const [first] = (await once(chat, "data")) as [Buffer];
  expect(first).toEqual(good);
  chat.cancel();
  client.close();
  await server.close();
});

test("the six bytes end their own call, and nobody else's", async () => {
  const { serve } = await loadReference<Parts>("server", await referenceTree());
  const server = await serve("127.0.0.1:0");
  const client = new Client(`127.0.0.1:${server.port}`, credentials.createInsecure());
  const send = (bytes: Buffer) =>
    new Promise<number>((resolve) => {
      const same = (value: Buffer) => value;
      client.makeUnaryRequest("/chat.ChatServer/SendNote", same, same, bytes, (error) =>
        resolve((error as ServiceError | null)?.code ?? status.OK),
      );
    });
  const six = Buffer.from("0affffffff07", "hex");
  const note = Buffer.from("0a05616c69636512026869", "hex");
  const start = process.cpuUsage();
  expect(await Promise.all([send(six), send(note), send(six)])).toEqual([
    status.INTERNAL,
    status.OK,
    status.INTERNAL,
  ]);
  expect(process.cpuUsage(start).user).toBeLessThan(1_000_000);
  client.close();
  await server.close();
});
