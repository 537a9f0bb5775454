import { Client } from "@grpc/grpc-js";
import { loadSync, type MessageTypeDefinition } from "@grpc/proto-loader";
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generate } from "../codegen/generate.ts";
import { OF_CLIENT } from "../codegen/plugins/collisions.ts";
import { messages } from "../messages/index.ts";
import { CHAT, GOLDEN, load, TempFolder } from "./codegen-kit.ts";

type Generated = any;

// As JavaScript's third edition has them, and those that came later.
const RESERVED =
  "break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with abstract boolean byte char double final float goto implements int interface long native package private protected public short static synchronized throws transient volatile await let yield eval arguments undefined".split(
    " ",
  );
// What the generated code calls its own things.
const OURS =
  "jspb grpc exports require module bytes data element elements includeInstance index inner map message msg noLazyCreate object reader value writer parseInt Buffer Error Object Array".split(
    " ",
  );
const FIELD_NAMES = [...RESERVED, "extension", "js_pb_message_id", "camelCase", "URL_path"];

const NATURAL = ["name", "length", "caller", "arguments", "__proto__", "constructor", "Object"];

/** All that is compiled here, in one go: each start of protoc costs a second. */
const PROTOS: Readonly<Record<string, string>> = {
  "chat.proto": CHAT,
  "words.proto": `package words;
    ${[...RESERVED, ...OURS]
      .map(
        (word) => `message ${word} { .words.${word} self = 1; repeated .words.${word} list = 2;
          map<string, .words.${word}> map = 3; int64 big = 4 [jstype = JS_STRING];
          oneof choice { .words.${word} one = 5; bytes two = 6; } }`,
      )
      .join("\n")}`,
  "nested.proto": `package nested;
    message Note { int32 top = 1; }
    message Outer_Note { int32 flat = 1; }
    message Outer {
      message Note { int32 inner = 1; Outer outer = 2; }
      enum Kind { NONE = 0; SOME = 4; }
      Note mine = 1; .nested.Note theirs = 2; Outer_Note flat = 3; Kind kind = 4; }`,
  "fields.proto": `package fields;
    message Word {
      ${FIELD_NAMES.map(
        (
          name,
          index,
        ) => `string ${name} = ${5 * index + 1}; repeated bytes l_${name} = ${5 * index + 2};
          map<int32, string> m_${name} = ${5 * index + 3}; optional Word o_${name} = ${5 * index + 4};
          optional bytes p_${name} = ${5 * index + 5};`,
      ).join("\n")} }
    message Clash { repeated string extension = 1; }
    message Bytes { bytes extension = 1; oneof camelCase { string a_B = 2; bytes JS_pb_message_id = 3; } }
    message Lists { repeated int32 class = 1; map<string, string> default = 2; }`,
  "a/types.proto": "package a; message T { int32 n = 1; }",
  "b/types.proto": "package b; message T { string s = 1; }",
  "public.proto": 'import public "a/types.proto"; import public "b/types.proto";',
  "deep/er/it.proto": `package c; import "public.proto"; import "google/protobuf/any.proto";
    message M { a.T a = 1; b.T b = 2; google.protobuf.Any any = 3; }
    service S { rpc Do (a.T) returns (b.T); rpc Send_it (M) returns (stream M); }`,
  "large.proto": Array.from({ length: 300 }, (_, index) => `message M${index} { M0 m = 1; }`).join(
    "\n",
  ),
  "quoted.proto": `package quoted; import "google/protobuf/timestamp.proto";
    message M { repeated M.In list = 1; map<string, M> map = 2; optional sfixed64 o = 3;
      message In {} google.protobuf.Timestamp at = 4; oneof one { int32 x = 5; } }`,
  // What a class or an object has by nature.
  "natural.proto": `package natural;
    ${NATURAL.map((name) => `message ${name} { int32 n = 1; }`).join("\n")}
    message Outer {
      ${NATURAL.map((name) => `message ${name} { string s = 1; }`).join("\n")}
      ${NATURAL.map((name, index) => `${name} f${index} = ${index + 1};`).join("\n")}
      .natural.name outer = 9; }`,
  "comment.proto":
    "package comment;\n// a */ throw 1; /*\nmessage M {\n  // */ throw 2;\n  int32 n = 1;\n}",
};

