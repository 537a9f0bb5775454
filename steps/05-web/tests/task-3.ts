import { connect } from "node:net";
import { Code } from "@connectrpc/connect";
import { describe, onTestFinished, test } from "vitest";
import { fail, same } from "../../kit/check.ts";
import { deadAddress } from "../../kit/dead-address.ts";
import { LONGEST } from "../../kit/longest.ts";
import { say, task } from "../../kit/say.ts";
import { untilStill, within } from "../../kit/wait.ts";
import { hasOneChannel, sameCode, Tab } from "./browser.ts";
import { asText, BECAUSE, CODES, noteOf, PROTOCOLS, Site } from "./site.ts";

describe(task(3, "Pass the stream on", "ストリームを取り次ぐ"), () => {
  test(
    say(
      "ChatStream brings the notes so far, and each new one as soon as it is sent",
      "ChatStream が、それまでのノートと、新しいノートをすぐに届ける",
    ),
    async () => {
      const site = await Site.open();
      const early = Array.from({ length: 120 }, (_, i) => `early ${i}`);
      for (const message of early) site.take({ name: "alice", message });
      const notes = early.map((message) => `alice: ${message}`);
      const tabs = PROTOCOLS.map((protocol) => new Tab(site.browser(protocol)));
      for (const tab of tabs) await tab.hears(notes);
      // Equal ones, and what trimming, escaping or normalising would change.
      for (const text of [" ボブ ", " <B>&amp;\r\n e\u0301 ", " ", "\0", "\0"]) {
        site.take({ name: text, message: text });
        notes.push(`${text}: ${text}`);
        for (const tab of tabs) await tab.hears(notes);
      }
      site.take(LONGEST);
      for (const tab of tabs) await tab.hears([...notes, asText(LONGEST)]);
    },
  );

  test(
    say("each browser has a stream of its own", "ブラウザーごとに別のストリームがある"),
    async () => {
      const site = await Site.open();
      const first = new Tab(site.browser());
      await first.reaches(site.streams);
      site.take({ name: "alice", message: "1" });
      await first.hears(["alice: 1"]);
      const second = new Tab(site.browser());
      await second.hears(["alice: 1"]);
      site.take({ name: "alice", message: "2" });
      for (const tab of [first, second]) await tab.hears(["alice: 1", "alice: 2"]);
      await hasOneChannel(site, "chatStream");
    },
  );

  test(
    say("ChatStream ends when the server ends it", "サーバーが終えると ChatStream も終わる"),
    async () => {
      const site = await Site.open({
        chatStream: (call) => {
          call.write(noteOf("alice", "bye"));
          call.write(noteOf("", ""));
          call.end();
        },
      });
      const tab = new Tab(site.browser());
      await tab.ends();
      if (tab.error !== undefined) sameCode(tab.error, 0 as Code, undefined, "ChatStream");
      await tab.hears(["alice: bye", ": "]);
    },
  );

  test(
    say(
      "an error of the server's ends ChatStream with its code and text",
      "サーバーのエラーで、ChatStream がそのコードと説明で終わる",
    ),
    async () => {
      const left = [
        ...CODES.map((code, i) => ({ code, protocol: PROTOCOLS[i % 2]!, details: BECAUSE })),
        ...PROTOCOLS.map((protocol) => ({ code: Code.Aborted, protocol, details: "" })),
      ];
      let now = left[0]!;
      const site = await Site.open({
        chatStream: (call) => {
          if (now.details) call.write(noteOf("alice", "hi"));
          call.emit("error", { code: now.code, details: now.details });
        },
      });
      for (now of left) {
        const tab = new Tab(site.browser(now.protocol));
        await tab.ends();
        sameCode(tab.error, now.code, now.details, "ChatStream", now.protocol);
        await tab.hears(now.details ? ["alice: hi"] : []);
      }
      same(
        site.streams.length,
        left.length,
        say(
          "The server must be asked for one stream for each of a browser's, also when that fails: whether to try again is for the browser to say.",
          "ブラウザーのストリーム1本につき、サーバーのストリームも1本です。失敗しても同じで、やり直すかどうかはブラウザーが決めます。",
        ),
        { in: "chatStream" },
      );
    },
  );

  test(
    say(
      "without a server ChatStream is Unavailable",
      "サーバーがなければ ChatStream は Unavailable になる",
    ),
    async () => {
      const site = await Site.inFrontOf(await deadAddress());
      const tab = new Tab(site.browser("Connect"));
      await tab.ends();
      sameCode(tab.error, Code.Unavailable, undefined, "ChatStream");
    },
  );

  test(
    say(
      "a browser that reads slowly holds the server back",
      "ゆっくり読むブラウザーは、サーバーを待たせる",
    ),
    async () => {
      const TOO_MANY = 400;
      // In letters of three bytes: what decodes it takes them one by one.
      const note = noteOf("alice", "あ".repeat(22 * 1024));
      // Made once: it is written hundreds of times.
      const bytes = note.serializeBinary();
      note.serializeBinary = () => bytes;
      const server = { taken: 0 };
      const site = await Site.open({
        chatStream: (call) => {
          const more = () => {
            while (server.taken < TOO_MANY && call.write(note)) server.taken += 1;
          };
          call.on("drain", more);
          more();
        },
      });
      const socket = connect(site.port, "127.0.0.1");
      onTestFinished(() => void socket.destroy());
      socket.on("error", () => {});
      const body = Buffer.alloc(5);
      socket.write(
        `POST /chat.ChatServer/ChatStream HTTP/1.1\r\nHost: ${site.url.slice(7)}\r\nContent-Type: application/grpc-web+proto\r\nContent-Length: ${body.length}\r\n\r\n`,
      );
      socket.write(body);
      // It reads the head of the answer, and then no more.
      const head = await within(
        new Promise<Buffer>((resolve) => {
          socket.once("data", (chunk) => {
            socket.pause();
            resolve(chunk);
          });
        }),
        say("ChatStream does not answer the browser.", "ChatStream がブラウザーに応答しません。"),
        { in: "chatStream" },
      );
      if (!head.includes("200 OK") || site.streams.length === 0) {
        const said = head.toString().replace(/[^ -~]+/g, " ");
        fail(
          say(
            `ChatStream does not bring the server's notes: ${said}`,
            `ChatStream がサーバーのノートを届けません：${said}`,
          ),
          { in: "chatStream" },
        );
      }
      // On the way there is room for some notes, not for all.
      await untilStill(() => server.taken);
      if (server.taken >= TOO_MANY) {
        fail(
          say(
            `The browser reads nothing, and the gateway has taken ${server.taken} notes of 64 kB from the server: they wait in its memory. Take the next note only when the last one is on its way.`,
            `ブラウザーが何も読んでいないのに、ゲートウェイはサーバーから 64 kB のノートを${server.taken}件も受け取り、メモリーにためています。次のノートは、前のノートを送り出してから受け取ってください。`,
          ),
          { in: "chatStream" },
        );
      }
    },
  );
});
