// The page of npm run inspect in a real browser. Left out where there is none.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  type Browser,
  type BrowserContextOptions,
  findBrowser,
  openBrowser,
  type Page,
} from "../ground/browser.ts";
import { LOOPBACK } from "../ground/address.ts";
import { type Inspection, startInspection } from "../inspect/start.ts";
import { loadReference, referenceTree } from "../judging/runnable.ts";
import type { ChatClient } from "../../solutions/04-client/client.ts";
import type { RunningServer } from "../../solutions/03-server/server.ts";
import { expectAccessible } from "./support/page-checks.ts";

const executablePath = findBrowser();

describe.skipIf(!executablePath)("the page of inspect", () => {
  let browser: Browser;
  let tree: string;
  let server: RunningServer;
  let inspection: Inspection;
  let protos: string;
  let client: ChatClient;
  const pages: Page[] = [];

  beforeAll(async () => {
    [browser, tree] = await Promise.all([openBrowser(executablePath!), referenceTree()]);
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    const { serve } = await loadReference<{ serve(at: string): Promise<RunningServer> }>(
      "server",
      tree,
    );
    const { createChatClient } = await loadReference<{ createChatClient(at: string): ChatClient }>(
      "chat",
      tree,
    );
    server = await serve(`${LOOPBACK}:0`);
    const to = { host: LOOPBACK, port: server.port };
    protos = mkdtempSync(join(tmpdir(), "protos "));
    cpSync(join(tree, "proto"), protos, { recursive: true });
    inspection = await startInspection({ to, protos, pagePort: 0 });
    client = createChatClient(inspection.address);
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    client.close();
    inspection.close();
    await server.close();
    rmSync(protos, { recursive: true });
  });

  async function open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await (await browser.newContext({ locale: "en-GB", ...options })).newPage();
    page.on("pageerror", (error) => expect.fail(String(error)));
    pages.push(page);
    await page.goto(inspection.url);
    return page;
  }
  const until = (read: () => unknown) => expect.poll(read, { timeout: 120_000 });
  const labels = (page: Page) => page.locator(".row:visible .label").allTextContents();
  const details = (page: Page) => page.locator("#details").textContent();

  /** Three notes, one that is refused, and a stream that its reader leaves. */
  async function converse() {
    for (const message of ["hi", "あ", "third"]) await client.sendNote({ name: "alice", message });
    await client.sendNote({ name: "", message: "x" }).catch(() => {});
    for await (const { message } of client.subscribe()) if (message === "third") break;
  }
  /** The marks of the row of a call: `SendNote` has several, the stream one. */
  const marks = (page: Page, method: string, call = 0) =>
    page.locator(".row").filter({ hasText: method }).nth(call).locator(".mark");

  test("calls are rows with kind and status; a chosen frame tells all that is in it", async () => {
    const page = await open();
    expect(await page.locator("#empty").textContent()).toContain(`--address ${inspection.address}`);
    await converse();
    await until(() => labels(page)).toHaveLength(6);
    await until(() => labels(page).then((all) => all.at(-1))).toMatch(
      /ChatStreamserver streaming · .* · cancelled/,
    );
    expect((await labels(page)).slice(1, 5).join("\n")).toMatch(
      /^(SendNoteunary · [\d.]+ (ms|s) · 0 OK\n){3}SendNoteunary · .* · 3 INVALID_ARGUMENT \(name is empty\)$/,
    );
    await marks(page, "SendNote").first().click();
    expect(await details(page)).toMatch(
      /A call begins: \/chat\.ChatServer\/SendNote, unary\.grpc-timeout: \d+m is its deadline/,
    );
    expect(await page.locator(".nine td").allTextContents()).toEqual([
      expect.stringMatching(/^00 00 [0-9a-f]{2}$/),
      expect.stringMatching(/^\d+$/),
      "01",
      "HEADERS",
      "04",
      "END_HEADERS",
      "00 00 00 01",
      "1",
    ]);
    // The message, as JSON beside its bytes.
    await marks(page, "SendNote").nth(1).click();
    expect(await page.locator(".bytes-json").textContent()).toContain('"message": "hi"');
    await page.getByRole("option", { name: 'value: "hi"' }).hover();
    expect(await page.locator(".bytes-json .bytes-chosen").textContent()).toBe('"message": "hi"');
    await marks(page, "SendNote", 3).last().click();
    expect(await details(page)).toContain("Trailers only");
    await marks(page, "ChatStream").last().click();
    expect(await details(page)).toContain("That is your break, or your cancel().");
  });

  test("a contract that is saved anew is read again, and an open page reads by it", async () => {
    await client.sendNote({ name: "alice", message: "hi" });
    const page = await open();
    await until(() => labels(page).then(({ length }) => length)).toBe(2);
    const chat = join(protos, "chat.proto");
    writeFileSync(
      chat,
      readFileSync(chat, "utf8").replace("string message = 2", "string text = 2"),
    );
    await until(async () => {
      await marks(page, "SendNote").nth(1).click();
      return page.locator(".bytes-json").textContent();
    }).toContain('"text": "hi"');
    // The same session goes on.
    expect((await labels(page)).length).toBe(2);
  });

  test("by keyboard: one stop among the marks, the arrows from frame to frame", async () => {
    await client.sendNote({ name: "alice", message: "hi" });
    const page = await open();
    await until(() => labels(page).then(({ length }) => length)).toBe(2);
    await page.locator("#open").focus();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await details(page)).toContain("SETTINGS");
    await page.keyboard.press("End");
    expect(await details(page)).toContain("0 OK");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    expect(await details(page)).toContain("The answer begins");
    expect(await page.locator('.mark[tabindex="0"]').count()).toBe(1);
    expect(await page.locator('[aria-pressed="true"].mark').count()).toBe(1);
  });

  test("pauses, clears, filters", async () => {
    await converse();
    const page = await open();
    await until(() => labels(page).then(({ length }) => length)).toBe(6);
    await page.locator("#filter").fill("invalid");
    expect(await labels(page)).toEqual([expect.stringContaining("name is empty")]);
    await page.locator("#filter").fill("");
    expect((await labels(page)).length).toBe(6);
    await page.locator("#pause").click();
    await client.sendNote({ name: "bob", message: "later" });
    await until(() => page.locator("#pause").textContent()).toMatch(/^Go on \(\d+\)$/);
    expect((await labels(page)).length).toBe(6);
    await page.locator("#pause").click();
    await until(() => labels(page).then(({ length }) => length)).toBe(7);
    await page.locator("#clear").click();
    expect(await labels(page)).toEqual([]);
  });

  test("a session is saved to a file, and opened again after its end", async () => {
    await converse();
    const page = await open();
    await until(() => labels(page).then(({ length }) => length)).toBe(6);
    const shown = await labels(page);
    const saving = page.waitForEvent("download");
    await page.locator("#save").click();
    const path = await (await saving).path();
    const other = await open();
    await other.locator("#file").setInputFiles(path);
    await until(() => other.locator("#state").textContent()).toContain("A recorded session");
    await until(() => labels(other)).toEqual(shown);
    await marks(other, "SendNote").nth(1).click();
    expect(await other.locator(".bytes-json").textContent()).toContain('"name": "alice"');
    await other
      .locator("#file")
      .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: Buffer.from("{}") });
    await until(() => other.locator("#state").textContent()).toContain("no session");
    expect(await labels(other)).toEqual(shown);
  });

  test("text is text, whatever is in it", async () => {
    const evil = `<img src=x onerror="document.title='evil'">`;
    await client.sendNote({ name: evil, message: evil });
    const page = await open();
    await until(() => labels(page).then(({ length }) => length)).toBe(2);
    await marks(page, "SendNote").nth(1).click();
    expect(await page.locator(".bytes-json").textContent()).toContain("onerror");
    expect(await page.locator("#room img").count()).toBe(0);
    expect(await page.title()).toBe("gRPC on the wire");
  });

  test("a connection that is not HTTP/2 says so, and leaves the chosen frame alone", async () => {
    const page = await open();
    await client.sendNote({ name: "alice", message: "hi" });
    await until(() => labels(page).then(({ length }) => length)).toBe(2);
    await marks(page, "SendNote").first().click();
    const chosen = await details(page);
    await fetch(`http://${inspection.address}/`).catch(() => {});
    const notes = () => page.locator(".note").allTextContents();
    await until(notes).toEqual(["", expect.stringContaining("HTTP/1.1, as browsers and curl do")]);
    expect(await details(page)).toBe(chosen);
  });

  test("of a long text only the beginning is shown", async () => {
    const page = await open();
    await client.sendNote({ name: "alice", message: "y".repeat(4000) });
    await until(() => labels(page).then(({ length }) => length)).toBe(2);
    await marks(page, "SendNote").nth(1).click();
    const json = (await page.locator(".bytes-json").textContent())!;
    expect(json).toContain('"message": "yyy');
    expect(json.length).toBeLessThan(700);
  });

  test("thousands of frames: the newest are there, and the page still answers", async () => {
    const page = await open();
    for (let round = 0; round < 40; round += 1) {
      await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          client.sendNote({ name: "alice", message: `${round} ${at}` }),
        ),
      );
    }
    await client.sendNote({ name: "alice", message: "the last" });
    await until(() =>
      page
        .locator(".mark")
        .count()
        .then((count) => count > 1000 && count <= 3000),
    ).toBe(true);
    await until(async () => {
      await page.locator(".row").last().locator(".mark").nth(1).click();
      return page.locator(".bytes-json").textContent();
    }).toContain("the last");
    expect(await page.locator("#older").textContent()).toMatch(/^[\d,]+ older events/);
  });

  test.each([
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["ja", { locale: "ja-JP" }],
    ["phone", { viewport: { width: 360, height: 720 }, locale: "ja-JP", colorScheme: "dark" }],
  ] as const)("is accessible to all, and fits: %s", async (look, options) => {
    const page = await open(options);
    await expectAccessible(page, `inspect-${look}-empty`);
    await converse();
    await until(() => labels(page).then(({ length }) => length)).toBe(6);
    await marks(page, "SendNote").first().click();
    await expectAccessible(page, `inspect-${look}-headers`);
    await marks(page, "SendNote").nth(1).click();
    await expectAccessible(page, `inspect-${look}-message`);
    await marks(page, "ChatStream").last().click();
    await expectAccessible(page, `inspect-${look}-cancel`);
  });
});