const temp = new TempFolder();
const gen = join(temp.path, "gen");
const moduleOf = (proto: string): Generated => load(join(gen, proto.replace(".proto", "_pb.js")));
const Optionals = () => moduleOf("workshop/v1/optionals.proto").Optionals;
const rich = () => moduleOf("workshop/v1/rich.proto");
const textOf = (file: string) => readFileSync(join(gen, file), "utf8");

beforeAll(async () => {
  const protoDir = join(temp.path, "proto");
  cpSync(join(GOLDEN, "protos"), protoDir, { recursive: true });
  for (const [file, text] of Object.entries(PROTOS)) {
    temp.write(`proto/${file}`, text === CHAT ? CHAT : `syntax = "proto3"; ${text}`);
  }
  const result = await generate({ protoDir, outDir: gen, toolchain: "bundled" });
  expect(result).toMatchObject({ ok: true });
});

afterAll(() => temp.remove());

describe("against protobufjs", () => {
  const definitions = loadSync("workshop/v1/optionals.proto", {
    includeDirs: [join(GOLDEN, "protos")],
    keepCase: true,
    longs: String,
    defaults: false,
  });
  const type = (name: string) =>
    definitions[`workshop.v1.${name}`] as MessageTypeDefinition<object, Generated>;

  const FIELDS = [
    ["o_double", "ODouble", [0, -1.5]],
    ["o_int32", "OInt32", [0, -7]],
    ["o_int64", "OInt64", [0, -9007199254740991]],
    ["o_bool", "OBool", [false, true]],
    ["o_string", "OString", ["", "日本"]],
    ["o_bytes", "OBytes", [new Uint8Array(), Uint8Array.of(0, 255)]],
    ["o_color", "OColor", [0, -3]],
  ] as const;

  describe.each(FIELDS)("optional %s", (name, suffix, values) => {
    test.each<unknown>(values)("set to %o it travels, default value or not", (value) => {
      const message = new (Optionals())();
      expect(message[`has${suffix}`]()).toBe(false);
      expect(message[`set${suffix}`](value)).toBe(message);
      expect(message[`has${suffix}`]()).toBe(true);

      const read = type("Optionals").deserialize(Buffer.from(message.serializeBinary()));
      expect(Object.keys(read)).toEqual([name]);
      const expected = value instanceof Uint8Array ? Buffer.from(value) : value;
      expect(read[name]).toEqual(name === "o_int64" ? String(value) : expected);

      const back = Optionals().deserializeBinary(type("Optionals").serialize(read));
      expect(back[`has${suffix}`]()).toBe(true);
      expect(back.toObject()).toEqual(message.toObject());
    });

    test("not set it has its default value, and does not travel", () => {
      const message = new (Optionals())()[`set${suffix}`](values[1])[`clear${suffix}`]();
      expect(message[`has${suffix}`]()).toBe(false);
      // Bytes that are not set come as text: the runtime takes the default for base64.
      expect(message[`get${suffix}`]()).toEqual(name === "o_bytes" ? "" : values[0]);
      expect(message.serializeBinary()).toHaveLength(0);
    });
  });

  test("optional makes no oneof: only the real one has a case", () => {
    const cases = Object.getOwnPropertyNames(Optionals()).filter((name) => name.endsWith("Case"));
    expect(cases).toEqual(["RealCase"]);
    const message = new (Optionals())().setChoiceA("a").setOInt32(1);
    expect(message.getRealCase()).toBe(Optionals().RealCase.CHOICE_A);
    message.setChoiceB(new (rich().optional_dummy)());
    expect([message.getChoiceA(), message.getRealCase(), message.getOInt32()]).toEqual(["", 11, 1]);
  });

  test("an optional message, and one without optional beside it", () => {
    const message = new (Optionals())()
      .setOScalars(new (rich().Scalars)().setABool(true))
      .setPlain(5);
    const read = type("Optionals").deserialize(Buffer.from(message.serializeBinary()));
    expect(read).toEqual({ o_scalars: { a_bool: true }, plain: 5 });
    expect(message.clearOScalars().hasOScalars()).toBe(false);
    expect(message.hasPlain).toBeUndefined();
  });

  test("every scalar, by itself, in a list and in a map", () => {
    const { Scalars, Repeateds, Maps } = rich();
    const scalars = {
      a_double: 1.5,
      a_float: -2.5,
      a_int32: -3,
      a_int64: "-4",
      a_uint32: 4294967295,
      a_uint64: "6",
      a_sint32: -7,
      a_sint64: "-8",
      a_fixed32: 9,
      a_fixed64: "10",
      a_sfixed32: -11,
      a_sfixed64: "-12",
      a_bool: true,
      a_string: "é",
      a_bytes: Buffer.of(1, 2, 255),
      str_int64: "-9223372036854775808",
      str_uint64: "18446744073709551615",
      str_fixed64: "18446744073709551615",
      str_sint64: "-9223372036854775808",
      str_sfixed64: "-9223372036854775808",
    };
    const repeateds = {
      r_double: [1.5, 0],
      r_int32: [-1, 2],
      r_bool: [true, false],
      r_string: ["", "b"],
      r_bytes: [Buffer.of(1), Buffer.of()],
      r_color: [2, 0],
      r_scalars: [scalars, {}],
      unpacked: [1, 0, -1],
      times: [{ seconds: "5" }],
      str_list: ["-9007199254740993"],
    };
    const maps = {
      counts: { a: 1, "": 0 },
      by_name: { x: scalars },
      by_id: { "-5": "five" },
      blobs: { true: Buffer.of(9) },
      colors: { 1: -3 },
      weights: { 7: 0.5 },
    };
    const cases = [
      ["Scalars", Scalars, scalars],
      ["Repeateds", Repeateds, repeateds],
      ["Maps", Maps, maps],
    ] as const;
    for (const [name, Message, value] of cases) {
      const expected = type(name).deserialize(type(name).serialize(value));
      const message = Message.deserializeBinary(type(name).serialize(value));
      expect(type(name).deserialize(Buffer.from(message.serializeBinary()))).toEqual(expected);
    }
  });
});

