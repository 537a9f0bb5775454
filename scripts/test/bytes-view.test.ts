// Bytes in colour beside their JSON, in a real browser. Left out where there is none.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Browser, findBrowser, openBrowser, type Page } from "../ground/browser.ts";
import { LOOPBACK } from "../ground/address.ts";
import { ROOT, SCRATCH } from "../ground/paths.ts";
import { bundle } from "../web/bundle.ts";
import { takePicture, violationsOn } from "./support/page-checks.ts";

const executablePath = findBrowser();
const PARTS = join(ROOT, "steps", "05-web", "page");

const MAIN = `
import { labelBody } from ${JSON.stringify(join(PARTS, "bytes.ts"))};
import { bytesView } from ${JSON.stringify(join(PARTS, "bytes-view.ts"))};
import { bytesWords } from ${JSON.stringify(join(PARTS, "bytes-words.ts"))};
import ${JSON.stringify(join(PARTS, "bytes.css"))};
const text = (name) => ({ name, type: "string" });
const contract = { messages: {
  Note: { 1: text("name"), 2: text("message"), 3: { name: "likes", type: "int32", repeated: true }, 4: { name: "to", type: "message", of: "Person" } },
  Person: { 1: text("name") },
}, enums: {} };
const query = new URLSearchParams(location.search);
const bytes = Uint8Array.from(query.get("hex").match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
const words = bytesWords[query.get("lang") ?? "en"];
document.querySelector("main").append(bytesView(bytes, labelBody(bytes, { contract, message: "Note" }), words));
`;
const HTML = `<!doctype html><html lang="en"><head><meta name="color-scheme" content="light dark"><title>bytes</title></head>
<body><main><h1>Bytes</h1></main><script type="module" src="./main.ts"></script></body></html>`;

/** A note with everything: alice says hi to bob, and two numbers that are packed. */
const NOTE = "0000000017 0a05616c696365 12026869 1a03ac0207 22050a03626f62".replaceAll(" ", "");
const LONG = `0000001003128020${"61".repeat(4096)}`;

describe.skipIf(!executablePath)("bytes in a page", () => {
  let browser: Browser;
  let server: Server;
  let folder: string;

  beforeAll(async () => {
    mkdirSync(SCRATCH, { recursive: true });
    folder = mkdtempSync(join(SCRATCH, "bytes-"));
    writeFileSync(join(folder, "index.html"), HTML);
    writeFileSync(join(folder, "main.ts"), MAIN);
    const page = await bundle(folder, join(folder, "gen"));
    server = createServer(({ url = "" }, response) => {
      const file = page.get(url.split("?")[0]!);
      response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" });
      response.end(file?.plain);
    });
    await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
    browser = await openBrowser(executablePath!);
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(hex: string, options = {}, lang = "en"): Promise<Page> {
    const page = await (await browser.newContext(options)).newPage();
    page.on("pageerror", (error) => expect.fail(String(error)));
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://${LOOPBACK}:${port}/?hex=${hex}&lang=${lang}`);
    return page;
  }
  const chosen = (page: Page) => page.locator(".bytes-chosen").allTextContents();
  const says = (page: Page) => page.locator(".bytes-says").textContent();

  test("who points at bytes sees their JSON, and who points at JSON its bytes", async () => {
    const page = await open(NOTE);
    expect(await page.locator(".bytes-json").textContent()).toBe(
      `{
  "name": "alice",
  "message": "hi",
  "likes": [
    300,
    7
  ],
  "to": {
    "name": "bob"
  }
}
`,
    );
    await page.getByRole("option", { name: "length: 2 bytes" }).hover();
    expect(await chosen(page)).toEqual(["12", "02", "68 69", '"message": "hi"']);
    expect(await says(page)).toBe("length: 2 bytes");
    await page.locator(".bytes-json").getByText("300").hover();
    expect(await chosen(page)).toEqual(["ac 02", "300"]);
    expect(await says(page)).toBe("value: 300");
    await page.getByRole("option", { name: "not compressed" }).hover();
    expect((await chosen(page)).slice(0, 2)).toEqual(["00", "00 00 00 17"]);
    // Each message in a message has an outline of its own.
    expect(await page.locator(".bytes-inner").textContent()).toBe("0a0362 6f 62");
  });

  test("by keyboard: one stop, the arrows from byte to byte", async () => {
    const page = await open(NOTE);
    await page.keyboard.press("Tab");
    expect(await says(page)).toBe("gRPC's prefix: not compressed");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    expect(await says(page)).toBe("tag: field 1 (name), wire type 2 (length-delimited)");
    expect(await chosen(page)).toContain('"name": "alice"');
    await page.keyboard.press("End");
    expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe(
      'value: "bob". 62 6f 62',
    );
    await page.keyboard.press("Tab");
    expect(await chosen(page)).toEqual([]);
  });

  test.each([
    ["light", { colorScheme: "light" }, "en", NOTE],
    ["dark", { colorScheme: "dark" }, "en", NOTE],
    ["phone", { viewport: { width: 320, height: 640 } }, "ja", NOTE],
    ["broken", {}, "ja", "00000000050a05"],
    ["empty", {}, "ja", ""],
    ["long", {}, "en", LONG],
  ] as const)("is accessible to all, and fits: %s", async (look, options, lang, hex) => {
    const page = await open(hex, options, lang);
    if (hex) await page.getByRole("option").last().hover();
    await takePicture(page, `bytes-${look}`);
    expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBe(0);
    expect(await violationsOn(page)).toEqual([]);
  });
});
