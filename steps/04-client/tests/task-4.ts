import { connect } from "node:net";
import { status } from "@grpc/grpc-js";
import { describe, test } from "vitest";
import { fail } from "../../kit/check.ts";
import { deadAddress } from "../../kit/dead-address.ts";
import { say, task } from "../../kit/say.ts";
import { explain } from "../client.ts";
import { named } from "./outcome.ts";
import { CODES, errorOf, refusing, Site } from "./site.ts";

const ACCUSED = { in: "explain" };
/** The codes that have a sentence of their own. */
const OF_THEIR_OWN = new Set([
  status.UNAVAILABLE,
  status.DEADLINE_EXCEEDED,
  status.INVALID_ARGUMENT,
]);

describe(task(4, "Say it in a sentence", "エラーを文で説明する"), () => {
  test(
    say(
      "UNAVAILABLE: the address, and the command that starts a server",
      "UNAVAILABLE：アドレスと、サーバーを起動するコマンド",
    ),
    async () => {
      const address = await deadAddress();
      const sentence = said(await errorOf(address), address);
      holds(sentence, address, say("the address", "アドレス"), "UNAVAILABLE");
      holds(sentence, "npm run server", say("the command", "コマンド"), "UNAVAILABLE");
    },
  );

  test(
    say(
      "DEADLINE_EXCEEDED: the address, and no advice to start a server that is there",
      "DEADLINE_EXCEEDED：アドレス（動いているサーバーを起動しろとは言わない）",
    ),
    async () => {
      const site = await Site.open({ sendNote: () => {} });
      const sentence = said(await errorOf(site.address, 100), site.address);
      holds(sentence, site.address, say("the address", "アドレス"), "DEADLINE_EXCEEDED");
      if (sentence.includes("npm run server")) {
        fail(
          say(
            "`explain` says to start a server, but DEADLINE_EXCEEDED means that there is one, and that it was too slow.",
            "`explain` はサーバーを起動するように言っていますが、DEADLINE_EXCEEDED はサーバーの応答が遅いという意味です。",
          ),
        );
      }
    },
  );

  test(
    say("INVALID_ARGUMENT: the server's own words", "INVALID_ARGUMENT：サーバー自身の説明"),
    async () => {
      const details =
        "a name has at most 64 bytes, and this one has 65: shorten it, and send the note again";
      const site = await Site.open({
        sendNote: (_call, callback) => callback({ code: status.INVALID_ARGUMENT, details }),
      });
      const sentence = said(await errorOf(site.address), site.address);
      const words = say("the server's `details`", "サーバーの `details` ");
      holds(sentence, details, words, "INVALID_ARGUMENT");
    },
  );

  test(
    say("other status codes: the code's name", "そのほかのステータスコード：コードの名前"),
    async () => {
      const site = await Site.open(refusing());
      for (const code of CODES) {
        const sentence = said(await errorOf(site.address), site.address);
        if (OF_THEIR_OWN.has(code)) continue;
        const name = status[code];
        const what = say("its name (`status[code]`)", "その名前（`status[code]`）");
        holds(sentence, name, what, name);
      }
    },
  );

  test(
    say("an error that is not of gRPC: its own message", "gRPC のものでないエラー：そのメッセージ"),
    async () => {
      const message = say("the loop's own error", "ループの中のエラー");
      const what = say("an error that is not of gRPC", "gRPC のものでないエラー");
      const words = say("its message", "そのメッセージ");
      holds(said(new Error(message), "127.0.0.1:50051"), message, words, what);
      // Errors of Node have a `code` as well, and it is a string.
      const [host, port] = (await deadAddress()).split(":");
      const refused = await new Promise<Error>((resolve) =>
        connect(Number(port), host).on("error", resolve),
      );
      holds(said(refused, "127.0.0.1:50051"), refused.message, words, what);
      const text = say("a string that was thrown", "投げられた文字列");
      holds(said(text, "127.0.0.1:50051"), text, words, text);
      // What an aborted signal throws has a `code` that is a number, but not one of gRPC.
      const { reason } = AbortSignal.abort() as { reason: DOMException };
      holds(said(reason, "127.0.0.1:50051"), reason.message, words, `${reason.name}`);
      // So has the error of a command that exits with 1, which is no CANCELLED.
      const exit = Object.assign(new Error("Command failed: false"), { code: 1 });
      holds(said(exit, "127.0.0.1:50051"), exit.message, words, exit.message);
      // Nor are `details` alone enough.
      for (const more of [{ details: "more of it" }, { details: "more of it", code: "E14" }]) {
        const other = Object.assign(new Error("not the error of a call"), more);
        holds(said(other, "127.0.0.1:50051"), other.message, words, JSON.stringify(more));
      }
      const itself = say("the thing itself as text", "それ自身を文字列にしたもの");
      for (const other of [undefined, null, 42, Symbol("thrown")]) {
        holds(said(other, "127.0.0.1:50051"), String(other), itself, String(other));
      }
    },
  );
});

/** What `explain` says. */
function said(error: unknown, address: string): string {
  let sentence: unknown;
  try {
    sentence = explain(error, address);
  } catch (thrown) {
    fail(
      say(
        `\`explain\` threw ${named(thrown)} for ${named(error)}: it must give a sentence for whatever was thrown.`,
        `\`explain\` が ${named(error)} に対して ${named(thrown)} を投げました。何が投げられても文を返さなければなりません。`,
      ),
      { ...ACCUSED, cause: thrown },
    );
  }
  if (typeof sentence === "string") return sentence;
  return fail(
    say(
      `\`explain\` returned ${String(sentence)} for ${named(error)}: it must return a sentence.`,
      `\`explain\` が ${named(error)} に対して ${String(sentence)} を返しました。文を返さなければなりません。`,
    ),
    ACCUSED,
  );
}

/** Fails unless the sentence that `explain` gives has `part` in it. */
function holds(sentence: string, part: string, what: string, of: string) {
  if (sentence.includes(part)) return;
  fail(
    say(
      `what \`explain\` says of ${of} does not hold ${what}.`,
      `「${of}」のときに \`explain\` が返す文に、${what}がありません。`,
    ),
    { ...ACCUSED, expected: part, actual: sentence },
  );
}
