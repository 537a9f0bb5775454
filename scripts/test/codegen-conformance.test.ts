// What bytes mean: each case is read by our generated code, written again, and held against what
// protobuf-es, which passes all of the official conformance suite, makes of the same bytes.
import { type DescMessage, fromBinary, ScalarType, toJson } from "@bufbuild/protobuf";
import { BinaryWriter, WireType } from "@bufbuild/protobuf/wire";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../codegen/generate.ts";
import { GOLDEN, load, TempFolder } from "./codegen-kit.ts";

type Generated = any;
type Bytes = Uint8Array;

const VARINTS = {
  zero: "00",
  one: "01",
  "two bytes": "8001",
  "31 bits": "ffffffff07",
  "32 bits": "ffffffff0f",
  "the lowest of 32 bits, in ten bytes": "80808080f8ffffffff01",
  "minus one": "ffffffffffffffffff01",
  "53 bits": "ffffffffffffff0f",
  "63 bits": "ffffffffffffffff7f",
  "only the 64th bit": "80808080808080808001",
  "only the 33rd bit": "8080808010",
  "zero, longer than need be": "808000",
  "one, longer than need be": "8180808000",
};
const FIXED = {
  zero: "00000000",
  one: "01000000",
  "all but the sign": "ffffff7f",
  "the sign alone": "00000080",
  "every bit": "ffffffff",
};
const TEXTS = { empty: "", "a letter": "61", "of every width": "c3a9e697a5f09f8e89", zero: "00" };
const BYTES = { ...TEXTS, "no text": "fffe80", "more than 127": "7f".repeat(130) };
const WIDE = Object.fromEntries(
  Object.entries(FIXED).map(([name, hex]) => {
    const isOne = name === "one" || name === "zero";
    return [name, isOne ? hex + "00000000" : hex.replace(/..$/, hex.slice(0, 2).repeat(4) + "$&")];
  }),
);

/**
 * Where google-protobuf 3.21, and so the official generator's code, is not as it should be: numbers
 * that JavaScript's own do not hold, unless the .proto asks for text, and some that no program writes.
 */
const LIMITS: Record<string, readonly string[]> = {
  int64: ["63 bits"],
  uint64: ["minus one", "63 bits"],
  uint32: ["the lowest of 32 bits, in ten bytes", "minus one", "53 bits", "63 bits"],
  bool: ["only the 64th bit", "only the 33rd bit"],
  fixed64: ["all but the sign", "every bit"],
  sfixed64: ["all but the sign"],
  // Minus zero is taken for the default value.
  double: ["the sign alone"],
  float: ["the sign alone"],
};

const temp = new TempFolder();
let ours: Generated;
let theirs: Generated;

beforeAll(async () => {
  const outDir = join(temp.path, "gen");
  const protoDir = join(GOLDEN, "protos");
  expect(await generate({ protoDir, outDir, toolchain: "bundled" })).toMatchObject({ ok: true });
  ours = load(join(outDir, "workshop/v1/rich_pb.js"));
  theirs = await import(pathToFileURL(join(outDir, "web/workshop/v1/rich_pb.js")).href);
});

afterAll(() => temp.remove());

/** What protobuf-es makes of some bytes, and what it makes of them when our code has read and written them. */
function meaning(name: string, bytes: Bytes): { expected: unknown; actual: unknown } {
  const schema: DescMessage = theirs[`${name}Schema`];
  const read = (of: () => Bytes) => {
    try {
      return toJson(schema, fromBinary(schema, of(), { readUnknownFields: false }));
    } catch {
      return "refused";
    }
  };
  return {
    expected: read(() => bytes),
    actual: read(() => ours[name].deserializeBinary(bytes).serializeBinary()),
  };
}

function same(what: string, name: string, ...parts: Bytes[]): void {
  const { expected, actual } = meaning(name, Buffer.concat(parts));
  expect(actual, what).toEqual(expected);
}

/** A field as it travels; `hex` is its value, without the length of what has one. */
function field(number: number, wireType: WireType, hex: string): Bytes {
  const writer = new BinaryWriter().tag(number, wireType);
  const bytes = Buffer.from(hex, "hex");
  return (wireType === WireType.LengthDelimited ? writer.bytes(bytes) : writer.raw(bytes)).finish();
}

/** How a type travels, and values of it. */
function typeOf(scalar: ScalarType): [WireType, Record<string, string>] {
  switch (scalar) {
    case ScalarType.DOUBLE:
    case ScalarType.FIXED64:
    case ScalarType.SFIXED64:
      return [WireType.Bit64, WIDE];
    case ScalarType.FLOAT:
    case ScalarType.FIXED32:
    case ScalarType.SFIXED32:
      return [WireType.Bit32, FIXED];
    case ScalarType.STRING:
      return [WireType.LengthDelimited, TEXTS];
    case ScalarType.BYTES:
      return [WireType.LengthDelimited, BYTES];
    default:
      return [WireType.Varint, VARINTS];
  }
}

function scalarFields(of: string) {
  const schema: DescMessage = theirs[`${of}Schema`];
  return schema.fields.flatMap((each) => {
    if (each.fieldKind !== "scalar" && each.fieldKind !== "list") return [];
    if (each.fieldKind === "list" && each.listKind !== "scalar") return [];
    const { number, name, scalar, longAsString } = each;
    const [wireType, values] = typeOf(scalar);
    // jstype = JS_STRING: as text, every number has its place.
    const limits = longAsString ? [] : (LIMITS[ScalarType[scalar].toLowerCase()] ?? []);
    return [{ number, name, scalar, wireType, values, limits }];
  });
}