describe("the wire", () => {
  test("a list is read packed and unpacked, and both in one message", () => {
    const { Repeateds } = rich();
    const packed = [0x1a, 2, 1, 2];
    const unpacked = [0x18, 3, 0x18, 4];
    const read = (bytes: number[]) =>
      Repeateds.deserializeBinary(Uint8Array.from(bytes)).getRInt32List();
    expect(read(packed)).toEqual([1, 2]);
    expect(read(unpacked)).toEqual([3, 4]);
    expect(read([...packed, ...unpacked, ...packed])).toEqual([1, 2, 3, 4, 1, 2]);
    // `unpacked` is declared so, field 18.
    const list = Repeateds.deserializeBinary(Uint8Array.of(0x92, 1, 2, 5, 6));
    expect(list.getUnpackedList()).toEqual([5, 6]);
    expect([...list.serializeBinary()]).toEqual([0x90, 1, 5, 0x90, 1, 6]);
  });

  test("a field that the .proto does not know is skipped", () => {
    const { Sparse } = rich();
    const bytes = Uint8Array.of(0x50, 7, 0x0a, 1, 0x61, 0x5d, 0, 0, 0, 0);
    expect(Sparse.deserializeBinary(bytes).toObject()).toEqual({ high: 0, low: "a", manyList: [] });
  });

  test("toObject(true) carries the message itself", () => {
    const { Outer } = rich();
    const message = new Outer().setInner(new Outer.Inner().setLabel("l"));
    const object = message.toObject(true);
    expect(object.$jspbMessageInstance).toBe(message);
    expect(object.inner.$jspbMessageInstance).toBe(message.getInner());
  });
});

