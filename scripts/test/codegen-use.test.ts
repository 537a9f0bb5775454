import grpc from "@grpc/grpc-js";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeCheckedReader } from "../codegen/checked-reader.ts";
import { adaptOfficial, withEsmNames } from "../codegen/esm-names.ts";
import { generate } from "../codegen/generate.ts";
import { ROOT } from "../ground/paths.ts";
import { CHAT, GOLDEN, load, node, TempFolder } from "./codegen-kit.ts";

type Generated = any;

/** A name of a .proto, as a browser gives a second copy, and people who count. */
const ODD = "01-chat (2) あ+";

const temp = new TempFolder();
const path = (...names: string[]) => join(temp.path, ...names);
/** Imports as a test of the course does: by vitest. */
const imported = (...names: string[]): Promise<Generated> =>
  import(pathToFileURL(path(...names)).href);

beforeAll(async () => {
  cpSync(join(GOLDEN, "protos"), path("proto"), { recursive: true });
  temp.write("proto/chat.proto", CHAT);
  temp.write(
    `proto/${ODD}.proto`,
    `syntax = "proto3"; package odd; import "${ODD}/1.proto"; message Two { One one = 1; }
    service Odd { rpc Do (One) returns (Two); }`,
  );
  temp.write(
    `proto/${ODD}/1.proto`,
    'syntax = "proto3"; package odd; message One { string a = 1; }',
  );
  temp.write(
    "proto/same.proto",
    `syntax = "proto3"; package same; import "a/b.proto"; import "a_b.proto"; import "a-b.proto";
    message Use { slash.M slash = 1; map<string, low.M> low = 2; repeated dash.M.Inner dash = 3; }
    service Same { rpc Do (slash.M) returns (low.M); }`,
  );
  for (const [name, dir] of [
    ["slash", "a/b"],
    ["low", "a_b"],
    ["dash", "a-b"],
  ]) {
    const message = `message M { string ${name} = 1; message Inner { string ${name} = 1; } }`;
    temp.write(`proto/${dir}.proto`, `syntax = "proto3"; package ${name}; ${message}`);
  }
  const result = await generate({
    protoDir: path("proto"),
    outDir: path("bundled"),
    toolchain: "bundled",
  });
  expect(result).toMatchObject({ ok: true });
  cpSync(join(GOLDEN, "official"), path("grpc-tools"), { recursive: true });
  writeCheckedReader(path("grpc-tools"));
  adaptOfficial(path("grpc-tools"));
  temp.write("package.json", '{ "type": "module" }');
});

afterAll(() => temp.remove());

describe.each(["bundled", "grpc-tools"])("the output of %s", (toolchain) => {
  const program = `
    import { Color, Note, Outer, optional_dummy } from "./${toolchain}/workshop/v1/rich_pb.js";
    import { Money } from "./${toolchain}/workshop/common/money_pb.js";
    import { NoteServiceClient, NoteServiceService } from "./${toolchain}/workshop/v1/rich_grpc_pb.js";
    const money = new Money().setUnits(3);
    const outer = new Outer().setPrice(money).setInner(new Outer.Inner().setLabel("l"));
    console.log(
      NoteServiceService.getNote.responseType === Note,
      NoteServiceClient.name !== undefined,
      outer.getPrice() === money,
      Color.COLOR_RED,
      new optional_dummy().setV("v").toObject(),
    );`;
  const printed = "true true true 1 { v: 'v' }\n";

  test("is imported by name in node", async () => {
    const run = await node([temp.write(`${toolchain}.mjs`, program)], temp.path);
    expect(run).toEqual({ code: 0, stdout: printed, stderr: "" });
  });

  test("is imported by name in tsx", async () => {
    const run = await node(["--import", "tsx", temp.write(`${toolchain}.ts`, program)], temp.path);
    expect(run).toEqual({ code: 0, stdout: printed, stderr: "" });
  });

  test("is imported by name in vitest, and only once", async () => {
    const { Color, Note, Outer } = await imported(toolchain, "workshop/v1/rich_pb.js");
    const { NoteServiceService } = await imported(toolchain, "workshop/v1/rich_grpc_pb.js");
    expect(Color.COLOR_RED).toBe(1);
    expect(new Outer.Inner().setLabel("l").getLabel()).toBe("l");
    expect(NoteServiceService.getNote.responseType).toBe(Note);
    expect(load(path(toolchain, "workshop/v1/rich_pb.js")).Note).toBe(Note);
  });

  test("serves and calls: all four kinds", async () => {
    const { ListNotesRequest, Note } = await imported(toolchain, "workshop/v1/rich_pb.js");
    const { Money } = await imported(toolchain, "workshop/common/money_pb.js");
    const { NoteServiceService, NoteServiceClient } = await imported(
      toolchain,
      "workshop/v1/rich_grpc_pb.js",
    );
    const note = (text: string) => new Note().setText(text);
    const { client, close } = await serve(NoteServiceService, NoteServiceClient, {
      getNote: (call: Generated, callback: Generated) => {
        callback(null, note(`${call.request.getRoom()}!`));
      },
      listNotes: (call: Generated) => {
        for (let index = 0; index < call.request.getLimit(); index++) call.write(note(`${index}`));
        call.end();
      },
      uploadNotes: async (call: Generated, callback: Generated) => {
        let units = 0;
        for await (const each of call) units += each.getText().length;
        callback(null, new Money().setUnits(units));
      },
      chat: (call: Generated) => {
        call.on("data", (each: Generated) => call.write(note(each.getText().toUpperCase())));
        call.on("end", () => call.end());
      },
      ping: () => {},
    });
    try {
      const request = new ListNotesRequest().setRoom("日本").setLimit(3);
      const one = await answered((done) => client.getNote(request, done));
      expect(one.getText()).toBe("日本!");
      expect(await texts(client.listNotes(request))).toEqual(["0", "1", "2"]);
      const money = await answered((done) => {
        const call = client.uploadNotes(done);
        call.write(note("ab"));
        call.end(note("cde"));
      });
      expect(money.getUnits()).toBe(5);
      const chat = client.chat();
      chat.write(note("a"));
      chat.end(note("b"));
      expect(await texts(chat)).toEqual(["A", "B"]);
    } finally {
      close();
    }
  });
});

