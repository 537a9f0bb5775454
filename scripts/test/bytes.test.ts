// What the pages show of bytes: each byte once, named as what it is, beside the JSON that it makes.
import { create, type DescMessage, toBinary, toJson } from "@bufbuild/protobuf";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { labelBody, labelMessage, type Labelled } from "../../steps/05-web/page/bytes.ts";
import { jsonText } from "../../steps/05-web/page/bytes-json.ts";
import { type Contract, contractOf } from "../../steps/05-web/page/contract.ts";
import { ROOT } from "../ground/paths.ts";
import { readDescriptors } from "../inspect/descriptors.ts";

const NOTE: Contract = {
  messages: {
    Note: { 1: { name: "name", type: "string" }, 2: { name: "message", type: "string" } },
  },
  enums: {},
};
const schema = { contract: NOTE, message: "Note" };
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex.replaceAll(" ", ""), "hex"));

/** Kind, bytes and meaning of each segment. */
const rows = (hex: string, { segments }: Labelled) =>
  segments.map(({ kind, from, to, meaning }) =>
    `${kind} ${Buffer.from(bytes(hex).subarray(from, to)).toString("hex")} ${meaning}`.trim(),
  );
const json = (labelled: Labelled) => labelled.messages.map(jsonText);

describe("bytes taken apart", () => {
  test("a note in its frame, every byte named", () => {
    const hex = "00 0000000b 0a 05 616c696365 12 02 6869";
    const labelled = labelBody(bytes(hex), schema);
    expect(rows(hex, labelled)).toEqual([
      "prefix-flag 00 0",
      "prefix-length 0000000b 11",
      "tag 0a 1",
      "length 05 5",
      'value 616c696365 "alice"',
      "tag 12 2",
      "length 02 2",
      'value 6869 "hi"',
    ]);
    expect(json(labelled)).toEqual(['{"name":"alice","message":"hi"}']);
    const [, , tag] = labelled.segments;
    expect(tag?.field).toEqual({ number: 1, wireType: 2, name: "name", type: "string" });
    // The JSON beside them is found by its place.
    const [message] = labelled.messages;
    const value = message && "entries" in message ? message.entries.get("message") : undefined;
    expect(
      labelled.segments.filter(({ place }) => place === value?.place).map(({ kind }) => kind),
    ).toEqual(["tag", "length", "value"]);
  });

  test("without a contract: numbers for names, text as text, a message as a message", () => {
    const note = "0a05616c6963651202e38182".replace("02e38182", "03e38182");
    const hex = `08 96 01 12 0c ${note} 1d 01000000 21 0200000000000000 2a 02 ffff`;
    expect(json(labelMessage(bytes(hex)))).toEqual([
      '{"1":150,"2":{"1":"alice","2":"あ"},"3":1,"4":2,"5":"//8="}',
    ]);
  });

  test("a field that the contract has otherwise keeps its number, and one that it lacks too", () => {
    const labelled = labelMessage(bytes("08 01 12 02 6869 18 05"), schema);
    expect(json(labelled)).toEqual(['{"1":1,"message":"hi","3":5}']);
    expect(labelled.segments[0]?.field).toEqual({ number: 1, wireType: 0 });
  });

  test("what is compressed, and gRPC-Web's trailers, are named as that", () => {
    const packed = gzipSync(bytes("0a01 61"));
    const prefix = (flag: number, length: number) => [flag, 0, 0, 0, length];
    const trailers = Buffer.from("grpc-status: 0\r\n");
    const body = Uint8Array.from([
      ...prefix(1, packed.length),
      ...packed,
      ...prefix(0x80, 16),
      ...trailers,
    ]);
    const { segments, messages } = labelBody(body, schema);
    expect(segments.map(({ kind }) => kind)).toEqual([
      "prefix-flag",
      "prefix-length",
      "compressed",
      "prefix-flag",
      "prefix-length",
      "trailers",
    ]);
    expect(segments.at(-1)?.meaning).toBe("grpc-status: 0\r\n");
    expect(messages).toEqual([]);
  });

  test.each([
    ["ends in a text", "0a 05 61", "ends-early", 2],
    ["ends after a tag", "0a", "ends-early", 0],
    ["ends after a length", "0a 05", "ends-early", 1],
    ["ends in a number", "08 ff", "ends-early", 1],
    ["ends in a number of eight bytes", "09 00", "ends-early", 1],
    ["a number without an end", `08 ${"ff".repeat(11)}`, "long-varint", 1],
    ["a length beyond everything", `0a ${"ff".repeat(9)}01`, "ends-early", 1],
    ["field 0", "00 01", "no-field", 0],
    ["a wire type that is not used", "0f 01", "wire-type", 1],
  ])("says why bytes cannot be read: %s", (_, hex, problem, index) => {
    const { segments } = labelMessage(bytes(hex), schema);
    expect(segments.findIndex((each) => each.problem)).toBe(index);
    expect(segments.at(-1)?.problem).toBe(problem);
  });

  test("a body that ends in its frame, and one that ends in its message", () => {
    expect(labelBody(bytes("00 0000"), schema).segments.at(-1)?.problem).toBe("ends-early");
    const { segments } = labelBody(bytes("00 00000005 0a"), schema);
    expect(segments.map(({ kind }) => kind)).toEqual(["prefix-flag", "prefix-length", "unread"]);
  });
});