describe("names", () => {
  test("a message may be called like a reserved word, or like what the code uses", () => {
    const module = moduleOf("words.proto");
    expect(Object.keys(module)).toEqual([...RESERVED, ...OURS]);
    for (const Message of Object.values<Generated>(module)) {
      const message = new Message().setSelf(new Message().setBig("5")).addList(new Message());
      const all = new Message().setSelf(message).setOne(new Message().setTwo("AQ=="));
      all.getMapMap().set("k", new Message().setBig("-7"));
      const read = Message.deserializeBinary(all.serializeBinary());
      expect(read.toObject()).toEqual(all.toObject());
      expect(read.getMapMap().get("k").getBig()).toBe("-7");
    }
  });

  test("a nested message hides nothing: Outer.Note, Note and Outer_Note are three", () => {
    const { Note, Outer, Outer_Note } = moduleOf("nested.proto");
    const outer = new Outer()
      .setMine(new Outer.Note().setInner(1))
      .setTheirs(new Note().setTop(2))
      .setFlat(new Outer_Note().setFlat(3))
      .setKind(Outer.Kind.SOME);
    expect(Outer.deserializeBinary(outer.serializeBinary()).toObject()).toMatchObject({
      mine: { inner: 1 },
      theirs: { top: 2 },
      flat: { flat: 3 },
      kind: 4,
    });
  });

  test("nor does a message called like what every class or object has", () => {
    const natural = moduleOf("natural.proto");
    expect(Object.keys(natural)).toEqual([...NATURAL, "Outer"]);
    const outer = new natural.Outer().setOuter(new natural.name().setN(1));
    for (const [index, name] of NATURAL.entries()) {
      outer[`setF${index}`](new natural.Outer[name]().setS(name));
    }
    const read = natural.Outer.deserializeBinary(outer.serializeBinary());
    expect(read).toBeInstanceOf(natural.Outer);
    expect(NATURAL.map((_, index) => read[`getF${index}`]().getS())).toEqual(NATURAL);
    expect(read.getOuter().getN()).toBe(1);
  });

  test.each(["fields", "nested", "workshop/v1/rich", "workshop/v1/optionals"])(
    "%s_pb.js has the methods and properties that its .d.ts declares",
    (name) => {
      const module = moduleOf(`${name}.proto`);
      // Of each class its methods, and of its namespace the keys of AsObject.
      const around: string[] = [];
      let compared = 0;
      for (const block of textOf(`${name}_pb.d.ts`).split(/^(?= *export (?:class|namespace) )/m)) {
        const [, indent, kind, own] = /^( *)export (class|namespace) (\w+)/.exec(block) ?? [];
        if (indent === undefined || !own) continue;
        around.length = indent.length / 4;
        const Message = [...around, own].reduce((outer, part) => outer[part], module);
        if (kind === "class") {
          const declared = [...block.matchAll(/^ +(?!static )([\w$]+)\(/gm)].map(
            (found) => found[1],
          );
          const methods = Object.getOwnPropertyNames(Message.prototype);
          expect(methods.filter((method) => method !== "constructor").toSorted()).toEqual(
            declared.toSorted(),
          );
          compared += declared.length;
        } else {
          around.push(own);
          const body = /type AsObject = \{([^}]*)\}/.exec(block)?.[1] ?? "";
          const keys = [...body.matchAll(/^ +([\w$]+)\??:/gm)].map((found) => found[1]);
          expect(Object.keys(new Message().toObject())).toEqual(keys);
        }
      }
      expect(compared).toBeGreaterThan(15);
    },
  );
});

