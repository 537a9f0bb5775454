// The static site: what it leads to is there, and in a browser it can be used by everybody.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, extname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LOOPBACK } from "../ground/address.ts";
import { type Browser, findBrowser, openBrowser, type Page } from "../ground/browser.ts";
import { SCRATCH } from "../ground/paths.ts";
import { buildSite } from "../site/build.ts";
import { violationsOn } from "./support/page-checks.ts";

const executablePath = findBrowser();
const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".png": "image/png",
};

let folder: string;
let pages: string[];

beforeAll(async () => {
  mkdirSync(SCRATCH, { recursive: true });
  folder = mkdtempSync(join(SCRATCH, "site-"));
  const files = await buildSite(folder);
  // Decks are another's; slides:check looks at them.
  pages = files.filter((name) => name.endsWith(".html") && !name.includes("slides"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("leads nowhere that is not there, and to nobody else's scripts", () => {
  expect(pages.length).toBeGreaterThan(14);
  for (const page of pages) {
    const html = readFileSync(join(folder, page), "utf8");
    expect(html, page).not.toMatch(/src(?:set)?="\w+:/);
    for (const [, target = ""] of html.matchAll(/(?:href|src|srcset)="([^"#]+)/g)) {
      if (target.startsWith("https://")) continue;
      const path = join(folder, dirname(page), decodeURI(target));
      expect(existsSync(path), `${page} leads to ${target}`).toBe(true);
    }
    for (const [, anchor = ""] of html.matchAll(/href="#([^"]+)"/g)) {
      expect(html, `${page} leads to #${anchor}`).toContain(`id="${decodeURI(anchor)}"`);
    }
  }
});

describe.skipIf(!executablePath)("in a browser", () => {
  let browser: Browser;
  let server: Server;

  beforeAll(async () => {
    server = createServer(({ url = "" }, response) => {
      const path = join(folder, decodeURI(url).replace(/\/$/, "/index.html"));
      const isThere = existsSync(path);
      response.writeHead(isThere ? 200 : 404, {
        "content-type": TYPES[extname(path)] ?? "text/plain",
      });
      response.end(isThere ? readFileSync(path) : undefined);
    });
    await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
    browser = await openBrowser(executablePath!);
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  async function open(path: string, options = {}): Promise<Page> {
    const page = await (await browser.newContext({ bypassCSP: true, ...options })).newPage();
    page.on("pageerror", (error) => expect.fail(String(error)));
    await page.goto(`http://${LOOPBACK}:${(server.address() as AddressInfo).port}/${path}`);
    return page;
  }

  test("shows each byte of a note while it is written", async () => {
    const page = await open("en/bytes.html", { bypassCSP: false });
    await page.getByRole("textbox", { name: "Name" }).fill("bob");
    await page.getByRole("textbox", { name: "Message" }).fill("é");
    expect(await page.getByRole("option").allTextContents()).toEqual([
      "00",
      "00 00 00 09",
      "0a",
      "03",
      "62 6f 62",
      "12",
      "02",
      "c3 a9",
    ]);
    expect(await page.locator(".bytes-json").textContent()).toContain('"message": "é"');
    await page.context().close();
  });

  test("sends a visitor on by their language", async () => {
    const page = await open("", { locale: "ja" });
    await page.waitForURL(/\/ja\/$/);
    await page.context().close();
  });

  test.each(["en/", "ja/step-3.html", "en/bytes.html", "ja/cheat-sheet.html"])(
    "%s can be used by everybody, light and dark, on a telephone",
    async (path) => {
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await open(path, { colorScheme, viewport: { width: 360, height: 740 } });
        expect(await violationsOn(page), colorScheme).toEqual([]);
        const widths = await page.evaluate("[document.documentElement.scrollWidth, innerWidth]");
        const [needed, there] = widths as [number, number];
        expect(needed, "nothing but a table or code is wider than the window").toBeLessThanOrEqual(
          there,
        );
        await page.context().close();
      }
    },
  );
});