describe("a value", () => {
  test("of each type means the same, alone, before and after another", () => {
    for (const { number, name, wireType, values, limits } of scalarFields("Scalars")) {
      const other = field(number, wireType, Object.values(values)[1]!);
      for (const [what, hex] of Object.entries(values)) {
        if (limits.includes(what)) continue;
        const bytes = field(number, wireType, hex);
        same(`${name}: ${what}`, "Scalars", bytes);
        same(`${name}: ${what}, the last`, "Scalars", other, bytes);
        same(`${name}: ${what}, and then another`, "Scalars", bytes, other);
      }
    }
  });

  test("in a list means the same, packed, one by one, and both", () => {
    for (const { number, name, scalar, wireType, values, limits } of scalarFields("Repeateds")) {
      const fine = Object.entries(values).filter(([what]) => !limits.includes(what));
      const [first, second] = fine.map(([, hex]) => field(number, wireType, hex));
      for (const [what, hex] of fine) {
        same(`${name}: ${what}`, "Repeateds", first!, field(number, wireType, hex));
      }
      if (wireType === WireType.LengthDelimited) continue;
      // Of packed truth values the runtime takes each byte for one.
      const isBool = scalar === ScalarType.BOOL;
      const run = fine.map(([, hex]) => hex).filter((hex) => !isBool || hex.length === 2);
      const packed = field(number, WireType.LengthDelimited, run.join(""));
      same(`${name}, packed`, "Repeateds", packed);
      same(`${name}, both`, "Repeateds", first!, packed, second!);
      same(`${name}, none`, "Repeateds", field(number, WireType.LengthDelimited, ""));
    }
  });

  test("that is cut off anywhere is refused", () => {
    for (const { number, name, wireType, values } of scalarFields("Scalars")) {
      for (const hex of Object.values(values)) {
        const bytes = field(number, wireType, hex);
        const tag = number < 16 ? 1 : 2;
        for (let end = tag; end < bytes.length; end++) {
          const { expected, actual } = meaning("Scalars", bytes.slice(0, end));
          expect([expected, actual], `${name}: ${hex} up to ${end}`).toEqual([
            "refused",
            "refused",
          ]);
        }
      }
    }
  });

  test("the limits of the runtime are these, and no more than that", () => {
    for (const { number, name, wireType, values, limits } of scalarFields("Scalars")) {
      for (const what of limits) {
        const { expected, actual } = meaning("Scalars", field(number, wireType, values[what]!));
        expect(actual, `${name}: ${what}`).not.toEqual(expected);
      }
    }
  });
});

const hexOf = (...parts: Bytes[]) => Buffer.concat(parts).toString("hex");
const bytesOf = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");

test.each([
  ["an unknown varint", "a0 06 05 18 07"],
  ["an unknown fixed32", "a5 06 01 00 00 00 18 07"],
  ["an unknown fixed64", "a1 06 01 00 00 00 00 00 00 00 18 07"],
  ["an unknown text", "a2 06 01 61 18 07"],
  ["an unknown group, with a group in it", "a3 06 08 01 ab 06 ac 06 a4 06 18 07"],
  ["a group that ends as another", "a3 06 ac 06 18 07"],
  ["wire type 6", "1e 05"],
  ["wire type 7", "1f 05"],
  ["a varint of more than ten bytes", "18 80 80 80 80 80 80 80 80 80 80 01"],
])("%s", (what, hex) => same(what, "Scalars", bytesOf(hex)));

test("a field that comes with another wire type than its own is skipped, or both refuse it", () => {
  const any = { 0: VARINTS.one, 1: WIDE.one!, 2: TEXTS["a letter"], 5: FIXED.one };
  for (const { number, name, wireType } of scalarFields("Scalars")) {
    for (const [other, hex] of Object.entries(any)) {
      if (Number(other) === wireType) continue;
      same(`${name} as ${other}`, "Scalars", field(number, Number(other), hex));
    }
  }
});

test("of a oneof the last field stays, its default value too", () => {
  const nested = field(1, WireType.LengthDelimited, TEXTS["a letter"]);
  const choices: Bytes[] = [
    field(7, WireType.LengthDelimited, ""),
    field(8, WireType.LengthDelimited, "ff"),
    field(9, WireType.LengthDelimited, hexOf(nested)),
    field(10, WireType.Varint, "00"),
    field(11, WireType.Varint, "01"),
    field(12, WireType.Varint, "00"),
    field(13, WireType.Bit64, WIDE.zero!),
    field(14, WireType.Varint, "00"),
  ];
  for (const [index, first] of choices.entries()) {
    same(`${index}`, "Outer", first);
    for (const [at, second] of choices.entries()) {
      if (at !== index) same(`${index}, then ${at}`, "Outer", first, second);
    }
  }
});

test("an entry of a map may lack its key or its value, have them turned round, twice, or more", () => {
  const [key, value] = ["0a0161", "1005"];
  for (const entry of [key + value, value + key, key, value, "", `${key}0a0162${value}1006`]) {
    same(entry, "Maps", field(1, WireType.LengthDelimited, entry));
  }
  const entries = ["0a01611005", "0a01621006", "0a01611007"];
  same("again", "Maps", ...entries.map((each) => field(1, WireType.LengthDelimited, each)));
  same("a message that is not there", "Maps", field(2, WireType.LengthDelimited, key));
  for (const [what, hex] of Object.entries(VARINTS)) {
    if (LIMITS.int64!.includes(what)) continue;
    same(`key ${what}`, "Maps", field(3, WireType.LengthDelimited, `08${hex}120161`));
  }
});