describe("several files", () => {
  test("types of other files and folders, also by way of a public import", () => {
    const { M } = moduleOf("deep/er/it.proto");
    const a = moduleOf("a/types.proto");
    const b = moduleOf("b/types.proto");
    const any = load("google-protobuf/google/protobuf/any_pb.js");
    const message = new M().setA(new a.T().setN(5)).setB(new b.T().setS("s")).setAny(new any.Any());
    const read = M.deserializeBinary(message.serializeBinary());
    expect(read.getA()).toBeInstanceOf(a.T);
    expect(read.getB().getS()).toBe("s");
    expect(read.getAny()).toBeInstanceOf(any.Any);
    expect(moduleOf("public.proto")).toEqual({});
  });

  test("a service whose messages stand in other files", () => {
    const { SService, SClient } = load(join(gen, "deep/er/it_grpc_pb.js"));
    expect(Object.keys(SService)).toEqual(["do", "send_it"]);
    expect(textOf("deep/er/it_grpc_pb.js")).toContain('require("../../a/types_pb.js")');
    expect(SService.do.requestType).toBe(moduleOf("a/types.proto").T);
    expect(SService.send_it).toMatchObject({ path: "/c.S/Send_it", responseStream: true });
    expect(Object.keys(SClient.prototype)).toContain("send_it");
    expect(SClient.serviceName).toBe("S");
  });

  test("a file without a service has no grpc file, neither .js nor .d.ts", () => {
    const files = readdirSync(gen, { recursive: true, encoding: "utf8" });
    const grpc = files
      .filter((file) => file.includes("_grpc_pb."))
      .map((file) => file.replaceAll("\\", "/"));
    const stems = ["chat", "deep/er/it", "workshop/v1/rich"];
    expect(grpc.toSorted()).toEqual(
      stems.flatMap((stem) => [`${stem}_grpc_pb.d.ts`, `${stem}_grpc_pb.js`]),
    );
  });

  test("more output than a pipe holds", () => {
    expect(textOf("large_pb.js").length).toBeGreaterThan(2 ** 18);
    expect(Object.keys(moduleOf("large.proto"))).toHaveLength(300);
  });
});

describe("for a reader", () => {
  test("a class says what the .proto says, comments included", () => {
    expect(textOf("chat_pb.js")).toContain(`\
/**
 * One line of the chat.
 *
 * \`message Note\`
 */
class Note extends jspb.Message {`);
    expect(textOf("chat_pb.js")).toContain(`\
  /**
   * Who wrote it.
   *
   * \`string name = 1;\`
   */
  getName() {
    return jspb.Message.getFieldWithDefault(this, 1, "");
  }
`);
    expect(textOf("chat_grpc_pb.js")).toContain(
      "/** `rpc ChatStream (Empty) returns (stream Note);` */",
    );
  });

  test("declarations are quoted as they are", () => {
    const quoted = [...textOf("quoted_pb.js").matchAll(/`(.*)`/g)].map((found) => found[1]);
    expect(quoted).toEqual([
      "message M",
      "oneof one",
      "repeated M.In list = 1;",
      "map<string, M> map = 2;",
      "optional sfixed64 o = 3;",
      "google.protobuf.Timestamp at = 4;",
      "int32 x = 5;",
      "message In",
    ]);
  });

  test("a comment of the .proto cannot end the comment it stands in", () => {
    const { M } = moduleOf("comment.proto");
    expect(new M().setN(1).getN()).toBe(1);
  });

  test("nothing is put into the global scope", () => {
    const before = new Set(Reflect.ownKeys(globalThis));
    load(join(gen, "chat_grpc_pb.js"));
    expect(Reflect.ownKeys(globalThis).filter((key) => !before.has(key))).toEqual([]);
  });
});

