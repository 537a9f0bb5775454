import { Code, type ConnectError } from "@connectrpc/connect";
import { Metadata } from "@grpc/grpc-js";
import { describe, test } from "vitest";
import { Empty } from "../../../gen/chat_pb.js";
import { fail, same } from "../../kit/check.ts";
import { say, task } from "../../kit/say.ts";
import { within } from "../../kit/wait.ts";
import { describeError, sameCode, Sending, Tab } from "./browser.ts";
import { noteOf, PROTOCOLS, Site } from "./site.ts";

describe(task(5, "Pass on how long, and who", "期限とメタデータを取り次ぐ"), () => {
  test(
    say(
      "the server is told how long the browser waits, and no limit where it names none",
      "ブラウザーが待つ時間がサーバーに伝わり、期限がなければ期限なしで伝わる",
    ),
    async () => {
      const site = await Site.open();
      for (const [index, protocol] of PROTOCOLS.entries()) {
        const options = { timeoutMs: 30_000 };
        const sending = new Sending(site.browser(protocol), undefined, options);
        await sending.succeeds(protocol);
        const tab = new Tab(site.browser(protocol), options);
        await tab.reaches(site.streams, index + 1);
        for (const [method, asked] of [
          ["SendNote", site.sent[index]],
          ["ChatStream", site.streams[index]],
        ] as const) {
          const msLeft = asked?.msLeft ?? Infinity;
          if (msLeft < 25_000 || msLeft > 30_100) {
            fail(
              say(
                `${method}: the browser waits 30 seconds, and the server has been told ${inSeconds(msLeft)}. Give the call the deadline \`Date.now() + context.timeoutMs()\`.`,
                `${method}：ブラウザーは30秒待ちますが、サーバーに伝わったのは${inSeconds(msLeft)}でした。呼び出しに、期限 \`Date.now() + context.timeoutMs()\` を付けてください。`,
              ),
            );
          }
        }
      }
      const unlimited = await Site.open();
      await new Sending(unlimited.browser()).succeeds("gRPC-Web");
      const tab = new Tab(unlimited.browser());
      await tab.reaches(unlimited.streams);
      same(
        { SendNote: unlimited.sent[0]?.msLeft, ChatStream: unlimited.streams[0]?.msLeft },
        { SendNote: Infinity, ChatStream: Infinity },
        say(
          "The browser has named no time limit, so the server must be told none: a stream is meant to last.",
          "ブラウザーが期限を付けていないので、サーバーにも付けてはいけません。ストリームは長く続くものです。",
        ),
      );
    },
  );

  test(
    say(
      "when the browser's time is up, the reason is DeadlineExceeded",
      "ブラウザーの待つ時間が過ぎたら、理由は DeadlineExceeded",
    ),
    async () => {
      const site = await Site.open({ sendNote: () => {} });
      const late = await Promise.all(
        Array.from({ length: 8 }, () =>
          site.json({ name: "alice", message: "hi" }, { "connect-timeout-ms": "50" }),
        ),
      );
      for (const { status, body } of late) {
        same(
          { status, code: body?.code },
          { status: 504, code: "deadline_exceeded" },
          say(
            `The time that the browser gave is up, so the answer must be deadline_exceeded (HTTP status 504), and was ${JSON.stringify(body)}.`,
            `ブラウザーの待つ時間が過ぎたので、応答は deadline_exceeded（HTTP ステータス504）でなければなりませんが、${JSON.stringify(body)} でした。`,
          ),
        );
      }
      // Not every call need have reached the server in that time.
      const longest = Math.max(...site.sent.map(({ msLeft }) => msLeft));
      if (longest > 60) {
        fail(
          say(
            `SendNote: the browser waits 50 ms, and the server has been told ${inSeconds(longest)}. Give the call the deadline \`Date.now() + context.timeoutMs()\`, however short.`,
            `SendNote：ブラウザーが待つのは50ミリ秒ですが、サーバーには${inSeconds(longest)}と伝わりました。どんなに短くても、期限 \`Date.now() + context.timeoutMs()\` を付けて呼び出してください。`,
          ),
        );
      }
      const stream = fetch(`${site.url}/chat.ChatServer/ChatStream`, {
        method: "POST",
        headers: { "content-type": "application/grpc-web+proto", "grpc-timeout": "50m" },
        body: new Uint8Array(5),
      }).then((response) => response.text());
      const ended = await within(
        stream,
        say(
          "The time that the browser gave for ChatStream is up, and its stream goes on.",
          "ブラウザーが ChatStream に付けた時間が過ぎたのに、ストリームが続いています。",
        ),
      );
      const status = /grpc-status: *\d+/.exec(ended)?.[0] ?? ended;
      same(
        status,
        `grpc-status: ${Code.DeadlineExceeded}`,
        say(
          "The time that the browser gave for ChatStream is up, so its stream must end with DeadlineExceeded.",
          "ブラウザーが ChatStream に付けた時間が過ぎたので、ストリームは DeadlineExceeded で終わらなければなりません。",
        ),
      );
    },
  );

  test(
    say(
      "the chat's own headers reach the server, and those of the web's connection do not",
      "チャットのヘッダーはサーバーに届き、ブラウザーとの接続のヘッダーは届かない",
    ),
    async () => {
      const site = await Site.open();
      const headers = { "chat-room": "kitchen", authorization: "Bearer 123", cookie: "a=b" };
      await new Sending(site.browser(), undefined, { headers }).succeeds("gRPC-Web");
      const tab = new Tab(site.browser(), { headers });
      await tab.reaches(site.streams);
      for (const [method, asked] of [
        ["SendNote", site.sent[0]],
        ["ChatStream", site.streams[0]],
      ] as const) {
        const { "chat-room": room, authorization, ...rest } = asked?.metadata ?? {};
        same(
          { "chat-room": room, authorization },
          { "chat-room": "kitchen", authorization: "Bearer 123" },
          say(
            `${method}: the browser's headers \`chat-room\` and \`authorization\` must reach the server as metadata. Give the call \`metadataOf(context)\`.`,
            `${method}：ブラウザーのヘッダー \`chat-room\` と \`authorization\` は、メタデータとしてサーバーに届かなければなりません。呼び出しに \`metadataOf(context)\` を渡してください。`,
          ),
        );
        const others = ["cookie", "content-length", "x-grpc-web", "accept", "host"].filter(
          (name) => name in rest,
        );
        same(
          others,
          [],
          say(
            `${method}: these headers are about the connection to the browser, and must not reach the server: ${others}`,
            `${method}：次のヘッダーはブラウザーとの接続のためのもので、サーバーに渡してはいけません：${others}`,
          ),
        );
      }
    },
  );

  test(
    say(
      "each call has its own caller's time and headers, and no other's",
      "どの呼び出しにも、呼び出した本人の時間とヘッダーだけが付く",
    ),
    async () => {
      const site = await Site.open();
      const callers = [
        { authorization: "Bearer alice", room: "kitchen", timeoutMs: 30_000 },
        { authorization: "Bearer bob", room: undefined, timeoutMs: undefined },
        { authorization: undefined, room: undefined, timeoutMs: 600_000 },
      ];
      for (const [index, { authorization, room, timeoutMs }] of callers.entries()) {
        const headers = {
          ...(authorization && { authorization }),
          ...(room && { "chat-room": room }),
        };
        const options = { headers, ...(timeoutMs && { timeoutMs }) };
        await new Sending(site.browser(), undefined, options).succeeds("gRPC-Web");
        await new Tab(site.browser(), options).reaches(site.streams, index + 1);
      }
      for (const [method, asked] of [
        ["SendNote", site.sent],
        ["ChatStream", site.streams],
      ] as const) {
        same(
          asked.map(({ metadata, msLeft }) => ({
            authorization: metadata.authorization,
            room: metadata["chat-room"],
            limit: msLeft === Infinity ? "none" : msLeft > 60_000 ? "long" : "short",
          })),
          callers.map(({ authorization, room, timeoutMs }) => ({
            authorization,
            room,
            limit: timeoutMs === undefined ? "none" : timeoutMs > 60_000 ? "long" : "short",
          })),
          say(
            `${method}: three browsers called one after another, and the server must be told of each call who its own caller is, and how long that one waits. Keep nothing of one call for the next.`,
            `${method}：3つのブラウザーが続けて呼びました。サーバーには、それぞれの呼び出しについて、呼び出した本人とその人が待つ時間だけが伝わらなければなりません。呼び出しのものを、次の呼び出しに使い回さないでください。`,
          ),
          { in: method === "SendNote" ? "sendNote" : "chatStream" },
        );
      }
    },
  );

  test(
    say(
      "the server's metadata reaches the browser, before and after the messages",
      "サーバーのメタデータが、メッセージの前のものも後のものもブラウザーに届く",
    ),
    async () => {
      const [before, after] = [new Metadata(), new Metadata()];
      before.set("chat-server", "one");
      after.set("chat-notes", "7");
      const site = await Site.open({
        sendNote: (call, callback) => {
          call.sendMetadata(before);
          callback(null, new Empty(), after);
        },
        chatStream: (call) => {
          call.sendMetadata(before);
          call.write(noteOf("alice", "hi"));
          call.end(after);
        },
      });
      for (const protocol of PROTOCOLS) {
        const sending = await new Sending(site.browser(protocol)).answered();
        const tab = new Tab(site.browser(protocol));
        await tab.ends();
        for (const [method, { headers, trailers, error }] of [
          ["SendNote", sending],
          ["ChatStream", tab],
        ] as const) {
          same(
            { before: headers.get("chat-server"), after: trailers.get("chat-notes") },
            { before: "one", after: "7" },
            say(
              `${method} (${protocol}${error === undefined ? "" : `, ${describeError(error)}`}): what the server sends as metadata must reach the browser: \`copy\` that of the event 'metadata' to \`context.responseHeader\`, and that of 'status' to \`context.responseTrailer\`.`,
              `${method}（${protocol}${error === undefined ? "" : `、${describeError(error)}`}）：サーバーのメタデータは、ブラウザーに届かなければなりません。'metadata' イベントのものを \`context.responseHeader\` に、'status' のものを \`context.responseTrailer\` に \`copy\` してください。`,
            ),
          );
        }
      }
      before.set("x-internal", "1");
      after.set("x-internal", "1");
      const talkative = await Site.open({
        sendNote: (call, callback) => {
          call.sendMetadata(before);
          callback(null, new Empty(), after);
        },
        chatStream: (call) => {
          call.sendMetadata(before);
          call.end(after);
        },
      });
      const open = await new Sending(talkative.browser()).answered();
      const stream = new Tab(talkative.browser());
      await stream.ends();
      same(
        [open, stream].flatMap((had) =>
          [had.headers, had.trailers].map((h) => h.get("x-internal")),
        ),
        [null, null, null, null],
        say(
          "Only what is meant for the browser may reach it: the server's `x-internal` is not. `copy` chooses.",
          "ブラウザーに届いてよいのは、ブラウザーに宛てたものだけです。サーバーの `x-internal` は違います。`copy` が選びます。",
        ),
      );
      const refusing = await Site.open({
        sendNote: (_, callback) =>
          callback({ code: Number(Code.PermissionDenied), details: "no", metadata: after }),
      });
      for (const protocol of PROTOCOLS) {
        const { error } = await new Sending(refusing.browser(protocol)).answered();
        sameCode(error, Code.PermissionDenied, "no", "SendNote", protocol);
        same(
          (error as ConnectError).metadata.get("chat-notes"),
          "7",
          say(
            `SendNote (${protocol}): what the server sends as metadata with an error must reach the browser as well.`,
            `SendNote（${protocol}）：エラーに付いたサーバーのメタデータも、ブラウザーに届かなければなりません。`,
          ),
        );
      }
      const failing = await Site.open({
        chatStream: (call) => {
          call.write(noteOf("alice", "hi"));
          call.emit("error", { code: Number(Code.Aborted), details: "no", metadata: after });
        },
      });
      for (const protocol of PROTOCOLS) {
        const tab = new Tab(failing.browser(protocol));
        await tab.ends();
        sameCode(tab.error, Code.Aborted, "no", "ChatStream", protocol);
        same(
          (tab.error as ConnectError).metadata.get("chat-notes"),
          "7",
          say(
            `ChatStream (${protocol}): what the server sends as metadata with an error must reach the browser as well.`,
            `ChatStream（${protocol}）：エラーに付いたサーバーのメタデータも、ブラウザーに届かなければなりません。`,
          ),
        );
      }
    },
  );
});

function inSeconds(ms: number): string {
  if (ms === Infinity) return say("no limit at all", "期限なし");
  return say(`${Math.round(ms / 1000)} s`, `${Math.round(ms / 1000)}秒`);
}
