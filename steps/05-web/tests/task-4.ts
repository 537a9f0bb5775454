import { describe, onTestFinished, test } from "vitest";
import { Empty } from "../../../gen/chat_pb.js";
import { fail } from "../../kit/check.ts";
import { countAlive } from "../../kit/garbage.ts";
import { say, task } from "../../kit/say.ts";
import { until, untilStill } from "../../kit/wait.ts";
import { endsAtTheServer, reached, Sending, Tab } from "./browser.ts";
import { callFromAGoneBrowser } from "./gone.ts";
import { PROTOCOLS, Site } from "./site.ts";
import { watchTimers } from "./timers.ts";

describe(task(4, "Notice that a tab is closed", "タブが閉じたことに気づく"), () => {
  test(
    say(
      "closing a tab ends its stream at the server, although no note comes",
      "ノートが来なくても、タブを閉じるとサーバーのストリームが終わる",
    ),
    async () => {
      const site = await Site.open();
      for (const [index, protocol] of PROTOCOLS.entries()) {
        const tab = new Tab(site.browser(protocol));
        await tab.reaches(site.streams, index + 1);
        tab.close();
        await endsAtTheServer(
          site.streams[index],
          "ChatStream",
          say("The tab is closed", "タブを閉じた"),
        );
      }
    },
  );

  test(
    say(
      "closing a tab in the middle of the notes ends its stream",
      "ノートが流れている途中でタブを閉じても、ストリームが終わる",
    ),
    async () => {
      const site = await Site.open();
      site.take({ name: "alice", message: "hi" });
      const tab = new Tab(site.browser());
      await tab.hears(["alice: hi"]);
      tab.close();
      await endsAtTheServer(
        site.streams[0],
        "ChatStream",
        say("The tab is closed", "タブを閉じた"),
      );
    },
  );

  test(
    say(
      "closing a tab ends a SendNote that waits for the server",
      "タブを閉じると、サーバーを待つ SendNote が終わる",
    ),
    async () => {
      const site = await Site.open({ sendNote: () => {} });
      const sending = new Sending(site.browser());
      await reached(site.sent, sending);
      sending.closeTab();
      await endsAtTheServer(site.sent[0], "SendNote", say("The tab is closed", "タブを閉じた"));
    },
  );

  test(
    say("closing one tab leaves the others as they are", "タブを1つ閉じても、ほかのタブはそのまま"),
    async () => {
      const site = await Site.open();
      const [leaving, staying] = [new Tab(site.browser()), new Tab(site.browser())];
      await leaving.reaches(site.streams);
      await staying.reaches(site.streams, 2);
      leaving.close();
      await until(
        () => site.streams.some(({ ended }) => ended),
        () =>
          say(
            "The tab is closed, and its ChatStream still goes on at the server.",
            "タブを閉じても、サーバーの ChatStream が続いています。",
          ),
        { in: "chatStream" },
      );
      site.take({ name: "alice", message: "still here?" });
      await staying.hears(["alice: still here?"]);
    },
  );

  test(
    say(
      "a browser that is gone before its call begins leaves nothing at the server",
      "呼び出しが始まる前にいなくなったブラウザーは、サーバーに何も残さない",
    ),
    async () => {
      const site = await Site.open({ sendNote: () => {} });
      const present = new Tab(site.browser());
      await present.reaches(site.streams);
      present.close();
      for (const [method, asked] of [
        ["ChatStream", site.streams],
        ["SendNote", site.sent],
      ] as const) {
        const gateway = await callFromAGoneBrowser(site.server, method);
        onTestFinished(() => gateway.close());
        await untilStill(() => asked.length, 100);
        await endsAtTheServer(
          { all: asked },
          method,
          say(
            "The browser was gone before its call began (`context.signal.aborted`)",
            "呼び出しが始まる前にブラウザーがいなくなった（`context.signal.aborted`）",
          ),
        );
      }
    },
  );

  test(
    say("calls that are over leave nothing behind", "終わった呼び出しは何も残さない"),
    async () => {
      const VISITS = 10;
      const headers = { authorization: "Bearer 123" };
      // Nothing is on its way when a tab is closed: a `finally` around a `yield` would not always run.
      const site = await Site.open({ sendNote: (_, callback) => callback(null, new Empty()) });
      // Those of earlier tests end meanwhile, and must not hide these.
      const timers = watchTimers();
      for (let visit = 1; visit <= VISITS; visit += 1) {
        await new Sending(site.browser(), undefined, { headers }).succeeds("gRPC-Web");
        const tab = new Tab(site.browser(), { headers });
        await tab.reaches(site.streams, visit);
        tab.close();
      }
      await endsAtTheServer(
        { all: site.streams },
        "ChatStream",
        say("The tab is closed", "タブを閉じた"),
      );
      // The last connections may keep theirs.
      const enough = VISITS / 2;
      const running = await countAlive(timers(), enough);
      if (running > enough) {
        fail(
          say(
            `After ${VISITS} visits ${running} timers are still running: clear each when its call is over.`,
            `${VISITS}回の訪問のあと、タイマーが${running}個動いたままです。呼び出しが終わったら止めてください。`,
          ),
        );
      }
      const alive = await countAlive(site.given, enough);
      if (alive > enough) {
        fail(
          say(
            `After ${VISITS} visits ${alive} of the signals, headers and messages of their calls are still held in memory: whatever you keep of a call (a list, a listener) must go when the call is over.`,
            `${VISITS}回の訪問のあと、その呼び出しのシグナル、ヘッダー、メッセージのうち${alive}個がまだメモリーに残っています。呼び出しのために持ったもの（リストやリスナー）は、呼び出しが終わったら残さないでください。`,
          ),
        );
      }
    },
  );
});
