import jspb from "google-protobuf";
import descriptor from "google-protobuf/google/protobuf/descriptor_pb.js";
import type {
  DescriptorProto,
  FieldDescriptorProto,
} from "google-protobuf/google/protobuf/descriptor_pb.js";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../codegen/generate.ts";
import { chooseToolchain } from "../codegen/toolchain.ts";
import { GOLDEN, load, TempFolder } from "./codegen-kit.ts";

const MESSAGES = 250;
const SEED = Number(process.env.CODEGEN_SEED ?? 20_240_607);

/** A generated class or message, of either generator. */
type Generated = any;
type Random = () => number;

const temp = new TempFolder();
const gen = join(temp.path, "gen");
const types = new Map<string, DescriptorProto>();
let official: Generated;
let ours: Generated;
/** The library that both load. */
const runtime: Generated = load("google-protobuf");

beforeAll(async () => {
  const protoDir = join(GOLDEN, "protos");
  const result = await generate({ protoDir, outDir: gen, toolchain: "bundled" });
  expect(result).toMatchObject({ ok: true });
  // Beside ours, so that both share one runtime.
  cpSync(join(GOLDEN, "official"), join(temp.path, "official"), { recursive: true });
  official = load(join(temp.path, "official/workshop/v1/rich_pb.js"));
  ours = load(join(gen, "workshop/v1/rich_pb.js"));
  // The official files read as the library does: what ours would refuse in error, they do not.
  runtime.BinaryReader = runtime.BinaryReader.Unchecked;

  // The schema by protoc alone: what our plugins think of it proves nothing.
  const set = join(temp.path, "set.bin");
  execFileSync(chooseToolchain("bundled").protoc, [
    `--proto_path=${protoDir}`,
    "--include_imports",
    `--descriptor_set_out=${set}`,
    join(protoDir, "workshop/v1/rich.proto"),
  ]);
  const files = descriptor.FileDescriptorSet.deserializeBinary(new Uint8Array(readFileSync(set)));
  const add = (scope: string, message: DescriptorProto) => {
    const name = `${scope}.${message.getName()}`;
    types.set(name, message);
    for (const inner of message.getNestedTypeList()) add(name, inner);
  };
  for (const file of files.getFileList()) {
    for (const message of file.getMessageTypeList()) add(`.${file.getPackage()}`, message);
  }
});

afterAll(() => temp.remove());

describe("the generated files offer what the official ones do", () => {
  // What every function has, old-style ones included, is no part of the API.
  const incidental = new Set(["length", "name", "arguments", "caller", "prototype"]);
  const names = (of: object) =>
    Object.getOwnPropertyNames(of)
      .filter((name) => !incidental.has(name))
      .toSorted();

  function surface(of: Generated): unknown {
    if (typeof of !== "function") return of;
    return {
      methods: names(of.prototype),
      statics: Object.fromEntries(
        names(of).map((name) => [
          name,
          of[name].prototype instanceof jspb.Message || typeof of[name] === "object"
            ? surface(of[name])
            : `${typeof of[name]} of ${of[name].length}`,
        ]),
      ),
    };
  }
  const exportsOf = (module: Generated) =>
    Object.fromEntries(names(module).map((name) => [name, surface(module[name])]));

  test.each(["workshop/v1/rich_pb.js", "workshop/common/money_pb.js"])("%s", (file) => {
    const expected = exportsOf(load(join(temp.path, "official", file)));
    expect(Object.keys(expected).length).toBeGreaterThan(1);
    expect(exportsOf(load(join(gen, file)))).toEqual(expected);
  });

  test("the same service definitions, in rich_grpc_pb.js", () => {
    const file = "workshop/v1/rich_grpc_pb.js";
    const theirs = load(join(temp.path, "official", file));
    const mine = load(join(gen, file));
    expect(Object.keys(mine).toSorted()).toEqual(Object.keys(theirs).toSorted());

    const note = new ours.Note().setText("hi");
    for (const service of ["NoteServiceService", "HTTPGateway2Service"]) {
      expect(Object.keys(mine[service])).toEqual(Object.keys(theirs[service]));
      for (const [name, method] of Object.entries<Generated>(theirs[service])) {
        const own = mine[service][name];
        expect(Object.keys(own).toSorted()).toEqual(Object.keys(method).toSorted());
        for (const key of ["path", "requestStream", "responseStream"]) {
          expect(own[key]).toBe(method[key]);
        }
        for (const side of ["request", "response"]) {
          const empty = new own[`${side}Type`]();
          expect(own[`${side}Serialize`](empty)).toEqual(Buffer.alloc(0));
          expect(own[`${side}Deserialize`](Buffer.alloc(0))).toBeInstanceOf(own[`${side}Type`]);
          const stranger = empty instanceof ours.Note ? new ours.Empty() : note;
          let sentence = "";
          try {
            method[`${side}Serialize`](stranger);
          } catch (error) {
            sentence = (error as Error).message;
          }
          expect(() => own[`${side}Serialize`](stranger)).toThrow(sentence);
        }
      }
    }
    expect(mine.NoteServiceService.getNote.responseSerialize(note)).toEqual(
      Buffer.from(note.serializeBinary()),
    );
    expect(mine.NoteServiceClient.service).toBe(mine.NoteServiceService);
  });

  test("money.proto has no service, so neither has it a grpc file", () => {
    for (const end of ["js", "d.ts"]) {
      expect(() => readFileSync(join(gen, `workshop/common/money_grpc_pb.${end}`))).toThrow(
        "ENOENT",
      );
    }
  });
});

