// What `npm run inspect` reads of real conversations, compared with what client and server saw.
import * as grpc from "@grpc/grpc-js";
import { createServer as createHttp2Server } from "node:http2";
import { createServer as createHttpServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { PassThrough, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import * as tls from "node:tls";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { collectGarbage } from "../../steps/kit/garbage.ts";
import { LOOPBACK } from "../ground/address.ts";
import { Calls, type Seen } from "../inspect/calls.ts";
import { Conversation, type Told } from "../inspect/conversation.ts";
import type { FrameEvent, Side, WireEvent } from "../inspect/events.ts";
import { explain } from "../inspect/explain.ts";
import { follow } from "../inspect/follow.ts";
import { MessageReader } from "../inspect/grpc-messages.ts";
import { asJsonLine, asLines } from "../inspect/lines.ts";
import { type Proxy, startProxy } from "../inspect/proxy.ts";
import { Session } from "../inspect/session.ts";
import { frameWords } from "../messages/frames.ts";
import { hpack, type Line, type Lines, startTalk, type Talk } from "./support/talk.ts";

const words = frameWords.en;
let closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.toReversed()) close();
  closing = [];
});

/** A proxy before a port, and what it sees. */
async function inspected(port: number): Promise<{ proxy: Proxy; session: Session }> {
  const session = new Session();
  const proxy = await startProxy({ host: LOOPBACK, port: 0 }, { host: LOOPBACK, port }, session);
  closing.push(() => proxy.close());
  return { proxy, session };
}

/** Waits for what comes: both ends may have it before it is read along. */
const until = (read: () => unknown) => expect.poll(read, { timeout: 120_000, interval: 5 });

const isFrame = (event: WireEvent): event is FrameEvent => event.kind === "frame";

