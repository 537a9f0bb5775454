// The page of the web chat in a real browser. Left out where there is none.
import {
  type Browser,
  type BrowserContextOptions,
  findBrowser,
  openBrowser,
  type Page,
} from "../ground/browser.ts";
import { decodeQR } from "qr/decode.js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { LIMITS } from "../web/limits.ts";
import { type Parts, type Site, startSite } from "../web/site.ts";
import { expectAccessible } from "./support/page-checks.ts";
import { finishedParts, postNote, pouring } from "./support/test-site.ts";

const executablePath = findBrowser();

describe.skipIf(!executablePath)("the page", () => {
  let browser: Browser;
  let parts: Parts;
  let site: Site;

  beforeAll(async () => {
    [browser, parts] = await Promise.all([openBrowser(executablePath!), finishedParts()]);
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    site = await startSite(parts, { port: 0 });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    await site.close();
  });

  /** Opens the page, and joins under a name if there is one. */
  async function open(name?: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: "en-GB", ...options });
    const page = await context.newPage();
    // Nothing may go wrong unnoticed, and nothing may be written by a note.
    page.on("pageerror", (error) => expect.fail(String(error)));
    await page.goto(name ? `${site.url}?name=${encodeURIComponent(name)}` : site.url);
    return page;
  }

  const names = (page: Page) => page.locator(".who > bdi, .who > .unseen").allTextContents();
  const mine = (page: Page) => page.locator(".note.mine .text").allTextContents();
  const notes = (page: Page) => page.locator(".note .text").allTextContents();
  const say = (name: string, message: string) => postNote(site.url, { name, message });
  const state = (page: Page) => page.locator("#state").getAttribute("data-state");
  const isBusy = (page: Page) => page.locator("#log").getAttribute("aria-busy");
  const until = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 120_000 });

  async function send(page: Page, text: string) {
    await page.getByLabel("Your note").fill(text);
    await page.keyboard.press("Enter");
  }

  test("two people chat, and it is clear who wrote what and which notes are one's own", async () => {
    const [alice, bob] = [await open("alice"), await open("ボブ")];
    await send(alice, "hello\nthere");
    await until(() => notes(bob)).toEqual(["hello\nthere"]);
    await send(bob, "やあ");
    for (const page of [alice, bob])
      await until(() => notes(page)).toEqual(["hello\nthere", "やあ"]);
    expect(await names(alice)).toEqual(["you", "ボブ"]);
    expect(await names(bob)).toEqual(["alice", "you"]);
    expect(await mine(alice)).toEqual(["hello\nthere"]);

    const late = await open("carol");
    await until(() => notes(late)).toEqual(["hello\nthere", "やあ"]);
    // It shows when a note came; of those that were there before nobody knows.
    expect(await late.locator("time").count()).toBe(0);
    await until(() => state(late)).toBe("connected");
    await until(() => isBusy(late)).toBe("false");
    await send(bob, "now");
    const now = late.locator(".note").last();
    await until(() => now.locator("time").textContent()).toMatch(/^\d\d:\d\d$/);
    const came = new Date((await now.locator("time").getAttribute("datetime"))!).getTime();
    expect(Math.abs(Date.now() - came)).toBeLessThan(60_000);
  });

  test("two people of the same name each see which notes are their own, after a reload too", async () => {
    const [one, other] = [await open("花子"), await open("花子")];
    await send(one, "from one");
    await send(other, "from the other");
    for (const page of [one, other]) {
      await until(() => notes(page)).toEqual(["from one", "from the other"]);
    }
    expect([await mine(one), await mine(other)]).toEqual([["from one"], ["from the other"]]);
    await send(one, "x".repeat(5000));
    await until(() => one.getByRole("alert").textContent()).not.toBe("");
    await one.reload();
    await until(() => notes(one)).toEqual(["from one", "from the other"]);
    expect(await mine(one)).toEqual(["from one"]);
  });

  test("a browser whose owner lets nothing be kept chats all the same", async () => {
    const page = await open();
    await page.addInitScript(`Object.defineProperty(window, "sessionStorage", {
      get() { throw new DOMException("forbidden", "SecurityError"); },
    })`);
    await page.goto(`${site.url}?name=alice`);
    await send(page, "hello");
    await until(() => mine(page)).toEqual(["hello"]);
  });

  test("what somebody writes in a row stands below one name, at the bottom of the page", async () => {
    for (const [name, text] of [
      ["alice", "one"],
      ["alice", "two"],
      ["👩‍💻 dev", "three"],
      ["ボブ", "four"],
      ["ボブ", "five"],
    ] as const) {
      await say(name, text);
    }
    const page = await open("carol");
    await until(() => notes(page)).toEqual(["one", "two", "three", "four", "five"]);
    const avatars = page.locator(".avatar:visible");
    expect(await avatars.allTextContents()).toEqual(["A", "👩‍💻", "ボ"]);
    // A screen reader, which goes from note to note, hears a name with each.
    expect(await names(page)).toEqual(["alice", "alice", "👩‍💻 dev", "ボブ", "ボブ"]);
    const [last, form] = [page.locator(".note").last(), page.locator("#send")];
    const gap = (await form.boundingBox())!.y - (await last.boundingBox())!.y;
    expect(gap - (await last.boundingBox())!.height).toBeLessThan(40);
  });

  test("text from right to left runs so, and names do not change what is beside them", async () => {
    await say("דנה", "שלום, זה עובד.");
    await say("\u202Eevil", "hello.");
    const page = await open("alice");
    await until(() => notes(page)).toEqual(["שלום, זה עובד.", "hello."]);
    const directions = await page.evaluate(
      `[...document.querySelectorAll(".note .text")].map((each) => getComputedStyle(each).direction)`,
    );
    expect(directions).toEqual(["rtl", "ltr"]);
    expect(await page.locator(".who > bdi").count()).toBe(2);
  });

  test.each(["light", "dark"] as const)("every name can be read: %s", async (colorScheme) => {
    await say("alice", "hello");
    const page = await open("bob", { colorScheme });
    await until(() => notes(page)).toEqual(["hello"]);
    const worst = await page.evaluate(`(() => {
      const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
      const luminance = (colour) => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) =>
          value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (...colours) => {
        const [dark, bright] = colours.map(luminance).sort((a, b) => a - b);
        return (bright + 0.05) / (dark + 0.05);
      };
      const style = (selector) => getComputedStyle(document.querySelector(selector));
      const seen = new Set();
      const found = Array.from({ length: 360 }, (_, hue) => {
        document.querySelector(".note").style.setProperty("--hue", hue);
        seen.add(style(".who").color);
        return Math.min(
          contrast(style(".who").color, style(":root").backgroundColor),
          contrast(style(".avatar").color, style(".avatar").backgroundColor),
        );
      });
      return { contrast: Math.min(...found), colours: seen.size };
    })()`);
    const { contrast, colours } = worst as { contrast: number; colours: number };
    expect(contrast).toBeGreaterThanOrEqual(4.5);
    expect(colours, "each hue is a colour of its own").toBe(360);
  });

  test("the title counts what nobody has seen yet", async () => {
    const page = await open("alice");
    await until(() => state(page)).toBe("connected");
    await until(() => isBusy(page)).toBe("false");
    const look = (hidden: boolean) =>
      page.evaluate(`
        Object.defineProperty(document, "hidden", { value: ${hidden}, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      `);
    await say("bob", "seen");
    await until(() => notes(page)).toEqual(["seen"]);
    expect(await page.title()).toBe("gRPC web chat");
    await look(true);
    for (const text of ["one", "two"]) await say("bob", text);
    await until(() => page.title()).toBe("(2) gRPC web chat");
    await look(false);
    expect(await page.title()).toBe("gRPC web chat");
  });

  test("Send is off where there is nothing to send, or nobody to send it to", async () => {
    const page = await open("alice");
    const button = page.getByRole("button", { name: "Send" });
    await until(() => state(page)).toBe("connected");
    expect(await button.isDisabled()).toBe(true);
    await page.locator("#message").fill("hello");
    expect(await button.isDisabled()).toBe(false);
    await page.context().setOffline(true);
    await until(() => button.isDisabled()).toBe(true);
    await page.context().setOffline(false);
    await until(() => button.isDisabled()).toBe(false);
    await button.click();
    await until(() => notes(page)).toEqual(["hello"]);
    expect(await button.isDisabled()).toBe(true);
  });

  test("a phone comes in by a QR code, where the site listens to others", async () => {
    const alone = await open("alice");
    await until(() => state(alone)).toBe("connected");
    expect(await alone.locator("#invite").isVisible()).toBe(false);
    await site.close();
    const shownAt = new URL("https://chat.example/");
    site = await startSite(parts, { port: 0, shownAt });
    const page = await open("alice");
    await page.getByRole("button", { name: "Invite" }).click();
    const [qr] = await page.locator("#invitation img").all();
    expect(await qr!.getAttribute("alt")).toBe("QR code of https://chat.example/");
    const side = 200;
    const data = await page.evaluate(`(async () => {
      const image = document.querySelector("#invitation img");
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: ${side}, height: ${side} });
      const context = canvas.getContext("2d");
      context.fillStyle = getComputedStyle(image).backgroundColor;
      context.fillRect(0, 0, ${side}, ${side});
      context.drawImage(image, 0, 0, ${side}, ${side});
      return [...context.getImageData(0, 0, ${side}, ${side}).data];
    })()`);
    const pixels = Uint8Array.from(data as number[]);
    expect(decodeQR({ width: side, height: side, data: pixels })).toBe(shownAt.href);
    await expectAccessible(page, "invitation");
    await page.keyboard.press("Escape");
    expect(await page.locator("#invitation").isVisible()).toBe(false);
  });

  test("the page says when the streams of six pages have taken every connection", async () => {
    const context = await browser.newContext({ locale: "en-GB" });
    const pages: Page[] = [];
    for (const name of ["a", "b", "c", "d", "e", "f"]) {
      const full = pages.map((page) => page.locator("#full").textContent());
      expect(await Promise.all(full)).toEqual(pages.map(() => ""));
      pages.push(await context.newPage());
      await pages.at(-1)!.goto(`${site.url}?name=${name}`);
      await until(() => state(pages.at(-1)!)).toBe("connected");
    }
    const [first, second] = pages as [Page, Page];
    for (const page of [first, pages.at(-1)!]) {
      await until(() => page.locator("#full").textContent()).toContain("six to a site");
    }
    // It is so: the note waits.
    await send(first, "hello");
    await second.close();
    await until(() => notes(first)).toEqual(["hello"]);
    await until(() => first.locator("#full").textContent()).toBe("");
  });

  test("a chat that takes no more pages says so, and lets one in when another leaves", async () => {
    await site.close();
    site = await startSite(parts, { port: 0, limits: { ...LIMITS, streams: 1 } });
    const first = await open("alice");
    await until(() => state(first)).toBe("connected");
    const second = await open("bob");
    const says = second.locator("#state");
    await until(() => says.textContent()).toMatch(
      /as many pages as it takes, trying again in \d s/,
    );
    await first.close();
    await until(() => state(second)).toBe("connected");
  });

  test("works by keyboard alone, and with Japanese input", async () => {
    const page = await open();
    await page.keyboard.type("alice");
    await page.keyboard.press("Enter");
    await page.keyboard.type("first");
    await page.keyboard.press("Enter");
    await until(() => notes(page)).toEqual(["first"]);
    expect(await page.evaluate("document.activeElement?.id")).toBe("message");
    // Enter that ends a conversion belongs to the input method.
    await page.keyboard.type("kanji");
    await page.locator("#message").dispatchEvent("keydown", { key: "Enter", isComposing: true });
    expect(await page.locator("#message").inputValue()).toBe("kanji");
    await page.keyboard.press("Shift+Tab");
    expect(await page.evaluate("document.activeElement?.id")).toBe("log");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    expect(await page.locator("#wire").isVisible()).toBe(true);
  });

  test("text is text, whatever is in it", async () => {
    const page = await open("<b>eve</b>");
    const evil = `<script>document.title = "evil"</script><img src=x onerror="document.title='evil'">`;
    await send(page, evil);
    await until(() => notes(page)).toEqual([evil]);
    const other = await open("alice");
    await until(() => names(other)).toEqual(["<b>eve</b>"]);
    for (const each of [page, other]) {
      expect(await each.locator("#log script, #log img, #log b").count()).toBe(0);
    }
    expect(await page.title()).toBe("gRPC web chat");
  });

  test("thousands of notes are drawn together, the newest stay, and the page says so", async () => {
    await site.close();
    const serve = await pouring(5000, String);
    site = await startSite({ ...parts, serve }, { port: 0 });
    const page = await open();
    await page.evaluate(`
      globalThis.drawn = 0;
      new MutationObserver(() => (drawn += 1)).observe(document.getElementById("log"), { childList: true });
    `);
    await page.keyboard.type("alice");
    await page.keyboard.press("Enter");
    await until(() => page.locator(".note .text").last().textContent()).toBe("4999");
    // How many frames there are is the machine's; one a note there are not.
    expect(await page.evaluate("drawn")).toBeLessThan(1000);
    const shown = await notes(page);
    expect([shown[0], shown.length]).toEqual(["4000", 1000]);
    await expectAccessible(page, "thousands");
    expect(await page.locator("#older").textContent()).toBe(
      "The newest 1,000 notes are shown; there are older ones.",
    );
  });

  test.each([
    ["en-GB", "Your note", /Try again in \d+ s; your text is still here/],
    ["ja-JP", "ノート", /\d+秒後にもう一度送ってください/],
  ])("who sends too many notes is told when to go on: %s", async (locale, label, answer) => {
    await site.close();
    site = await startSite(parts, { port: 0, limits: { ...LIMITS, notes: 1 } });
    const page = await open("alice", { locale });
    for (const text of ["one", "two"]) {
      await page.getByLabel(label, { exact: true }).fill(text);
      await page.keyboard.press("Enter");
      if (text === "one") await until(() => notes(page)).toEqual(["one"]);
    }
    await until(() => page.getByRole("alert").textContent()).toMatch(answer);
    expect(await page.locator("#message").inputValue()).toBe("two");
    // It leaves when the time is over; once is enough to wait for that.
    if (locale === "en-GB") await until(() => page.getByRole("alert").textContent()).toBe("");
  });

  test("half a character is not sent, in a note as in a name, and the text stays", async () => {
    const page = await open("alice");
    // As a script or a broken clipboard puts it there: fill() would mend it on the way.
    const put = (id: string) =>
      page.evaluate(`document.getElementById("${id}").value = "half \\ud83d"`);
    await put("message");
    await page.locator("#message").press("Enter");
    await until(() => page.getByRole("alert").textContent()).toContain("half a character");
    expect(await page.evaluate(`document.getElementById("message").value === "half \\ud83d"`)).toBe(
      true,
    );
    await send(page, "whole 😀");
    await until(() => notes(page)).toEqual(["whole 😀"]);

    const other = await open();
    await other.evaluate(`document.getElementById("name").value = "half \\ud83d"`);
    await other.locator("#name").press("Enter");
    expect(await other.evaluate(`document.getElementById("name").validationMessage`)).toContain(
      "half a character",
    );
    expect(await other.locator("#chat").isVisible()).toBe(false);
  });

  test("a note that is refused keeps its text, and says why", async () => {
    const page = await open("alice");
    const long = "長".repeat(2_000);
    await send(page, long);
    const error = page.locator("#send-error");
    await until(() => error.textContent()).toContain("6,000 bytes, and a note has 4,096 at most");
    expect(await page.locator("#message").inputValue()).toBe(long);
    // It leaves as soon as somebody mends it.
    await page.keyboard.press("Backspace");
    expect(await error.textContent()).toBe("");
    await send(page, "short");
    await until(() => notes(page)).toEqual(["short"]);
    expect(await error.textContent()).toBe("");
    expect(await page.locator("#message").inputValue()).toBe("");
  });

  test("the server goes and comes back: no note is lost, and none is there twice", async () => {
    const port = Number(new URL(site.url).port);
    const page = await open("alice");
    for (const text of ["one", "two"]) await say("bob", text);
    await until(() => notes(page)).toEqual(["one", "two"]);
    await site.close();
    await until(() => page.locator("#state").textContent()).toMatch(
      /server is gone, trying again in \d s/,
    );
    await send(page, "lost?");
    await until(() => page.getByRole("alert").textContent()).toContain("cannot be reached");
    expect(await page.locator("#message").inputValue()).toBe("lost?");

    // A server that starts anew has forgotten the chat; the page has not.
    site = await startSite(parts, { port });
    await until(() => state(page)).toBe("connected");
    await until(() => page.getByRole("alert").textContent()).toBe("");
    await say("bob", "one");
    await until(() => notes(page)).toEqual(["one", "two", "one"]);
    expect(await page.locator(".anew").count()).toBe(1);
    await page.locator("#message").press("Enter");
    await until(() => notes(page)).toEqual(["one", "two", "one", "lost?"]);
  });

  test("a connection that breaks picks up where it was", async () => {
    const page = await open("alice");
    for (const text of ["same", "same"]) await say("bob", text);
    await until(() => notes(page)).toEqual(["same", "same"]);
    await page.context().setOffline(true);
    await until(() => state(page)).toBe("offline");
    await say("bob", "meanwhile");
    await page.context().setOffline(false);
    await until(() => notes(page)).toEqual(["same", "same", "meanwhile"]);
    await say("bob", "after");
    await until(() => notes(page)).toEqual(["same", "same", "meanwhile", "after"]);
    expect(await page.locator(".anew").count()).toBe(0);
  });

  test("the panel shows the bytes that went, and what JSON really costs", async () => {
    const page = await open("alice");
    expect(await page.locator("#wire").isVisible()).toBe(false);
    await page.getByRole("button", { name: "On the wire" }).click();
    await send(page, "hi");
    await until(() => notes(page)).toEqual(["hi"]);
    const row = page.locator("#wire-rows tr", { hasText: "SendNote" });
    await until(() => row.textContent()).toContain("OK");
    const json = await say("alice", "hi");
    const asked = JSON.stringify({ name: "alice", message: "hi" }).length;
    const answered = (await json.text()).length;
    const status = await row.locator(".status").textContent();
    const [sent, received, asJson] = await row.locator("td").allTextContents();
    // A frame of 5 bytes, and the note: tag, length and text, twice.
    expect({ status, sent }).toEqual({ status: "0 OK", sent: `${5 + 7 + 4} B` });
    // An empty message in its frame, and the trailers in theirs.
    expect(Number.parseInt(received!, 10)).toBe(5 + 5 + "grpc-status: 0\r\n".length);
    expect(asJson).toBe(`${asked + answered} B`);
    expect(await row.locator(".protocol").textContent()).toBe("grpc-web+proto");
    // An error costs what its text costs.
    await send(page, "x".repeat(4097));
    const failed = page.locator("#wire-rows tr", { hasText: "INVALID_ARGUMENT" });
    await until(() => failed.count()).toBe(1);
    expect(await failed.locator(".status").textContent()).toBe("3 INVALID_ARGUMENT");
    const long = { name: "alice", message: "x".repeat(4097) };
    const refusal = await (await postNote(site.url, long)).text();
    const cost = JSON.stringify(long).length + refusal.length;
    expect(await failed.locator("td").last().textContent()).toBe(`${cost.toLocaleString("en")} B`);
    const stream = page.locator("#wire-rows tr", { hasText: "ChatStream" });
    expect(await stream.textContent()).toContain("open");
  });

  test("the panel takes the last message of a call apart, and shows the trailers", async () => {
    const page = await open("alice");
    await page.getByRole("button", { name: "On the wire" }).click();
    await send(page, "hi");
    await until(() => notes(page)).toEqual(["hi"]);
    // The newest call is open by itself.
    const shown = page.locator("#wire-rows .part:visible");
    await until(() => shown.count()).toBe(3);
    const bytes = await shown.first().getByRole("option").allTextContents();
    expect(bytes.join(" ")).toBe("00 00 00 00 0b 0a 05 61 6c 69 63 65 12 02 68 69");
    const json = await shown.first().getByRole("group", { name: "The same as JSON" }).textContent();
    expect(JSON.parse(json!)).toEqual({ name: "alice", message: "hi" });
    expect(await shown.last().locator(".trailers").textContent()).toBe("grpc-status: 0");
    // Chosen, the stream shows each note as it comes.
    await page.getByRole("button", { name: "ChatStream" }).click();
    await until(() => shown.count()).toBe(2);
    await say("bob", "yo");
    await until(() => shown.last().textContent()).toContain('"message": "yo"');
    // Who walks through the bytes is not thrown out by the next note, nor the choice by the next call.
    await shown.last().getByRole("option").first().focus();
    await say("bob", "more");
    await until(() => notes(page)).toEqual(["hi", "yo", "more"]);
    expect(await shown.last().textContent()).toContain('"message": "yo"');
    await send(page, "");
    await send(page, "x".repeat(4097));
    await until(() => page.locator("#wire-rows .call").count()).toBe(3);
    expect(await shown.count()).toBe(2);
    await page.getByRole("button", { name: "SendNote" }).first().click();
    await until(() => page.locator(".trailers:visible").textContent()).toContain("grpc-status: 3");
    await page.getByRole("button", { name: "SendNote" }).first().click();
    await send(page, "closed");
    await until(() => page.locator("#wire-rows .call").count()).toBe(4);
    expect(await shown.count()).toBe(0);
    const widths = await page.locator("#wire > .bars .track > span").all();
    const [real, asJson] = await Promise.all(widths.map((each) => each.boundingBox()));
    const sizes = await page.locator("#wire > .bars .size").allTextContents();
    const [sent, inJson] = sizes.map((size) => Number(size.replace(/\D/g, "")));
    expect(real!.width / asJson!.width).toBeCloseTo(sent! / inJson!, 1);
  });

  test("speaks the browser's language", async () => {
    const page = await open(undefined, { locale: "ja-JP" });
    expect(await page.locator("html").getAttribute("lang")).toBe("ja");
    await page.getByLabel("お名前").fill("花子");
    await page.getByRole("button", { name: "参加する" }).click();
    await page.getByLabel("ノート", { exact: true }).fill("こんにちは");
    await page.keyboard.press("Enter");
    await until(() => names(page)).toEqual(["あなた"]);
    // What the server says in English, and the page knows, is said in Japanese.
    await page.locator("#message").fill("長".repeat(2000));
    await page.keyboard.press("Enter");
    await until(() => page.getByRole("alert").textContent()).toContain("本文が6,000バイトあります");
    await page.locator("#message").fill("長".repeat(3000));
    await page.keyboard.press("Enter");
    await until(() => page.getByRole("alert").textContent()).toContain("受け取れる大きさ");
    expect(await page.locator("#state").textContent()).toBe("接続済み");
  });

  test.each([
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["phone", { colorScheme: "light", viewport: { width: 360, height: 720 }, locale: "ja-JP" }],
  ] as const)("is accessible to all, and fits: %s", async (look, options) => {
    for (const [name, message] of [
      ["alice", "Has anybody tried the new server?"],
      ["ボブ", "うん、動いています。\n二行目です。"],
      ["carol", `https://example.org/${"long-".repeat(30)}`],
      ["alice", "ok"],
    ] as const) {
      await say(name, message);
    }
    const page = await open(undefined, options);
    await expectAccessible(page, `${look}-join`);
    await page.locator("#name").fill("alice");
    await page.keyboard.press("Enter");
    await until(() => notes(page).then(({ length }) => length)).toBe(4);
    await page.locator("#message").fill("x".repeat(5000));
    await page.keyboard.press("Enter");
    await until(() => page.getByRole("alert").textContent()).not.toBe("");
    await page.locator("#message").fill("A note that is being written");
    await expectAccessible(page, look);
    await page.locator("#wire-toggle").click();
    // Who has seen the newest note still sees it.
    const toEnd = `(({ scrollHeight, scrollTop, clientHeight }) => Math.round(scrollHeight - scrollTop - clientHeight))(document.getElementById("log"))`;
    await until(() => page.locator("#wire-rows .part:visible").count()).toBeGreaterThan(1);
    await until(() => page.evaluate(toEnd)).toBe(0);
    await expectAccessible(page, `${look}-wire`);
  });
});
