// npm run chat, with a server that means no good or has little time.
import {
  type sendUnaryData,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  status,
  type UntypedHandleCall,
} from "@grpc/grpc-js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LOOPBACK, placeOf } from "../../ground/address.ts";
import { CourseCopy } from "../support/course-copy.ts";
import { Terminal } from "../support/terminal.ts";

/** Clears the screen, sets the title, and turns the order of letters round. */
const HOSTILE = "\u001b[2J\u001b]0;mine\u0007\u009b31m\u007f\r\u202efdp";
const SPELLED = "\\u001b[2J\\u001b]0;mine\\u0007\\u009b31m\\u007f\\u000d\\u202efdp";
const same = (bytes: Buffer) => bytes;
const RAW = {
  requestStream: false,
  requestSerialize: same,
  requestDeserialize: same,
  responseSerialize: same,
  responseDeserialize: same,
};

let course: CourseCopy;
let server: Server;
let address: string;
let subscriber: Promise<ServerWritableStream<Buffer, Buffer>>;

beforeAll(() => {
  course = new CourseCopy();
});
afterAll(() => course.remove());

beforeEach(async () => {
  server = new Server();
  let subscribe!: (call: ServerWritableStream<Buffer, Buffer>) => void;
  subscriber = new Promise((resolve) => (subscribe = resolve));
  const handlers: Record<string, UntypedHandleCall> = {
    ChatStream: subscribe,
    SendNote: (call: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>) => {
      if (!call.request.includes("late")) {
        answer({ code: status.INVALID_ARGUMENT, details: HOSTILE });
      }
    },
  };
  server.addService(
    {
      ChatStream: { ...RAW, path: "/chat.ChatServer/ChatStream", responseStream: true },
      SendNote: { ...RAW, path: "/chat.ChatServer/SendNote", responseStream: false },
    },
    handlers,
  );
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${LOOPBACK}:0`, ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  address = `${LOOPBACK}:${port}`;
});
afterEach(() => server.forceShutdown());

function asAlice(): string[] {
  return ["--name", "alice", "--address", address];
}

function field(number: number, text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
}

describe("chat", () => {
  test("nothing that a server says steers the terminal", async () => {
    const chat = course.start("chat", asAlice());
    const stream = await subscriber;
    stream.write(Buffer.concat([field(1, `eve${HOSTILE}`), field(2, HOSTILE)]));
    await chat.until(/eve/);
    chat.type("hello\n");
    await chat.until(/refused the note/);
    stream.emit("error", { code: status.PERMISSION_DENIED, details: `no ${HOSTILE}` });
    const { code, output } = await chat.finished;
    expect(code).toBe(1);
    for (const words of [
      `eve${SPELLED}: ${SPELLED}`,
      `The server refused the note: ${SPELLED}.`,
      `PERMISSION_DENIED: no ${SPELLED}.`,
    ]) {
      expect(output).toContain(words);
    }
    expect(output).not.toMatch(/(?![\n\t])[\p{Cc}\u202e]/u);
  });

  test("a note without an answer may have arrived, and the chat says so", async () => {
    const chat = course.start("chat", asAlice());
    await subscriber;
    chat.type("late\n");
    await chat.until(/did not answer in time\. The note may have arrived all the same\./);
    chat.endInput();
    expect(await chat.finished).toMatchObject({ code: 0 });
  });

  test("an ended stream ends the chat", async () => {
    const terminal = new Terminal(course.dir, [...course.words("chat"), ...asAlice()]);
    (await subscriber).end();
    await terminal.until(/The server has ended the stream/);
    expect(await terminal.ended).toBe(0);
  });

  test.each([
    ["the stream ends", 0, undefined],
    ["the call fails", 1, { code: status.UNAVAILABLE, details: "gone" }],
  ] as const)("keeps a line that is half typed when %s", async (_when, code, error) => {
    const terminal = new Terminal(course.dir, [...course.words("chat"), ...asAlice()]);
    const stream = await subscriber;
    terminal.press("rm -");
    await terminal.until(/rm -/);
    if (error) stream.emit("error", error);
    else stream.end();
    await terminal.until(/Press Enter to leave/);
    terminal.press("f *\r");
    await terminal.until(/Not sent: rm -f \*/);
    const { port } = placeOf(address);
    const advice = new RegExp(`no server at [^]*: npm run server -- --port ${port}\\b`);
    await terminal.until(error ? advice : /has ended the stream/);
    expect(await terminal.ended).toBe(code);
  });
});