describe("what the plugins do not speak", () => {
  const { onlyProto3, sameName, takenName, noName } = messages.codegen;
  const message = (fields: string) =>
    `syntax = "proto3"; package x;\nmessage Around { message A {\n${fields}\n} }\n`;
  const service = (methods: string) =>
    `syntax = "proto3"; package x; message A {}\nservice S {\n${methods}\n}\n`;
  const KIND = "Around.A.KindCase";

  const refused = [
    [
      "proto2",
      `// c\nsyntax = "proto2";\nmessage A { optional group G = 1 {} }`,
      "2:1",
      onlyProto3,
    ],
    ...[
      ["string user_id = 1;\nstring USER_ID = 2;", "USER_ID", "user_id", "userId"],
      ["string a1 = 1;\nbool A1 = 2;", "A1", "a1", "a1"],
      ["oneof o { string A_b = 1;\nint32 a_b = 2; }", "a_b", "A_b", "aB"],
      ["repeated string user = 1;\nstring user_list = 2;", "user_list", "user", "userList"],
      ["map<string, string> user = 1;\nstring user_map = 2;", "user_map", "user", "userMap"],
      ["string kind_case = 1;\noneof kind { string k = 2; }", "kind", "kind_case", "kindCase"],
      ["oneof kind { string k = 1; }\nmessage KindCase {}", "KindCase", "kind", KIND],
      ["oneof kind { string k = 1; }\nenum KindCase { Z = 0; }", "KindCase", "kind", KIND],
      ["oneof o_p { string k = 1; }\noneof O_P { string l = 2; }", "O_P", "o_p", "oPCase"],
    ].map(([fields = "", second = "", first = "", both = ""]) => {
      return [`${second}, ${first}`, message(fields), "4:1", sameName(second, first, 3, both)];
    }),
    ...[
      "toObject",
      "prototype",
      "deserializeBinary",
      "serializeBinaryToWriter",
      "oneofGroups_",
      "AsObject",
    ].map((name) => {
      const sentence = takenName(name, `Around.A.${name}`);
      return [`a nested ${name}`, message(`\nmessage ${name} {}`), "4:1", sentence];
    }),
    [
      "kind_not_set",
      message("oneof kind {\nstring kind_not_set = 1; }"),
      "4:1",
      takenName("kind_not_set", `${KIND}.KIND_NOT_SET`),
    ],
    ["a name without a letter", message("\nstring __ = 1;"), "4:1", noName("__")],
    [
      "rpc Get beside rpc get",
      service("rpc Get (A) returns (A);\nrpc get (A) returns (A);"),
      "4:1",
      sameName("get", "Get", 3, "SClient.get"),
    ],
    ...["Close", "getChannel", "Constructor"].map((name) => {
      const inJavaScript = `SClient.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      const text = service(`\nrpc ${name} (A) returns (A);`);
      return [`rpc ${name}`, text, "4:1", takenName(name, inJavaScript)];
    }),
  ] as [string, string, string, string][];

  describe("together", () => {
    const protoDir = join(temp.path, "refused");
    const outDir = join(temp.path, "refused out");
    const place = (index: number) => join(protoDir, `${index}.proto`);
    let said: string;

    beforeAll(async () => {
      temp.write("refused/fine.proto", CHAT);
      for (const [index, [, text]] of refused.entries()) {
        temp.write(`refused/${index}.proto`, text.replace("package x;", `package x${index};`));
      }
      const result = await generate({ protoDir, outDir, toolchain: "bundled" });
      if (result.ok) throw new Error("all was accepted");
      said = result.message;
    });

    test.each(refused.map(([name, , at, sentence], index) => ({ name, at, sentence, index })))(
      "$name is refused, with its line",
      ({ at, sentence, index }) => {
        expect(said).toContain(`${place(index)}:${at}: ${sentence}\n`);
      },
    );

    test("nothing is said of what is fine, and nothing is made of it either", () => {
      expect(said).not.toContain("fine.proto");
      expect(existsSync(outDir)).toBe(false);
    });
  });

  test("every method that a client of grpc-js has is known", () => {
    const ofClient = Object.getOwnPropertyNames(Client.prototype);
    expect([...OF_CLIENT].toSorted()).toEqual([...ofClient, "prototype", "__proto__"].toSorted());
  });

  test("names that only nearly meet are fine", async () => {
    const fields = `string user_id = 1; repeated string USER_ID = 2; map<string, string> users = 3;
      string userz = 4; optional string kind = 5; string kind_case = 6; oneof o { string p = 7; }`;
    const protoDir = dirname(temp.write("near/a.proto", message(fields)));
    const outDir = join(temp.path, "near out");
    expect(await generate({ protoDir, outDir, toolchain: "bundled" })).toMatchObject({ ok: true });
    const { A } = load(join(outDir, "a_pb.js")).Around;
    const note = new A().setUserId("1").setUserIdList(["2"]).setUserz("4").setKind("5");
    note.setKindCase("6").setP("7").getUsersMap().set("a", "3");
    expect(A.deserializeBinary(note.serializeBinary()).toObject()).toEqual({
      userId: "1",
      userIdList: ["2"],
      usersMap: [["a", "3"]],
      userz: "4",
      kind: "5",
      kindCase: "6",
      p: "7",
    });
  });

  const OPTIONS = `syntax = "proto2";
package v;
import "google/protobuf/descriptor.proto";
extend google.protobuf.FieldOptions { optional Rules rules = 1071; }
message Rules { optional int32 min = 1 [default = 5]; }
`;

  test("is fine where it is only imported, and nothing is made of it", async () => {
    temp.write("options/v/rules.proto", OPTIONS);
    const text = 'syntax = "proto3"; package o; import "v/rules.proto";';
    temp.write("options/o.proto", `${text} message O { string a = 1 [(v.rules).min = 3]; }`);
    const [protoDir, outDir] = [join(temp.path, "options"), join(temp.path, "options out")];
    expect(await generate({ protoDir, outDir, toolchain: "bundled" })).toMatchObject({ ok: true });
    const { O } = load(join(outDir, "o_pb.js"));
    expect(new O().setA("b").toObject()).toEqual({ a: "b" });
    expect(load(join(outDir, "v/rules_pb.js"))).toEqual({});
    expect(readFileSync(join(outDir, "v/rules_pb.js"), "utf8")).toContain("Left out");
  });

  test("is refused where a message of proto3 uses it", async () => {
    temp.write("used/v/rules.proto", OPTIONS);
    const text = 'syntax = "proto3"; package o; import "v/rules.proto";';
    temp.write("used/o.proto", `${text} message O { v.Rules a = 1; }`);
    const [protoDir, outDir] = [join(temp.path, "used"), join(temp.path, "used out")];
    const result = await generate({ protoDir, outDir, toolchain: "bundled" });
    expect(result).toMatchObject({ ok: false });
    expect(result.ok || result.message).toContain(`rules.proto:1:1: ${onlyProto3}`);
  });
});

test("an enum's values are in upper case, as in the types; extensions are left out, and named", async () => {
  const text = `syntax = "proto3"; package z;
import "google/protobuf/descriptor.proto";
extend google.protobuf.FieldOptions { bool loud = 50000; }
enum Level { unknown = 0; Info = 1; WARN_more = 2; }
message Line { Level level = 1 [(loud) = true]; extend google.protobuf.FieldOptions { bool low = 50001; } }
`;
  temp.write("mixed/mixed.proto", text);
  const outDir = join(temp.path, "mixed-out");
  const protoDir = join(temp.path, "mixed");
  const result = await generate({ protoDir, outDir, toolchain: "bundled" });
  expect(result.ok).toBe(true);
  const { Level, Line } = load(join(outDir, "mixed_pb.js"));
  expect(Level).toEqual({ UNKNOWN: 0, INFO: 1, WARN_MORE: 2 });
  expect([...new Line().setLevel(Level.INFO).serializeBinary()]).toEqual([8, 1]);
  expect(readFileSync(join(outDir, "mixed_pb.js"), "utf8")).toContain("extensions: loud, low.");
});
