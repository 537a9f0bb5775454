// npm run inspect, between npm run server and npm run chat.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOOPBACK } from "../../ground/address.ts";
import { freePort } from "../../ground/port.ts";
import { CourseCopy } from "../support/course-copy.ts";
import { postNote } from "../support/test-site.ts";

/** Reads what a page is told until these words are in it. */
async function until(page: string, words: string): Promise<void> {
  const { body } = await fetch(new URL("/events", page));
  let told = "";
  for await (const chunk of body!.pipeThrough(new TextDecoderStream())) {
    told += chunk;
    if (told.includes(words)) return;
  }
  expect(told).toContain(words);
}

let course: CourseCopy;
beforeAll(() => {
  course = new CourseCopy();
  course.solve(1);
});
afterAll(() => course.remove());

describe("inspect", () => {
  test("shows the chat's calls, by the learner's contract, in lines and as JSON", async () => {
    const server = course.start("server", ["--port", "0"]);
    const [, to = ""] = await server.until(/listens on (\S+)\. /);
    for (const [flag, shows] of [
      ["--plain", /ChatStream, server streaming\.[^]*RST_STREAM with CANCEL/],
      ["--json", /"json":\{\},?[^]*"error":"8 CANCEL"/],
    ] as const) {
      const listen = `${LOOPBACK}:${await freePort(50_100)}`;
      const inspect = course.start("inspect", ["--to", to, "--listen", listen, flag]);
      await inspect.until(/is passed on to/);
      const chat = course.start("chat", ["--name", "alice", "--address", listen]);
      await inspect.until(/ChatStream/);
      chat.endInput();
      await inspect.until(shows);
      await chat.finished;
      await inspect.stop();
    }
    await server.stop();
  });

  test("starts along with chat and demo, and shows their calls", async () => {
    const server = course.start("server", ["--port", "0"]);
    const [, at = ""] = await server.until(/listens on (\S+)\. /);
    const chat = course.start("chat", ["--name", "alice", "--address", at, "--inspect"]);
    const [, chatPage = ""] = await chat.until(/over the wire: (\S+)/);
    await until(chatPage, "/chat.ChatServer/ChatStream");
    chat.endInput();
    expect((await chat.finished).code).toBe(0);
    await server.stop();

    const demo = course.start("demo", ["--port", "0", "--inspect"]);
    const [, site = ""] = await demo.until(/web chat is at (\S+)/);
    const [, page = ""] = await demo.until(/over the wire: (\S+)/);
    expect((await postNote(site, { name: "alice", message: "hi" })).status).toBe(200);
    await until(page, "/chat.ChatServer/SendNote");
    await demo.stop();
  });

  test("a contract that cannot be read is named, and read when it is saved anew", async () => {
    const [broken, whole] = ["string = 1;", "string name = 1;"].map(
      (field) => `syntax = "proto3";\nmessage Broken { ${field} }\n`,
    );
    course.write("proto/broken.proto", broken!);
    const inspect = course.start("inspect", ["--listen", `${LOOPBACK}:${await freePort(50_100)}`]);
    await inspect.until(/is passed on to/);
    expect(inspect.output).toContain("proto/broken.proto:2:");
    expect(inspect.output).toContain("show numbers for names");
    course.write("proto/broken.proto", whole!);
    await inspect.until(/show by the new ones/);
    course.write("proto/broken.proto", broken!);
    await inspect.until(/show as before the change:\n.*proto\/broken.proto:2:/);
    await inspect.stop();
  });

  test.each([
    [["--to", "nowhere"], "--to 127.0.0.1:50051"],
    [["--listen", "127.0.0.1:50051"], "would pass on to itself"],
    [["--listen", "0.0.0.0:50051", "--to", "localhost:50051"], "would pass on to itself"],
    [["--listen", "192.0.2.1:50050"], "no address to listen on at this machine"],
  ])("refuses %s in a sentence", async (args, sentence) => {
    const { code, output } = await course.run("inspect", args);
    expect({ code, output }).toEqual({ code: 2, output: expect.stringContaining(sentence) });
  });
});