test("a message made of the array that another one is kept in", () => {
  // Numbers as text and truth values as numbers, as JSON may bring them.
  const scalars = ["1.5", "Infinity", -3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1, "text", "AQI=", "16"];
  const lists = [["1.5", "NaN"], ["-2.5"], [3], [], [], [], [], [], [], [], [], [], [1, 0]];
  const outer = [["inner"], 1, [["a"], ["b", [7]]], [1_700_000_000]];
  for (const [name, data] of Object.entries({ Scalars: scalars, Repeateds: lists, Outer: outer })) {
    const [theirs, mine] = [official, ours].map(
      (module) => new module[name](structuredClone(data)),
    );
    compare((what, a, b) => expect(a, what).toEqual(b), mine, theirs);
    expect(Buffer.from(mine.serializeBinary())).toEqual(Buffer.from(theirs.serializeBinary()));
    expect(mine.toArray()).toEqual(theirs.toArray());
  }
});

test("a map's entry that lacks its key, its value or both has their defaults", () => {
  for (let number = 1; number <= 7; number++) {
    const tag = (number << 3) | 2;
    for (const entry of [[], [0x1a, 0], [0x12, 0]]) {
      const bytes = Uint8Array.from([tag, entry.length, ...entry]);
      const read = ([official, ours] as const).map((module) => {
        try {
          return module.Maps.deserializeBinary(bytes).toObject();
        } catch (error) {
          return String(error);
        }
      });
      expect(read[1], `field ${number}, ${entry}`).toEqual(read[0]);
    }
  }
});