const PREFACE = Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
const frame = (type: number, flags: number, stream: number, payload: Buffer) => {
  const header = Buffer.alloc(9);
  header.writeUIntBE(payload.length, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(stream, 5);
  return Buffer.concat([header, payload]);
};
/** Header fields without Huffman's code and without the table, which every server reads. */
const literal = (fields: [string, string][]) =>
  Buffer.concat(
    fields.map(([name, value]) =>
      Buffer.concat([
        Buffer.of(0, name.length),
        Buffer.from(name),
        Buffer.of(value.length),
        Buffer.from(value),
      ]),
    ),
  );
const FIELDS: [string, string][] = [
  [":method", "POST"],
  [":scheme", "http"],
  [":path", "/talk.Talk/Say"],
  [":authority", "localhost"],
  ["content-type", "application/grpc"],
  ["te", "trailers"],
  ["x-note", "in pieces"],
];

describe("calls of grpc-js", () => {
  let talk: Talk;
  let proxy: Proxy;
  let session: Session;
  let client: any;
  let here: Lines;

  async function begin(server: grpc.ServerOptions = {}, options: grpc.ClientOptions = {}) {
    talk = await startTalk(server);
    ({ proxy, session } = await inspected(talk.port));
    client = talk.makeClient(proxy.port, options);
    here = { sent: [], received: [] };
    closing.push(
      () => talk.close(),
      () => client.close(),
    );
  }
  const seen = (): Seen[] => {
    const calls = new Calls(talk.contract);
    return session.events.map((event) => calls.add(event));
  };
  const lastCall = () => seen().findLast(({ call }) => call)?.call;
  const sentences = () => seen().flatMap((each) => explain(each, words));

  /** The messages as decoded, of one side. */
  const decoded = (from: Side): Line[] =>
    seen()
      .filter(({ event }) => isFrame(event) && event.from === from)
      .flatMap((each) => JSON.parse(asJsonLine(each, talk.contract)).messages ?? [])
      .map(({ json }) => ({ text: "", number: 0, marks: [], ...json }));

  const say = (line: Line) => (here.sent.push(line), line);
  const hear = (line: Line) => void here.received.push(line);

  /** Both ends have all that was sent, and so has the proxy. */
  async function expectSame() {
    await until(() => lastCall()?.end).toBeDefined();
    const whole = (line: Line) => ({ number: 0, marks: [], ...line });
    expect(here.received).toEqual(talk.server.sent.map(whole));
    expect(decoded("client")).toEqual(talk.server.received);
    expect(decoded("client")).toEqual(here.sent.map(whole));
    expect(decoded("server")).toEqual(here.received);
  }

  const unary = (method: string, line: Line, options = {}) =>
    new Promise<{ error: grpc.ServiceError | null }>((resolve) => {
      client[method](say(line), new grpc.Metadata(), options, (error: any, answer: Line) => {
        if (answer) hear(answer);
        resolve({ error });
      });
    });
  const drained = (call: any) =>
    new Promise<void>((resolve) => {
      call.on("data", hear);
      call.on("status", () => resolve());
      call.on("error", () => {});
    });

  test("unary: the message, the deadline, the status", async () => {
    await begin();
    await unary(
      "Say",
      { text: "hi あ\u{1f600}", number: -5, marks: ["9007199254740993", "-1"] },
      { deadline: Date.now() + 60_000 },
    );
    await expectSame();
    expect(lastCall()).toMatchObject({
      path: "/talk.Talk/Say",
      kind: "unary",
      status: 0,
      messages: { client: 1, server: 1 },
      hasEnded: { client: true, server: true },
    });
    const timeout = seen()
      .flatMap(({ event }) => (isFrame(event) ? (event.headers?.fields ?? []) : []))
      .find(([name]) => name === "grpc-timeout")?.[1];
    expect(sentences().join("\n")).toContain(`grpc-timeout: ${timeout} is its deadline`);
    expect(sentences()).toContain("Trailers, headers after the body, carry the status: 0 OK.");
  });

  test("server streaming, client streaming, bidirectional", async () => {
    await begin();
    await drained(client.Hear(say({ text: "hear", number: 3 })));
    await expectSame();
    expect(lastCall()).toMatchObject({
      kind: "server_streaming",
      messages: { client: 1, server: 3 },
    });

    await new Promise<void>((resolve, reject) => {
      const call = client.Tell((error: Error | null, answer: Line) => {
        if (error) return reject(error);
        hear(answer);
        resolve();
      });
      for (const number of [1, 2, 3, 4]) call.write(say({ text: "tell", number }));
      call.end();
    });
    await expectSame();
    expect(lastCall()).toMatchObject({
      kind: "client_streaming",
      messages: { client: 4, server: 1 },
    });

    const chat = client.Chat();
    const done = drained(chat);
    for (const number of [1, 2]) chat.write(say({ text: "chat", number }));
    chat.end();
    await done;
    await expectSame();
    expect(lastCall()).toMatchObject({
      kind: "bidi_streaming",
      messages: { client: 2, server: 2 },
    });
  });

  test("headers that were sent before cost less and less, and come out the same", async () => {
    await begin();
    for (let round = 0; round < 4; round += 1) await unary("Say", { text: "hi" });
    await expectSame();
    const blocks = seen().flatMap(({ event, role }) =>
      role === "begin" && isFrame(event) ? [event.headers!] : [],
    );
    expect(blocks.length).toBe(4);
    expect(blocks[1]!.bytes).toBeLessThan(blocks[0]!.bytes / 2);
    for (const block of blocks) expect(block.fields).toEqual(blocks[0]!.fields);
    expect(sentences()).toContain(words.hpack(blocks[3]!.bytes, blocks[3]!.plainBytes));
  });

  test("a refusal is trailers only, its text in any language", async () => {
    await begin();
    const { error } = await unary("Refuse", { text: "hi" });
    await until(() => lastCall()?.status).toBe(9);
    expect(lastCall()?.statusMessage).toBe(error?.details);
    expect(seen().filter(({ role }) => role === "trailers-only").length).toBe(1);
    expect(sentences()).toContain(
      "Trailers only: the whole answer is a status, without a message: 9 FAILED_PRECONDITION (いまは だめ: 100 %).",
    );
  });

  test("a cancel is said to be one", async () => {
    await begin();
    const call = client.Hear({ text: "endless", number: 1 });
    call.on("error", () => {});
    call.on("data", () => call.cancel());
    await until(() => sentences()).toContain(words.cancel);
    expect(sentences()).not.toContain(words.late);
  });

  describe("with a server that never answers, and knows of no deadlines", () => {
    let other: Awaited<ReturnType<typeof inspected>>;
    let waiting: any;
    beforeEach(async () => {
      await begin();
      const silent = createHttp2Server().on("stream", (stream) => stream.on("error", () => {}));
      await new Promise<void>((resolve) => silent.listen(0, LOOPBACK, resolve));
      other = await inspected((silent.address() as AddressInfo).port);
      waiting = talk.makeClient(other.proxy.port);
      closing.push(
        () => silent.close(),
        () => waiting.close(),
      );
    });
    const said = () => {
      const calls = new Calls();
      return other.session.events.flatMap((event) => explain(calls.add(event), words));
    };

    test("a call that its deadline ended is said to be", async () => {
      // On a busy machine the deadline may have passed before the call begins.
      while (!said().includes(words.late)) {
        const deadline = Date.now() + 500;
        await new Promise((resolve) => waiting.Say({ text: "hi" }, { deadline }, resolve));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    });

    test("a connection that is cut tells how many calls it took with it", async () => {
      for (let call = 0; call < 3; call += 1) waiting.Say({ text: "hi" }, () => {});
      await until(() => said().filter((each) => each.startsWith("A call begins")).length).toBe(3);
      other.proxy.close();
      await until(said).toContain(words.cutCalls(3));
    });
  });

  test("a message in many frames, and one that is only kept in part", async () => {
    await begin();
    const long = "あ".repeat(15_000);
    await unary("Say", { text: long });
    await expectSame();
    expect(seen().filter(({ role }) => role === "part").length).toBeGreaterThan(2);
    expect(sentences().some((each) => each.startsWith("WINDOW_UPDATE"))).toBe(true);
    await unary("Say", { text: "x".repeat(200_000) });
    await until(() => lastCall()?.end).toBeDefined();
    expect(sentences()).toContain(words.cut(200_004));
  });

  test("compressed messages", async () => {
    const gzip = { "grpc.default_compression_algorithm": 2 } as grpc.ChannelOptions;
    await begin(gzip, gzip);
    await unary("Say", { text: "hi ".repeat(500) });
    await expectSame();
    const encodings = session.events.flatMap((event) =>
      isFrame(event) ? (event.messages ?? []) : [],
    );
    expect(encodings.map(({ encoding }) => encoding)).toContain("gzip");
    expect(
      sentences().some((each) =>
        /^Compressed with gzip: \d+ bytes on the wire, 150\d unpacked/.test(each),
      ),
    ).toBe(true);
  });

  test("a shutdown is a GOAWAY, of either side", async () => {
    await begin();
    await unary("Say", { text: "hi" });
    const goaways = () =>
      seen().flatMap(({ event, role }) =>
        role === "goaway" && isFrame(event) ? [event.from] : [],
      );
    await talk.shutDown();
    await until(goaways).toContain("server");
    await until(() => session.events.at(-1)?.kind).toBe("close");
    await begin();
    await unary("Say", { text: "hi" });
    client.close();
    await until(goaways).toContain("client");
    expect(sentences()).toContain(words.goawayClient("0 NO_ERROR"));
  });

  test("keepalive is a PING and its answer", async () => {
    await begin({}, { "grpc.keepalive_time_ms": 50, "grpc.keepalive_permit_without_calls": 1 });
    await unary("Say", { text: "hi" });
    await until(() => seen().map(({ role }) => role)).toContain("ping-ack");
    expect(sentences()).toContain(words.ping("client"));
  });

  test("a method and fields that the contract does not know", async () => {
    await begin();
    await unary("Say", { text: "hi", number: 7 });
    await until(() => lastCall()?.end).toBeDefined();
    const calls = new Calls();
    const lines = session.events
      .map((event) => asLines(calls.add(event), { messages: {}, enums: {}, methods: {} }, words))
      .join("");
    expect(lines).toContain('{"1":"hi","2":7}');
    expect(lines).toContain(words.unknownMethod);
  });

  test("where no server is, the client hears of it, and so does who looks on", async () => {
    await begin();
    talk.close();
    const other = await inspected(talk.port);
    const lost = talk.makeClient(other.proxy.port);
    closing.push(() => lost.close());
    const error = await new Promise<grpc.ServiceError>((resolve) => {
      lost.Say({ text: "hi" }, (failed: grpc.ServiceError) => resolve(failed));
    });
    expect(error.code).toBe(grpc.status.UNAVAILABLE);
    await until(() => other.session.events.find(({ kind }) => kind === "close")).toMatchObject({
      error: "ECONNREFUSED",
      side: "server",
    });
  });
});

describe("frames by hand, to a server of grpc-js", () => {
  const MESSAGE = Buffer.from("00000000040a026869", "hex");
  const pad = (payload: Buffer, padding: number) =>
    Buffer.concat([Buffer.of(padding), payload, Buffer.alloc(padding)]);

  test("padding, CONTINUATION, PRIORITY, a message in pieces: all is read as the server reads it", async () => {
    const talk = await startTalk();
    closing.push(() => talk.close());
    const { proxy, session } = await inspected(talk.port);
    const block = literal(FIELDS);
    const priority = Buffer.from("0000000010", "hex");
    const socket = connect(proxy.port, LOOPBACK);
    closing.push(() => socket.destroy());
    socket.write(
      Buffer.concat([
        PREFACE,
        frame(4, 0, 0, Buffer.alloc(0)),
        frame(2, 0, 3, priority),
        // PADDED and PRIORITY, but not yet END_HEADERS.
        frame(1, 0x28, 1, pad(Buffer.concat([priority, block.subarray(0, 20)]), 7)),
        frame(9, 0, 1, block.subarray(20, 50)),
        frame(9, 4, 1, block.subarray(50)),
        frame(0, 0x8, 1, pad(MESSAGE.subarray(0, 3), 200)),
        // The first bit of a stream's number is reserved, and to be ignored.
        frame(0, 0, 0x8000_0001, MESSAGE.subarray(3, 6)),
        frame(0, 1, 1, MESSAGE.subarray(6)),
      ]),
    );
    const calls = () => {
      const all = new Calls(talk.contract);
      return session.events.map((event) => all.add(event));
    };
    await until(() => calls().findLast(({ call }) => call)?.call?.status).toBe(0);
    expect(talk.server.received).toEqual([{ text: "hi", number: 0, marks: [] }]);
    const mine = calls().filter(
      ({ event }) => isFrame(event) && event.from === "client" && event.stream > 0,
    );
    expect(mine.map(({ role }) => role)).toEqual([
      "other",
      "headers-begin",
      "headers-begin",
      "begin",
      "part",
      "part",
      "message",
    ]);
    const [, headers, , last, padded] = mine.map(({ event }) => event as FrameEvent);
    expect(headers?.fields).toEqual({ padding: 7, dependsOn: 0, exclusive: 0, weight: 17 });
    expect(last?.headers?.fields).toEqual(FIELDS);
    expect(padded?.fields).toEqual({ padding: 200 });
    expect(mine.at(-1)?.call?.hasEnded).toEqual({ client: true, server: true });
  });
});

describe("what is not HTTP/2", () => {
  test("HTTP/1.1 is passed on, and named", async () => {
    const server: HttpServer = createHttpServer((request, response) => request.pipe(response));
    await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
    closing.push(
      () => server.closeAllConnections(),
      () => server.close(),
    );
    const { proxy, session } = await inspected((server.address() as AddressInfo).port);
    const body = "x".repeat(300_000);
    const answer = await fetch(`http://${LOOPBACK}:${proxy.port}/`, { method: "POST", body });
    expect(await answer.text()).toBe(body);
    await until(() =>
      session.events.map((event) => (event.kind === "protocol" ? event.protocol : event.kind)),
    ).toContain("http/1.1");
    expect(session.events.filter(isFrame)).toEqual([]);
  });

  test("TLS is passed on, and named", async () => {
    // With a key that both know, TLS needs no certificate.
    const secret = {
      ciphers: "PSK",
      maxVersion: "TLSv1.2" as const,
      minVersion: "TLSv1.2" as const,
    };
    const key = Buffer.from("00112233445566778899aabbccddeeff", "hex");
    const server = tls.createServer({ ...secret, pskCallback: () => key }, (socket) =>
      socket.pipe(socket),
    );
    await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
    closing.push(() => server.close());
    const { proxy, session } = await inspected((server.address() as AddressInfo).port);
    const socket = tls.connect({
      ...secret,
      host: LOOPBACK,
      port: proxy.port,
      checkServerIdentity: () => undefined,
      pskCallback: () => ({ psk: key, identity: "me" }),
    });
    socket.end("hello through TLS");
    expect(await text(socket)).toBe("hello through TLS");
    await until(() => session.events.find(({ kind }) => kind === "protocol")).toMatchObject({
      protocol: "tls",
    });
  });

  test("any bytes arrive as they were sent, in both directions, past one side's end", async () => {
    const random = generator(3);
    const upward = Buffer.from(Array.from({ length: 400_000 }, () => Math.floor(random() * 256)));
    const downward = upward.toReversed();
    const received: Buffer[] = [];
    const server = createServer({ allowHalfOpen: true }, (socket: Socket) => {
      socket.on("data", (chunk: Buffer) => received.push(chunk));
      // It answers only when the client has ended its side.
      socket.on("end", () => socket.end(downward));
    });
    await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
    closing.push(() => server.close());
    const { proxy } = await inspected((server.address() as AddressInfo).port);
    const socket = connect({ port: proxy.port, host: LOOPBACK, allowHalfOpen: true });
    socket.end(upward);
    const back: Buffer[] = [];
    for await (const chunk of socket) back.push(chunk as Buffer);
    expect(Buffer.concat(received).equals(upward)).toBe(true);
    expect(Buffer.concat(back).equals(Buffer.from(downward))).toBe(true);
  });
});

describe("bytes of anybody", () => {
  /** A conversation as it was: who sent what. */
  let recorded: { from: Side; bytes: Buffer }[];

  beforeEach(async () => {
    recorded = [];
    const talk = await startTalk();
    closing.push(() => talk.close());
    const tap = createServer((socket) => {
      const upstream = connect(talk.port, LOOPBACK);
      for (const [from, one, other] of [
        ["client", socket, upstream],
        ["server", upstream, socket],
      ] as const) {
        one.on("data", (bytes: Buffer) => {
          recorded.push({ from, bytes });
          other.write(bytes);
        });
        one.on("error", () => {});
        one.on("close", () => other.destroy());
      }
    });
    await new Promise<void>((resolve) => tap.listen(0, LOOPBACK, resolve));
    closing.push(() => tap.close());
    const client = talk.makeClient((tap.address() as AddressInfo).port);
    for (const number of [1, 2, 3]) {
      await new Promise((resolve) => client.Say({ text: `hi ${number}`, number }, resolve));
      await new Promise((resolve) =>
        client
          .Hear({ text: "hear", number })
          .on("data", () => {})
          .on("end", resolve),
      );
    }
    await new Promise((resolve) => client.Refuse({ text: "no" }, resolve));
    client.close();
  });

  const readAll = (pieces: { from: Side; bytes: Uint8Array }[]): Told[] => {
    const told: Told[] = [];
    const conversation = new Conversation((each) => told.push(each));
    for (const { from, bytes } of pieces) conversation.read(from, bytes);
    return told;
  };

  test("it makes no difference how they are cut", () => {
    const whole = readAll(recorded);
    expect(whole.filter((each) => each.kind === "frame" && each.messages).length).toBeGreaterThan(
      12,
    );
    const single = recorded.flatMap(({ from, bytes }) =>
      Array.from(bytes, (_, at) => ({ from, bytes: bytes.subarray(at, at + 1) })),
    );
    // Which side's frame is complete first may differ; what each side says may not.
    for (const side of ["client", "server"]) {
      const of = (told: Told[]) =>
        told.filter((each) => each.kind === "frame" && each.from === side);
      expect(of(readAll(single))).toEqual(of(whole));
    }
  });

  test("never make it throw, whatever is changed, left out or doubled", () => {
    const random = generator(11);
    const below = (most: number) => Math.floor(random() * most);
    for (let round = 0; round < 3000; round += 1) {
      const pieces = recorded.map(({ from, bytes }) => ({ from, bytes: Buffer.from(bytes) }));
      for (let change = 0; change <= below(6); change += 1) {
        const at = below(pieces.length);
        const { from, bytes } = pieces[at]!;
        const kind = below(4);
        if (kind === 0) bytes[below(bytes.length)] = below(256);
        if (kind === 1) pieces[at] = { from, bytes: bytes.subarray(0, below(bytes.length)) };
        if (kind === 2) pieces.splice(at, 0, { from, bytes });
        if (kind === 3)
          pieces.splice(at, 0, {
            from,
            bytes: Buffer.from(Array.from({ length: below(40) }, () => below(256))),
          });
      }
      const calls = new Calls();
      for (const told of readAll(pieces)) {
        const seen = calls.add({ at: 0, connection: 1, ...told } as WireEvent);
        asJsonLine(seen, { messages: {}, enums: {}, methods: {} });
        asLines(seen, { messages: {}, enums: {}, methods: {} }, words);
      }
    }
  });

  test("noise after a right beginning never makes it throw either", () => {
    const random = generator(5);
    for (let round = 0; round < 3000; round += 1) {
      const noise = Buffer.from(Array.from({ length: 200 }, () => Math.floor(random() ** 4 * 256)));
      readAll([
        { from: "client", bytes: PREFACE },
        { from: "client", bytes: noise },
        { from: "server", bytes: noise },
      ]);
    }
  });

  test("a block of headers that never ends takes no more room than it may", () => {
    const conversation = new Conversation(() => {});
    conversation.read("client", PREFACE);
    const endless = Buffer.concat([Buffer.from("000000090000000001", "hex")]);
    const before = usedMemory();
    const many = Buffer.concat(Array.from({ length: 10_000 }, () => endless));
    for (let round = 0; round < 20; round += 1) conversation.read("client", many);
    expect(usedMemory() - before).toBeLessThan(5_000_000);
  });

  test("a frame that is too long to be kept is said to be, and what would build on it is not read", () => {
    const data = (length: number) => frame(0, 0, 1, Buffer.alloc(length));
    const told = readAll([
      { from: "client", bytes: PREFACE },
      { from: "client", bytes: frame(1, 4, 1, literal(FIELDS)) },
      { from: "client", bytes: data(6) },
      { from: "client", bytes: data(2_000_000) },
      { from: "client", bytes: data(6) },
      { from: "client", bytes: frame(1, 4, 3, Buffer.alloc(2_000_000)) },
      { from: "client", bytes: frame(1, 4, 5, literal(FIELDS)) },
    ]).filter((each) => each.kind === "frame");
    const problems = told.map(({ problem, messages }) => problem ?? messages?.length);
    expect(problems).toEqual([
      undefined,
      1,
      "too-long",
      undefined,
      "too-long",
      "headers-unreadable",
    ]);
  });

  test("of a long message only the beginning takes room", () => {
    const reader = new MessageReader();
    reader.push(Buffer.from("00ffffffff", "hex"));
    const before = usedMemory();
    const part = Buffer.alloc(1_000_000);
    for (let round = 0; round < 200; round += 1) reader.push(part);
    expect(reader.isInside).toBe(true);
    expect(usedMemory() - before).toBeLessThan(5_000_000);
  });

  test("headers that cannot be unpacked are said to be, and so are those after them", () => {
    const compressor = hpack.compressor.create({ table: { maxSize: 4096 } });
    compressor.write([{ name: ":path", value: "/talk.Talk/Say" }]);
    const good: Buffer = compressor.read();
    const headers = (stream: number, block: Buffer) => {
      const header = Buffer.from("000000010400000000", "hex");
      header.writeUIntBE(block.length, 0, 3);
      header.writeUInt32BE(stream, 5);
      return { from: "client" as const, bytes: Buffer.concat([header, block]) };
    };
    const told = readAll([
      { from: "client", bytes: PREFACE },
      headers(1, good),
      headers(3, Buffer.of(0xff, 0xff, 0xff, 0xff, 0xff, 0xff)),
      headers(5, good),
    ]);
    const frames = told.filter((each) => each.kind === "frame");
    expect(frames.map(({ problem }) => problem)).toEqual([
      undefined,
      "headers-unreadable",
      "headers-unreadable",
    ]);
    expect(frames[0]?.headers?.fields).toEqual([[":path", "/talk.Talk/Say"]]);
  });
});

describe("what is kept", () => {
  const ping = (at: number): Told => ({
    kind: "frame",
    from: "client",
    header: "000008060000000000",
    type: "PING",
    flags: [],
    stream: 0,
    length: 8,
    fields: { opaque: String(at) },
  });

  test("a million frames do not fill the memory, and the newest are there", () => {
    const session = new Session();
    const conversation = new Conversation((told) => session.add(1, told));
    conversation.read("client", PREFACE);
    const one = Buffer.from("0000080600000000000011223344556677", "hex");
    const thousand = Buffer.concat(Array.from({ length: 1000 }, () => one));
    const before = usedMemory();
    for (let round = 0; round < 1000; round += 1) conversation.read("client", thousand);
    expect(session.end).toBe(1_000_001);
    expect(session.events.length).toBeLessThanOrEqual(20_000);
    expect(session.events.length).toBeGreaterThanOrEqual(14_000);
    expect(usedMemory() - before).toBeLessThan(40_000_000);
  });

  test("large messages count by their size", () => {
    const session = new Session();
    const bytes = "A".repeat(60_000);
    for (let at = 0; at < 3000; at += 1) {
      session.add(1, { ...ping(at), messages: [{ flag: 0, length: 45_000, bytes }] } as Told);
    }
    const kept = session.events.length * 60_000;
    expect(kept).toBeLessThan(33 * 1024 * 1024);
    expect(kept).toBeGreaterThan(16 * 1024 * 1024);
  });

  test("who reads slowly is not waited for, and is told how much is missing", async () => {
    const session = new Session();
    let taken = "";
    let go: (() => void) | undefined;
    const slow = new Writable({
      highWaterMark: 1000,
      decodeStrings: false,
      write(chunk: string, _, done) {
        taken += chunk;
        if (go) done();
        else go = done;
      },
    });
    const format = (event: WireEvent) => `${(event as FrameEvent).fields!["opaque"]}\n`;
    follow(session, slow, { format, skipped: (count) => `missing ${count}\n` });
    for (let at = 0; at < 50_000; at += 1) session.add(1, ping(at));
    expect(slow.writableLength).toBeLessThan(2000);
    go!();
    await until(() => taken.endsWith("\n49999\n")).toBe(true);
    const lines = taken.trim().split("\n");
    const missing = lines.flatMap((line) => /missing (\d+)/.exec(line)?.[1] ?? []).map(Number);
    expect(missing.length).toBeGreaterThan(0);
    const sum = missing.reduce((one, other) => one + other);
    expect(lines.length - missing.length + sum).toBe(50_000);
  });

  test("who comes later reads from the beginning, and who has gone is written to no more", async () => {
    const session = new Session();
    for (const at of [1, 2]) session.add(1, ping(at));
    const reader = new PassThrough();
    const stop = follow(session, reader, { format: ({ kind }) => `${kind}\n`, skipped: String });
    session.add(1, ping(3));
    stop();
    session.add(1, ping(4));
    expect(await text(reader.end())).toBe("frame\nframe\nframe\n");
  });
});

/** In bytes, without what is only not yet collected. */
function usedMemory(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Numbers from 0 to 1 that are the same each time. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
