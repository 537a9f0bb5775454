import { describe, test } from "vitest";
import { say, task } from "../../kit/say.ts";
import { until } from "../../kit/wait.ts";
import { endsAtTheServer, reached, Sending, Tab } from "./browser.ts";
import { PROTOCOLS, Site } from "./site.ts";

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
          "its ChatStream",
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
      await site.json({ name: "alice", message: "hi" });
      const tab = new Tab(site.browser());
      await tab.hears(["alice: hi"]);
      tab.close();
      await endsAtTheServer(
        site.streams[0],
        "its ChatStream",
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
      await endsAtTheServer(site.sent[0], "its SendNote", say("The tab is closed", "タブを閉じた"));
    },
  );

  test(
    say(
      "closing one tab leaves the others as they are",
      "タブを一つ閉じても、ほかのタブはそのまま",
    ),
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
      );
      await site.json({ name: "alice", message: "still here?" });
      await staying.hears(["alice: still here?"]);
    },
  );
});