describe("every kind of field", async () => {
  const folder = join(ROOT, "scripts/test/fixtures/golden/protos");
  const registry = await readDescriptors(folder, ["workshop/v1/rich.proto"]);
  const messages = [...registry].filter(
    (each): each is DescMessage => each.kind === "message" && !each.file.name.startsWith("google/"),
  );
  const contract = contractOf(messages);

  test.each(messages.map((each) => [each.typeName, each] as const))("%s", (typeName, desc) => {
    for (let round = 1; round <= 20; round += 1) {
      const message = create(desc, filled(desc, round, 3) as never);
      const labelled = labelMessage(toBinary(desc, message), { contract, message: typeName });
      expect(labelled.segments.filter(({ problem }) => problem)).toEqual([]);
      const own = toJson(desc, message, { registry });
      expect(JSON.parse(jsonText(labelled.messages[0]!))).toEqual(JSON.parse(JSON.stringify(own)));
    }
  });
});

test("a number of 32 bits has the digits that a person gave it", () => {
  const type = { name: "share", type: "float" };
  const contract = { messages: { M: { 1: type } }, enums: {} };
  const labelled = labelMessage(bytes("0d cdcccc3d"), { contract, message: "M" });
  expect(json(labelled)).toEqual(['{"share":0.1}']);
});

describe("bytes of anybody", () => {
  test("never throw, and each is in one segment", () => {
    const random = generator(7);
    for (let round = 0; round < 20_000; round += 1) {
      const length = Math.floor(random() * 60);
      const some = Uint8Array.from({ length }, () => Math.floor(random() ** 3 * 256));
      for (const labelled of [
        labelBody(some, schema),
        labelMessage(some, schema),
        labelMessage(some),
      ]) {
        expectCovered(some, labelled);
      }
    }
  });

  test("cannot make it work for long: a million fields, and messages in messages without end", () => {
    const many = labelMessage(new Uint8Array(2_000_000).fill(0x08).fill(1, 1, 2));
    expectCovered(new Uint8Array(2_000_000), many);
    expect(many.segments.length).toBeLessThan(5010);
    expect(many.segments.at(-1)?.problem).toBe("too-many");
    let deep = new Uint8Array();
    for (let depth = 0; depth < 500; depth += 1) {
      const length = [(deep.length & 0x7f) | 0x80, deep.length >> 7];
      deep = Uint8Array.from([0x0a, ...length, ...deep]);
    }
    const self = { messages: { M: { 1: { name: "m", type: "message", of: "M" } } }, enums: {} };
    for (const how of [undefined, { contract: self, message: "M" }]) {
      const labelled = labelMessage(deep, how);
      expectCovered(deep, labelled);
      expect(Math.max(...labelled.segments.map(({ depth }) => depth))).toBeLessThan(40);
      expect(jsonText(labelled.messages[0]!)).toContain("{");
    }
  });
});

function expectCovered(whole: Uint8Array, { segments }: Labelled) {
  let at = 0;
  for (const { from, to } of segments) {
    if (from !== at || to <= from) expect.fail(`a segment from ${from} to ${to} follows ${at}`);
    at = to;
  }
  expect(at).toBe(whole.length);
}

/** Values for each field, other ones each round. */
function filled(desc: DescMessage, round: number, depth: number): Record<string, unknown> {
  const random = generator(round);
  const init: Record<string, unknown> = {};
  for (const field of desc.fields) {
    if (random() < 0.3 || field.oneof) continue;
    const message = field.message && (depth > 0 ? field.message : undefined);
    // The fields of a Timestamp are shown as they are in the bytes; JSON has another form for it.
    if (field.message && (!message || message.typeName.startsWith("google."))) continue;
    const one = (): unknown => {
      if (message) return filled(message, round + depth, depth - 1);
      if (field.enum) return field.enum.values.at(-1)!.number;
      return scalar(field.scalar!, random);
    };
    if (field.fieldKind === "list") init[field.localName] = [one(), one(), one()];
    else if (field.fieldKind === "map") {
      const key = scalar(field.mapKey, random);
      init[field.localName] = { [String(key)]: one() };
    } else init[field.localName] = one();
  }
  return init;
}

/** A value of a scalar type, by its number in protobuf-es. */
function scalar(type: number, random: () => number): unknown {
  const [int, sign] = [Math.floor(random() * 2 ** 31), random() < 0.5 ? 1 : -1];
  switch (type) {
    case 1:
      return random() * 1e9;
    case 2:
      return Math.floor(random() * 1000) / 8;
    case 3:
    case 16:
    case 18:
      return BigInt(int) * BigInt(sign) * 1000n;
    case 4:
    case 6:
      return BigInt(int) * 1000n;
    case 8:
      return true;
    case 9:
      return `é あ ${int}`;
    case 12:
      return Uint8Array.of(0, 255, int & 0x7f);
    case 5:
    case 15:
    case 17:
      return int * sign;
    default:
      return int;
  }
}

/** Numbers from 0 to 1 that are the same each time. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