describe(`random messages, ${MESSAGES} of each type (CODEGEN_SEED=${SEED})`, () => {
  const ROOTS = ["Scalars", "Repeateds", "Maps", "Outer", "Sparse", "Note", "ListNotesRequest"];
  const NESTED = ["Outer.Inner", "Outer.Inner.Deep"];
  let checks = 0;

  test.each([...ROOTS, ...NESTED])("%s", async (name) => {
    const random = randomFrom(SEED + name.length);
    const Theirs = name.split(".").reduce((around, part) => around[part], official);
    const Mine = name.split(".").reduce((around, part) => around[part], ours);
    for (let index = 0; index < MESSAGES; index++) {
      // The course's watch over endless loops needs a turn now and then.
      if (index % 20 === 0) await setImmediate();
      const same = (what: string, actual: unknown, expected: unknown) => {
        checks++;
        if (isDeepStrictEqual(actual, expected)) return;
        const where = `${what} of ${name} number ${index}, CODEGEN_SEED=${SEED}`;
        expect(actual, where).toEqual(expected);
        throw new Error(where);
      };
      const [theirs, mine] = fill(random, `.workshop.v1.${name}`, [new Theirs(), new Mine()], 3);
      const theirBytes: Uint8Array = theirs.serializeBinary();
      const myBytes: Uint8Array = mine.serializeBinary();
      same("the bytes", Buffer.from(myBytes), Buffer.from(theirBytes));
      same("toArray()", mine.toArray(), theirs.toArray());
      compare(same, mine, theirs);
      // Each reads what the other wrote.
      const readByMe = Mine.deserializeBinary(theirBytes);
      const readByThem = Theirs.deserializeBinary(myBytes);
      compare(same, readByMe, readByThem);
      same("the bytes again", readByMe.serializeBinary(), readByThem.serializeBinary());
      same("a clone's bytes", mine.cloneMessage().serializeBinary(), myBytes);
    }
  });

  test("these were many comparisons", () => {
    expect(checks).toBeGreaterThan(MESSAGES * 250);
  });
});

/** Compares all that can be read from two messages. */
function compare(same: (what: string, a: unknown, b: unknown) => void, a: Generated, b: Generated) {
  same("toObject()", a.toObject(), b.toObject());
  for (const method of Object.getOwnPropertyNames(Object.getPrototypeOf(b))) {
    if (/^(get|has)/.test(method)) same(`${method}()`, plain(a[method]()), plain(b[method]()));
  }
}

function plain(value: Generated): unknown {
  if (Array.isArray(value) && value[0] instanceof jspb.Message) return value.map(plain);
  if (value instanceof jspb.Message) return value.toObject();
  if (value instanceof jspb.Map) return [...value.entries()].map(([key, of]) => [key, plain(of)]);
  return value;
}

/** Sets random fields of both messages to the same values, by the same methods. */
function fill(random: Random, typeName: string, pair: Generated[], depth: number): Generated[] {
  const type = types.get(typeName);
  if (!type) throw new Error(`no ${typeName} in the schema`);
  for (const field of type.getFieldList()) {
    const isSet = random() < 0.6;
    if (isSet) fillField(random, field, pair, depth);
  }
  return pair;
}

function fillField(random: Random, field: FieldDescriptorProto, pair: Generated[], depth: number) {
  const { Type, Label } = descriptor.FieldDescriptorProto;
  const entry = types.get(field.getTypeName() ?? "");
  const name = (field.getName() ?? "")
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join("")
    .replace(/^(Extension|JsPbMessageId)$/, "$1$");
  const isMessage = field.getType() === Type.TYPE_MESSAGE;
  const inner = (typeName: string, make: () => Generated[]) =>
    depth > 0 ? fill(random, typeName, make(), depth - 1) : make();
  const times = Math.floor(random() * 4);

  if (entry?.getOptions()?.getMapEntry()) {
    const [key, value] = entry.getFieldList();
    for (let index = 0; index < times; index++) {
      const at = scalar(random, key as FieldDescriptorProto);
      const values =
        value?.getType() === Type.TYPE_MESSAGE
          ? inner(value.getTypeName() ?? "", () => pair.map((one) => messageFor(one, value)))
          : Array(2).fill(scalar(random, value as FieldDescriptorProto));
      for (const [side, one] of pair.entries()) one[`get${name}Map`]().set(at, values[side]);
    }
    if (random() < 0.1) for (const one of pair) expect(one[`clear${name}Map`]()).toBe(one);
  } else if (field.getLabel() === Label.LABEL_REPEATED) {
    const lists: Generated[][] = [[], []];
    // The runtime takes bytes in either form, but not both in one list.
    const bytesAsText = random() < 0.5;
    for (let index = 0; index < times; index++) {
      const values = isMessage
        ? inner(field.getTypeName() ?? "", () => pair.map((one) => messageFor(one, field)))
        : Array(2).fill(scalar(random, field, bytesAsText));
      for (const [side, list] of lists.entries()) list.push(values[side]);
    }
    const byAdding = random() < 0.5;
    for (const [side, one] of pair.entries()) {
      const list = lists[side] ?? [];
      if (byAdding) for (const value of list) one[`add${name}`](value, 0);
      else expect(one[`set${name}List`](list)).toBe(one);
    }
    if (random() < 0.1) for (const one of pair) expect(one[`clear${name}List`]()).toBe(one);
  } else {
    const values = isMessage
      ? inner(field.getTypeName() ?? "", () => pair.map((one) => messageFor(one, field)))
      : Array(2).fill(scalar(random, field));
    const clears = random() < 0.1 && (isMessage || field.hasOneofIndex());
    for (const [side, one] of pair.entries()) {
      expect(one[`set${name}`](values[side])).toBe(one);
      if (clears) expect(one[`clear${name}`]()).toBe(one);
    }
  }
}

