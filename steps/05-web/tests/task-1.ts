import type { sendUnaryData } from "@grpc/grpc-js";
import { describe, test } from "vitest";
import { Empty } from "../../../gen/chat_pb.js";
import { fail, same } from "../../kit/check.ts";
import { openChannels } from "../../kit/channels.ts";
import { LONGEST } from "../../kit/longest.ts";
import { say, task } from "../../kit/say.ts";
import { until } from "../../kit/wait.ts";
import { hasOneChannel, reached, Sending } from "./browser.ts";
import { PROTOCOLS, Site } from "./site.ts";

describe(task(1, "Pass a note on", "ノートを取り次ぐ"), () => {
  test(
    say(
      "SendNote brings the note to the server, over gRPC-Web and Connect",
      "SendNote が、gRPC-Web でも Connect でもノートをサーバーに届ける",
    ),
    async () => {
      const site = await Site.open();
      for (const protocol of PROTOCOLS) {
        await new Sending(site.browser(protocol), {
          name: " A ありす e\u0301 ",
          message: `${protocol}\r\n e\u0301 ﬁ\0`,
        }).succeeds(protocol);
      }
      await until(
        () => site.sent.length >= PROTOCOLS.length,
        () =>
          say(
            "SendNote answers the browser, and the server has not been asked.",
            "SendNote はブラウザーに応答しましたが、サーバーは呼ばれていません。",
          ),
        { in: "sendNote" },
      );
      same(
        site.sent.map(({ note }) => note),
        PROTOCOLS.map((protocol) => ` A ありす e\u0301 : ${protocol}\r\n e\u0301 ﬁ\0`),
        say(
          "The server must get each note once, with the name and the message that the browser sent.",
          "サーバーには、ブラウザーが送った name と message のノートが、1件ずつ届かなければなりません。",
        ),
        { in: "sendNote" },
      );
      await new Sending(site.browser(), LONGEST).succeeds("gRPC-Web");
    },
  );

  test(
    say("SendNote answers plain JSON with {}", "SendNote が、プレーンな JSON に {} と応答する"),
    async () => {
      const site = await Site.open();
      const { status, body } = await site.json({ name: "curl", message: " <b>& " });
      same(
        { status, body },
        { status: 200, body: {} },
        say(
          `A note as plain JSON must be answered with HTTP status 200 and {}, and was not: ${JSON.stringify(body)}`,
          `プレーンな JSON のノートには、HTTP ステータス200と {} で応答しなければなりません。実際：${JSON.stringify(body)}`,
        ),
        { in: "sendNote" },
      );
      await until(
        () => site.sent.length > 0,
        () =>
          say(
            "SendNote answers the JSON, and the server has not been asked.",
            "SendNote は JSON に応答しましたが、サーバーは呼ばれていません。",
          ),
        { in: "sendNote" },
      );
      same(
        site.sent.map(({ note }) => note),
        ["curl:  <b>& "],
        say(
          "The server must get the note of the JSON.",
          "サーバーには、JSON のノートが届かなければなりません。",
        ),
        { in: "sendNote" },
      );
    },
  );

  test(
    say(
      "all calls share one channel, which close closes",
      "すべての呼び出しが1つのチャネルを使い、close がそれを閉じる",
    ),
    async () => {
      const site = await Site.open({ sendNote: () => {} });
      for (let count = 1; count <= 3; count += 1) {
        await reached(site.sent, new Sending(site.browser()), count);
      }
      await hasOneChannel(site, "createGateway");
      site.closeGateway();
      same(
        await openChannels(site.server),
        0,
        say(
          "`close` of the gateway must close its channel: `stub.close()`.",
          "ゲートウェイの `close` は、チャネルを閉じなければなりません（`stub.close()`）。",
        ),
        { in: "close" },
      );
    },
  );

  test(
    say(
      "SendNote answers when the server has answered, not before",
      "SendNote は、サーバーが応答してから応答する",
    ),
    async () => {
      const waiting: sendUnaryData<Empty>[] = [];
      const site = await Site.open({
        sendNote: (call, callback) => {
          if (call.request.getName() === "alice") waiting.push(callback);
          else callback(null, new Empty());
        },
      });
      const first = new Sending(site.browser());
      await reached(site.sent, first);
      // Another call there and back is time enough for an answer that is too early.
      await new Sending(site.browser(), { name: "bob", message: "hi" }).succeeds("gRPC-Web");
      if (first.settled) {
        fail(
          say(
            "SendNote has answered the browser, and the server has not answered yet: it might still refuse the note.",
            "サーバーがまだ応答していないのに、SendNote がブラウザーに応答しました。サーバーはノートを拒否するかもしれません。",
          ),
          { in: "sendNote" },
        );
      }
      for (const answer of waiting) answer(null, new Empty());
      await first.succeeds("gRPC-Web");
    },
  );
});
