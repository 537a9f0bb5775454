import { Code, type ConnectError } from "@connectrpc/connect";
import { Metadata } from "@grpc/grpc-js";
import { describe, test } from "vitest";
import { Empty } from "../../../gen/chat_pb.js";
import { fail, same } from "../../kit/check.ts";
import { say, task } from "../../kit/say.ts";
import { within } from "../../kit/wait.ts";
import {
  describeError,
  hasOneChannel,
  inMethod,
  type Method,
  sameCode,
  Sending,
  Tab,
} from "./browser.ts";
import { noteOf, PROTOCOLS, type Protocol, Site } from "./site.ts";

/** What browsers and proxies say that is of no concern to the server. */
const OTHERS = [
  "cookie",
  "origin",
  "x-forwarded-for",
  "host",
  "content-length",
  "x-grpc-web",
  "accept-language",
];

/** What a server may say in metadata that is no browser's business. */
const INTERNAL = ["x-internal", "set-cookie", "server", "via"];

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
              inMethod(method),
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
        inMethod(unlimited.sent[0]?.msLeft === Infinity ? "ChatStream" : "SendNote"),
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
            `The time that the browser gave is up, so the answer must be deadline_exceeded (HTTP status 504), and was ${JSON.stringify(body)}. ${inReason()}`,
            `ブラウザーの待つ時間が過ぎたので、応答は deadline_exceeded（HTTP ステータス504）でなければなりませんが、${JSON.stringify(body)} でした。${inReason()}`,
          ),
          inMethod("SendNote"),
        );
      }
      const streams = Array.from({ length: 4 }, async () => {
        const response = await fetch(`${site.url}/chat.ChatServer/ChatStream`, {
          method: "POST",
          headers: { "content-type": "application/grpc-web+proto", "grpc-timeout": "50m" },
          body: new Uint8Array(5),
        });
        return response.text();
      });
      const ends = await within(
        Promise.all(streams),
        say(
          "The time that the browser gave for ChatStream is up, and its stream goes on.",
          "ブラウザーが ChatStream に付けた時間が過ぎたのに、ストリームが続いています。",
        ),
        inMethod("ChatStream"),
      );
      for (const ended of ends) {
        same(
          /grpc-status: *\d+/.exec(ended)?.[0] ?? ended,
          `grpc-status: ${Code.DeadlineExceeded}`,
          say(
            `The time that the browser gave for ChatStream is up, so its stream must end with DeadlineExceeded. ${inReason()}`,
            `ブラウザーが ChatStream に付けた時間が過ぎたので、ストリームは DeadlineExceeded で終わらなければなりません。${inReason()}`,
          ),
          inMethod("ChatStream"),
        );
      }
      for (const [method, asked] of [
        ["SendNote", site.sent],
        ["ChatStream", site.streams],
      ] as const) {
        // Not every call need have reached the server in that time.
        const longest = Math.max(...asked.map(({ msLeft }) => msLeft));
        if (longest <= 60) continue;
        fail(
          say(
            `${method}: the browser waits 50 ms, and the server has been told ${inSeconds(longest)}. Give the call the deadline \`Date.now() + context.timeoutMs()\`, however short.`,
            `${method}：ブラウザーが待つのは50ミリ秒ですが、サーバーには${inSeconds(longest)}と伝わりました。どんなに短くても、期限 \`Date.now() + context.timeoutMs()\` を付けて呼び出してください。`,
          ),
          inMethod(method),
        );
      }
    },
  );

  test(
    say(
      "the chat's own headers reach the server, and those of the web's connection do not",
      "チャットのヘッダーはサーバーに届き、ブラウザーとの接続のヘッダーは届かない",
    ),
    async () => {
      const site = await Site.open();
      const passing = {
        "chat-room": "kitchen",
        "chat-colour": "blue",
        authorization: "Bearer 123",
      };
      const headers = {
        ...passing,
        cookie: "a=b",
        origin: "http://page.example",
        "x-forwarded-for": "192.0.2.1",
      };
      const sending = new Sending(site.browser(), undefined, { headers });
      await sending.succeeds("gRPC-Web");
      same(
        Object.keys(passing).filter(
          (name) => sending.headers.has(name) || sending.trailers.has(name),
        ),
        [],
        say(
          "SendNote gives the browser's own headers back to it: the answer must have the server's metadata only.",
          "SendNote が、ブラウザー自身のヘッダーを送り返しています。応答に付けるのは、サーバーのメタデータだけです。",
        ),
        inMethod("SendNote"),
      );
      const tab = new Tab(site.browser(), { headers });
      await tab.reaches(site.streams);
      for (const [method, asked] of [
        ["SendNote", site.sent[0]],
        ["ChatStream", site.streams[0]],
      ] as const) {
        const { metadata = {} } = asked ?? {};
        same(
          Object.fromEntries(Object.keys(passing).map((name) => [name, metadata[name]])),
          passing,
          say(
            `${method}: the browser's headers \`chat-room\`, \`chat-colour\` and \`authorization\` must reach the server as metadata. Give the call \`metadataOf(context)\`.`,
            `${method}：ブラウザーのヘッダー \`chat-room\`、\`chat-colour\`、\`authorization\` は、メタデータとしてサーバーに届かなければなりません。呼び出しに \`metadataOf(context)\` を渡してください。`,
          ),
          inMethod(method),
        );
        const others = OTHERS.filter((name) => name in metadata);
        same(
          others,
          [],
          say(
            `${method}: these headers are about the connection to the browser, and must not reach the server: ${others}`,
            `${method}：次のヘッダーはブラウザーとの接続のためのもので、サーバーに渡してはいけません：${others}`,
          ),
          inMethod(method),
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
      const optionsOf = ({ authorization, room, timeoutMs }: (typeof callers)[number]) => ({
        headers: { ...(authorization && { authorization }), ...(room && { "chat-room": room }) },
        ...(timeoutMs && { timeoutMs }),
      });
      // Another one's stream follows each note.
      const listeners = [...callers.slice(1), callers[0]!];
      for (const [index, caller] of callers.entries()) {
        await new Sending(site.browser(), undefined, optionsOf(caller)).succeeds("gRPC-Web");
        const tab = new Tab(site.browser(), optionsOf(listeners[index]!));
        await tab.reaches(site.streams, index + 1);
      }
      await hasOneChannel(site, "sendNote");
      for (const [method, asked, own] of [
        ["SendNote", site.sent, callers],
        ["ChatStream", site.streams, listeners],
      ] as const) {
        same(
          asked.map(({ metadata, msLeft }) => ({
            authorization: metadata.authorization,
            room: metadata["chat-room"],
            limit: msLeft === Infinity ? "none" : msLeft > 60_000 ? "long" : "short",
          })),
          own.map(({ authorization, room, timeoutMs }) => ({
            authorization,
            room,
            limit: timeoutMs === undefined ? "none" : timeoutMs > 60_000 ? "long" : "short",
          })),
          say(
            `${method}: three browsers called one after another, and the server must be told of each call who its own caller is, and how long that one waits. Keep nothing of one call for the next.`,
            `${method}：3つのブラウザーが続けて呼びました。サーバーには、それぞれの呼び出しについて、呼び出した本人とその人が待つ時間だけが伝わらなければなりません。呼び出しのものを、次の呼び出しに使い回さないでください。`,
          ),
          inMethod(method),
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
          const both = [headers, trailers].map((had) => [
            had.get("chat-server"),
            had.get("chat-notes"),
          ]);
          same(
            { before: both[0], after: both[1] },
            { before: ["one", null], after: [null, "7"] },
            say(
              `${method} (${protocol}${error === undefined ? "" : `, ${describeError(error)}`}): what the server sends as metadata must reach the browser: \`copy\` that of the event 'metadata' to \`context.responseHeader\`, and that of 'status' to \`context.responseTrailer\`.`,
              `${method}（${protocol}${error === undefined ? "" : `、${describeError(error)}`}）：サーバーのメタデータは、ブラウザーに届かなければなりません。'metadata' イベントのものを \`context.responseHeader\` に、'status' のものを \`context.responseTrailer\` に \`copy\` してください。`,
            ),
            inMethod(method),
          );
        }
      }
      for (const name of INTERNAL) for (const metadata of [before, after]) metadata.set(name, "1");
      before.remove("chat-server");
      after.remove("chat-notes");
      const sending = await new Sending(site.browser()).answered();
      const stream = new Tab(site.browser());
      await stream.ends();
      const came = [sending, stream].flatMap(({ headers, trailers }) => [headers, trailers]);
      const internal = INTERNAL.filter((name) => came.some((had) => had.has(name)));
      same(
        internal,
        [],
        say(
          `Only what is meant for the browser may reach it, and of the server's metadata this came through: ${internal}. \`copy\` chooses.`,
          `ブラウザーに届いてよいのは、ブラウザーに宛てたものだけです。サーバーの次のメタデータが届きました：${internal}。\`copy\` が選びます。`,
        ),
      );
      same(
        ["chat-server", "chat-notes"].filter((name) => came.some((had) => had.has(name))),
        [],
        say(
          "The server sent metadata with earlier calls only, and the browser of a later one got it as well. Keep nothing of one call for the next.",
          "サーバーがメタデータを付けたのは前の呼び出しだけなのに、あとの呼び出しのブラウザーにも届きました。呼び出しのものを、次の呼び出しに使い回さないでください。",
        ),
      );
      after.set("chat-notes", "7");
      const refusing = await Site.open({
        sendNote: (_, callback) =>
          callback({ code: Number(Code.PermissionDenied), details: "no", metadata: after }),
      });
      for (const protocol of PROTOCOLS) {
        const { error } = await new Sending(refusing.browser(protocol)).answered();
        sameCode(error, Code.PermissionDenied, "no", "SendNote", protocol);
        sameOfError(error, "SendNote", protocol);
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
        sameOfError(tab.error, "ChatStream", protocol);
      }
    },
  );
});