/** A new message for `field`, made by the generator that made `one`. */
function messageFor(one: Generated, field: FieldDescriptorProto): Generated {
  const module = isOfficial(one) ? official : ours;
  const [, , ...path] = (field.getTypeName() ?? "").split(".");
  if (field.getTypeName()?.startsWith(".google.protobuf.")) {
    const name = path.at(-1) ?? "";
    return new (load(`google-protobuf/google/protobuf/${name.toLowerCase()}_pb.js`)[name])();
  }
  if (field.getTypeName() === ".workshop.common.Money") {
    const folder = isOfficial(one) ? join(temp.path, "official") : gen;
    return new (load(join(folder, "workshop/common/money_pb.js")).Money)();
  }
  return new (path.slice(1).reduce((around, part) => around[part], module))();
}

// The official classes are old-style functions.
function isOfficial(message: Generated): boolean {
  return !message.constructor.toString().startsWith("class");
}

/** A random value of a field's type, the edges more often than their share. */
function scalar(
  random: Random,
  field: FieldDescriptorProto,
  bytesAsText = random() < 0.5,
): unknown {
  const { Type } = descriptor.FieldDescriptorProto;
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item;
  const whole = (low: number, high: number) =>
    pick([0, low, high, 1, Math.floor(low + random() * (high - low)), Math.floor(random() * 300)]);
  const asString = field.getOptions()?.getJstype() === descriptor.FieldOptions.JSType.JS_STRING;
  const bits64 = (low: string, high: string, lowest: number) =>
    asString
      ? pick(["0", "1", low, high, String(whole(0, Number.MAX_SAFE_INTEGER))])
      : whole(lowest, Number.MAX_SAFE_INTEGER);
  switch (field.getType()) {
    case Type.TYPE_DOUBLE:
      return pick([0, -0, 1.5, NaN, Infinity, -Infinity, Number.MIN_VALUE, random() * 1e300]);
    case Type.TYPE_FLOAT:
      return pick([0, -0, 1.5, NaN, Infinity, -Infinity, Math.fround(random() * 1e30)]);
    case Type.TYPE_INT32:
    case Type.TYPE_SINT32:
    case Type.TYPE_SFIXED32:
      return whole(-(2 ** 31), 2 ** 31 - 1);
    case Type.TYPE_UINT32:
    case Type.TYPE_FIXED32:
      return whole(0, 2 ** 32 - 1);
    case Type.TYPE_INT64:
    case Type.TYPE_SINT64:
    case Type.TYPE_SFIXED64:
      return bits64("-9223372036854775808", "9223372036854775807", Number.MIN_SAFE_INTEGER);
    case Type.TYPE_UINT64:
    case Type.TYPE_FIXED64:
      return bits64("1", "18446744073709551615", 0);
    case Type.TYPE_BOOL:
      return random() < 0.5;
    case Type.TYPE_ENUM:
      return pick([0, 1, 2, -3, 77]);
    case Type.TYPE_BYTES: {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 20) }, () => random() * 256);
      return bytesAsText ? Buffer.from(bytes).toString("base64") : bytes;
    }
    default:
      return pick(["", "a", "日本語 🎉", "\0\n\u2028", "x".repeat(Math.floor(random() * 200))]);
  }
}

/** A generator of the same numbers for the same seed (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
