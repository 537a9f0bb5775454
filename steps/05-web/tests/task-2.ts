import { Code } from "@connectrpc/connect";
import { describe, test } from "vitest";
import { fail, same } from "../../kit/check.ts";
import { deadAddress } from "../../kit/dead-address.ts";
import { say, task } from "../../kit/say.ts";
import { hasOneChannel, sameCode, Sending } from "./browser.ts";
import { BECAUSE, CODES, PROTOCOLS, type Protocol, Site } from "./site.ts";

const askedAgain = () =>
  say(
    "The server must be asked once for each call of a browser's, also when that fails: whether to try again is for the browser to say.",
    "ブラウザーの呼び出し1回につき、サーバーを呼ぶのは1回です。失敗しても同じで、やり直すかどうかはブラウザーが決めます。",
  );

describe(task(2, "Pass an error on", "エラーを取り次ぐ"), () => {
  test(
    say(
      "a note that the server refuses fails with the server's code and text",
      "サーバーが拒否したノートは、サーバーのコードと説明で失敗する",
    ),
    async () => {
      const site = await Site.open();
      for (const protocol of PROTOCOLS) {
        const sending = await new Sending(site.browser(protocol), {
          name: "",
          message: "hi",
        }).answered();
        sameCode(sending.error, Code.InvalidArgument, "name is empty", "SendNote", protocol);
      }
      // How long a note may be is for the server to say as well.
      const long = await new Sending(site.browser(), {
        name: "alice",
        message: "m".repeat(5000),
      }).answered();
      const tooLong = "message is 5000 bytes long, more than 4096";
      sameCode(long.error, Code.InvalidArgument, tooLong, "SendNote", "gRPC-Web");
      const { status, body } = await site.json({ name: "alice" });
      same(
        { status, body },
        { status: 400, body: { code: "invalid_argument", message: "message is empty" } },
        say(
          "A refused note that came as plain JSON must be answered with HTTP status 400, the code and the text.",
          "プレーンな JSON で来たノートの拒否は、HTTP ステータス400とコードと説明で応答しなければなりません。",
        ),
        { in: "sendNote" },
      );
      if (site.sent.length > PROTOCOLS.length + 2) fail(askedAgain(), { in: "sendNote" });
      same(
        site.sent.length,
        PROTOCOLS.length + 2,
        say(
          "The gateway refuses the note by itself, and the server was not asked: what a note may be is for the server alone to say.",
          "サーバーに尋ねずに、ゲートウェイがノートを拒否しています。どんなノートを受け付けるかを決めるのは、サーバーだけです。",
        ),
        { in: "sendNote" },
      );
    },
  );

  test(
    say(
      "each of the sixteen status codes comes through, over both protocols",
      "16種類のステータスコードが、どちらのプロトコルでも届く",
    ),
    async () => {
      const site = await Site.open({
        sendNote: (call, callback) =>
          callback({
            code: Number(call.request.getMessage()),
            details: call.request.getName() === "terse" ? "" : BECAUSE,
          }),
      });
      const fails = async (code: Code, protocol: Protocol, details: string) => {
        const note = { name: details ? "alice" : "terse", message: String(code) };
        const { error } = await new Sending(site.browser(protocol), note).answered();
        sameCode(error, code, details, "SendNote", protocol);
      };
      for (const [index, code] of CODES.entries())
        await fails(code, PROTOCOLS[index % 2]!, BECAUSE);
      for (const protocol of PROTOCOLS) await fails(Code.Aborted, protocol, "");
      same(site.sent.length, CODES.length + PROTOCOLS.length, askedAgain(), { in: "sendNote" });
      await hasOneChannel(site, "sendNote");
    },
  );

  test(
    say("a server that is not there is Unavailable", "サーバーがなければ Unavailable になる"),
    async () => {
      const site = await Site.inFrontOf(await deadAddress());
      const sending = await new Sending(site.browser("Connect")).answered();
      sameCode(sending.error, Code.Unavailable, undefined, "SendNote");
    },
  );
});