/** Fails unless an error has brought what the server sent with it, once, and nothing internal. */
function sameOfError(error: unknown, method: Method, over: Protocol): void {
  const { metadata } = error as ConnectError;
  same(
    metadata.get("chat-notes"),
    "7",
    say(
      `${method} (${over}): what the server sends as metadata with an error must reach the browser as well, and once.`,
      `${method}（${over}）：エラーに付いたサーバーのメタデータも、ブラウザーに1回だけ届かなければなりません。`,
    ),
    inMethod(method),
  );
  const internal = INTERNAL.filter((name) => metadata.has(name));
  same(
    internal,
    [],
    say(
      `${method} (${over}): only what is meant for the browser may reach it, and of the metadata of the server's error this came through: ${internal}. \`copy\` chooses.`,
      `${method}（${over}）：ブラウザーに届いてよいのは、ブラウザーに宛てたものだけです。サーバーのエラーの次のメタデータが届きました：${internal}。\`copy\` が選びます。`,
    ),
    inMethod(method),
  );
}

/** Where a learner finds the error that says so. */
function inReason(): string {
  return say(
    "`context.signal.reason` is then the ConnectError to end the call with.",
    "そのとき `context.signal.reason` が、呼び出しを終えるときに使う ConnectError です。",
  );
}

function inSeconds(ms: number): string {
  if (ms === Infinity) return say("no limit at all", "期限なし");
  if (ms < 1000) return say(`${ms} ms`, `${ms}ミリ秒`);
  return say(`${Math.round(ms / 1000)} s`, `${Math.round(ms / 1000)}秒`);
}