test("the chat: a note that is sent reaches who listens", async () => {
  const { Empty, Note } = await imported("bundled", "chat_pb.js");
  const { ChatServerClient, ChatServerService } = await imported("bundled", "chat_grpc_pb.js");
  const listeners: Generated[] = [];
  const { client, close } = await serve(ChatServerService, ChatServerClient, {
    chatStream: (call: Generated) => listeners.push(call),
    sendNote: (call: Generated, callback: Generated) => {
      for (const each of listeners) {
        each.write(call.request);
        each.end();
      }
      callback(null, new Empty());
    },
  });
  try {
    const stream = client.chatStream(new Empty());
    while (listeners.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const sent = new Note().setName("alice").setMessage("hi");
    const empty = await answered((done) => client.sendNote(sent, done));
    expect(empty).toBeInstanceOf(Empty);
    const received = [];
    for await (const note of stream) received.push(note.toObject());
    expect(received).toEqual([{ name: "alice", message: "hi" }]);
  } finally {
    close();
  }
});

test("a message of another class does not leave the client", async () => {
  const { Empty } = await imported("bundled", "chat_pb.js");
  const { ChatServerClient, ChatServerService } = await imported("bundled", "chat_grpc_pb.js");
  const { client, close } = await serve(ChatServerService, ChatServerClient, {
    chatStream: () => {},
    sendNote: () => {},
  });
  try {
    const call = answered((done) => client.sendNote(new Empty(), done));
    await expect(call).rejects.toMatchObject({
      code: grpc.status.INTERNAL,
      details: expect.stringContaining("Expected argument of type chat.Note"),
    });
  } finally {
    close();
  }
});

test("TypeScript accepts what is right about the generated types, and nothing else", async () => {
  temp.write(
    "types/tsconfig.json",
    JSON.stringify({
      extends: join(ROOT, "tsconfig.json"),
      compilerOptions: { skipLibCheck: false, typeRoots: [path("node_modules/@types")] },
      include: ["user.ts"],
      exclude: [],
    }),
  );
  temp.write(
    "types/user.ts",
    `import * as grpc from "@grpc/grpc-js";
    import { Empty, Note } from "../bundled/chat_pb.js";
    import { ChatServerClient, ChatServerService, type IChatServerServer } from "../bundled/chat_grpc_pb.js";
    import { Outer } from "../bundled/workshop/v1/rich_pb.js";
    import { Optionals } from "../bundled/workshop/v1/optionals_pb.js";

    import { OddClient } from "../bundled/${ODD}_grpc_pb.js";
    import { Two } from "../bundled/${ODD}_pb.js";
    import { One } from "../bundled/${ODD}/1_pb.js";

    import { SameClient } from "../bundled/same_grpc_pb.js";
    import { Use } from "../bundled/same_pb.js";
    import { M as Slash } from "../bundled/a/b_pb.js";
    import { M as Low } from "../bundled/a_b_pb.js";
    import { M as Dash } from "../bundled/a-b_pb.js";

    const use = new Use().setSlash(new Slash().setSlash("s")).setDashList([new Dash.Inner()]);
    use.getLowMap().set("k", new Low().setLow("l"));
    SameClient.prototype.do(new Slash(), (error, low: Low) => void [error, low.getLow()]);
    // @ts-expect-error another message of that name
    use.setSlash(new Low());
    // @ts-expect-error another message of that name
    SameClient.prototype.do(new Dash(), () => {});
    const one: One | undefined = new Two().setOne(new One().setA("a")).getOne();
    const name: string = new Note().setName("alice").setMessage("hi").getName();
    const bytes: Uint8Array = new Note().serializeBinary();
    const object: Note.AsObject = Note.deserializeBinary(bytes).toObject();
    const kind: Outer.PayloadCase = new Outer().setText("t").getPayloadCase();
    const has: boolean = new Optionals().hasOString();
    const server: IChatServerServer = {
      chatStream(call) { call.write(new Note()); call.end(); },
      sendNote(call, callback) { callback(null, new Empty()); call.request.getMessage(); },
    };
    new grpc.Server().addService(ChatServerService, server);
    const client = new ChatServerClient("127.0.0.1:1", grpc.credentials.createInsecure());
    client.sendNote(new Note(), { deadline: 1 } as never, (error, empty: Empty) => void [error, empty]);
    client.chatStream(new Empty()).on("data", (note: Note) => note.getName());
    new OddClient("127.0.0.1:1", grpc.credentials.createInsecure()).do(new One(), (error, two: Two) => void [error, two]);
    // @ts-expect-error do takes a One
    OddClient.prototype.do(new Two(), () => {});
    // @ts-expect-error a name is a string
    new Note().setName(5);
    // @ts-expect-error a Note has no such field
    new Note().getColour();
    // @ts-expect-error sendNote takes a Note
    client.sendNote(new Empty(), () => {});
    // @ts-expect-error sendNote is missing
    const half: IChatServerServer = { chatStream() {} };
    console.log(one, name, object, kind, has, half);
    `,
  );
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  const run = await node([tsc, "-p", path("types/tsconfig.json")]);
  expect(run).toEqual({ code: 0, stdout: "", stderr: "" });
});

describe("withEsmNames", () => {
  const code = readFileSync(join(GOLDEN, "official/workshop/v1/rich_pb.js"), "utf8");

  test("adds a line for each message and enum that is not nested", () => {
    const added = withEsmNames(code).slice(code.length).trimEnd().split("\n");
    expect(withEsmNames(code).startsWith(code)).toBe(true);
    expect(added).toContain("exports.optional_dummy = proto.workshop.v1.optional_dummy;");
    const names = added.map(
      (line) => /^exports\.(\w+) = proto\.workshop\.v1\.\1;$/.exec(line)?.[1],
    );
    const exported = Object.keys(load(join(GOLDEN, "official/workshop/v1/rich_pb.js")));
    expect(names.toSorted()).toEqual(exported.toSorted());
  });

  test("a .proto without a package", () => {
    const bare =
      "goog.exportSymbol('proto.A', null, global);\ngoog.exportSymbol('proto.A.B', null, global);\ngoog.object.extend(exports, proto);\n";
    expect(withEsmNames(bare)).toBe(`${bare}exports.A = proto.A;\n`);
  });

  test("leaves other code as it is", () => {
    expect(withEsmNames("exports.A = 1;\n")).toBe("exports.A = 1;\n");
  });
});

/** A server on a free port, and a client of it. */
async function serve(
  service: grpc.ServiceDefinition,
  Client: Generated,
  implementation: grpc.UntypedServiceImplementation,
) {
  const server = new grpc.Server();
  server.addService(service, implementation);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  const client = new Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  const close = () => {
    client.close();
    server.forceShutdown();
  };
  return { client, close };
}

/** The answer that a call gives to its callback. */
function answered(call: (done: (error: unknown, answer: Generated) => void) => void) {
  return new Promise<Generated>((resolve, reject) => {
    call((error, answer) => (error ? reject(error) : resolve(answer)));
  });
}

async function texts(stream: AsyncIterable<Generated>): Promise<string[]> {
  const all = [];
  for await (const note of stream) all.push(note.getText());
  return all;
}
