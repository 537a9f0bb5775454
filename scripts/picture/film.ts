import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Language } from "../../steps/kit/say.ts";
import { LOOPBACK } from "../ground/address.ts";
import type { Browser, BrowserContextOptions, Page } from "../ground/browser.ts";
import { ROOT } from "../ground/paths.ts";
import { bundle } from "../web/bundle.ts";
import type { Parcel, Stage } from "./stage.ts";

/** Who chats, what they say, and what the picture says of it. The answer names what was counted. */
const PLAY = {
  en: {
    names: ["alice", "bob"],
    question: "Hello Bob! Is this JSON?",
    answer: (bytes: number, json: number) => `No: a Note of ${bytes} bytes. JSON: ${json}.`,
    sends: (name: string) => `${name} calls SendNote`,
    arrives: "The server streams it to both",
    weight: (bytes: number) => `5 bytes of gRPC, a Note of ${bytes}`,
  },
  ja: {
    names: ["花子", "太郎"],
    question: "これは JSON ですか？",
    answer: (bytes: number, json: number) =>
      `いいえ、${bytes}バイトの Note です。JSON なら${json}。`,
    sends: (name: string) => `${name}が SendNote を呼ぶ`,
    arrives: "サーバーが2人に届ける",
    weight: (bytes: number) => `gRPC の5バイトと、${bytes}バイトの Note`,
  },
} satisfies Record<Language, unknown>;

/** One picture of a film, as PNG, and how long it stays. */
export interface Frame {
  png: Buffer;
  ms: number;
}

/** What is filmed, and how it looks. */
export interface Scene {
  /** Where the chat runs. */
  url: string;
  /** The tree whose generated code reads the bytes. */
  tree: string;
  language: Language;
  scheme: "light" | "dark";
}

const STAGE = { viewport: { width: 1000, height: 420 }, deviceScaleFactor: 1.25 };
const WINDOW = { viewport: { width: 400, height: 450 }, reducedMotion: "reduce" } as const;
/** In how many pictures a text is typed, and its bytes come from a window to the middle. */
const KEYS = 6;
const WAY = 4;
const MS = { begin: 900, key: 120, way: 90, read: 1500, arrived: 1500, end: 6000 };
const PREFIX = 5;

/** Films two browsers that chat with each other, and between them the bytes that each sends. */
export async function film(browser: Browser, scene: Scene): Promise<Frame[]> {
  const { url, language, scheme: colorScheme } = scene;
  const play = PLAY[language];
  const stage = await openStage(browser, scene.tree, { ...STAGE, colorScheme, locale: language });
  const people = await Promise.all(
    play.names.map(async (name) => {
      const page = await browser.newPage({ ...WINDOW, colorScheme, locale: language });
      await page.goto(`${url}?name=${encodeURIComponent(name)}`);
      await page.locator("#state[data-state=connected]").waitFor();
      return page;
    }),
  );
  const frames: Frame[] = [];
  const take = async (ms: number, windows: string[], parcel?: Parcel) => {
    await stage.draw(windows, parcel);
    frames.push({ png: await stage.page.screenshot(), ms });
  };

  /** Types a note, sends it, and shows how it goes. Returns the bytes that went. */
  const say = async (from: 0 | 1, text: string): Promise<number[]> => {
    const box = people[from]!.getByRole("textbox");
    const letters = Array.from(text);
    for (let key = 1; key <= KEYS; key += 1) {
      await box.fill(letters.slice(0, Math.ceil((letters.length * key) / KEYS)).join(""));
      await take(MS.key, await windowsOf(people));
    }
    const before = await windowsOf(people);
    const sending = people[from]!.waitForRequest(/\/SendNote$/);
    await box.press("Enter");
    const body = [...(await sending).postDataBuffer()!];
    const arrivals = people.map((page) => page.getByText(text, { exact: true }).last().waitFor());
    await Promise.all([...arrivals, box.and(people[from]!.locator(":focus")).waitFor()]);

    const call = play.sends(play.names[from]!);
    const parcel = {
      body,
      at: from === 0 ? -1 : 1,
      call,
      weight: play.weight(body.length - PREFIX),
    };
    for (let step = WAY; step > 0; step -= 1) {
      await take(MS.way, before, { ...parcel, at: (parcel.at * step) / WAY });
    }
    await take(MS.read, before, { ...parcel, at: 0 });
    await take(MS.arrived, await windowsOf(people), { ...parcel, at: 0, call: play.arrives });
    return body;
  };

  await take(MS.begin, await windowsOf(people));
  const body = await say(0, play.question);
  await say(1, play.answer(body.length - PREFIX, await stage.jsonBytes(body)));
  frames.at(-1)!.ms = MS.end;
  await Promise.all([...people, stage.page].map((page) => page.context().close()));
  stage.close();
  return frames;
}

/** What each window shows, as addresses of pictures. */
function windowsOf(people: Page[]): Promise<string[]> {
  return Promise.all(
    people.map(async (page) => {
      const png = await page.screenshot({ animations: "disabled", caret: "hide" });
      return `data:image/png;base64,${png.toString("base64")}`;
    }),
  );
}

/** Opens the page on which windows and bytes are drawn. */
async function openStage(browser: Browser, tree: string, options: BrowserContextOptions) {
  const files = await bundle(join(ROOT, "scripts", "picture", "stage"), join(tree, "gen"));
  const server = createServer(({ url = "" }, response) => {
    const file = files.get(url);
    response.writeHead(file ? 200 : 404, { "content-type": file?.type ?? "text/plain" });
    response.end(file?.plain);
  }).listen(0, LOOPBACK);
  await once(server, "listening");
  const page = await browser.newPage(options);
  await page.goto(`http://${LOOPBACK}:${(server.address() as AddressInfo).port}/`);
  // These run in the page, which has put its stage where it can be found.
  type There = { stage: Stage };
  const draw = (...args: Parameters<Stage["draw"]>) =>
    page.evaluate((moment) => (globalThis as unknown as There).stage.draw(...moment), args);
  const jsonBytes = (body: number[]) =>
    page.evaluate((sent) => (globalThis as unknown as There).stage.jsonBytes(sent), body);
  return { page, draw, jsonBytes, close: () => server.close() };
}
