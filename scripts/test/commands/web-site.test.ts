// What the web chat takes from a visitor, and what it does not.
import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { createClient } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { referenceTree } from "../../judging/runnable.ts";
import { deadAddress } from "../../../steps/kit/dead-address.ts";
import { LIMITS, type Limits } from "../../web/limits.ts";
import { editorUrl, readUrl } from "../../web/proxied.ts";
import { type Parts, type Site, startSite } from "../../web/site.ts";
import { CourseCopy } from "../support/course-copy.ts";
import { finishedParts, postNote, pouring } from "../support/test-site.ts";

let parts: Parts;
let site: Site;
beforeAll(async () => {
  parts = await finishedParts();
});
afterEach(() => site?.close());

async function open(limits: Partial<Limits> = {}, port = 0): Promise<Site> {
  site = await startSite(parts, { port, limits: { ...LIMITS, ...limits } });
  return site;
}

/** A request as fetch would not send it. */
function raw(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer },
) {
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string }>(
    (resolve, reject) => {
      const sending = request(new URL(path, site.url), {
        method: options.method ?? "POST",
        headers: options.headers,
        agent: false,
      });
      sending.on("error", reject);
      sending.on("response", async (response) => {
        let text = "";
        for await (const chunk of response) text += chunk;
        resolve({ status: response.statusCode!, headers: response.headers, text });
      });
      sending.end(options.body);
    },
  );
}

/** The addresses of this machine. */
const addresses = () => Object.values(networkInterfaces()).flatMap((each) => each ?? []);
const hasLoopback6 = () => addresses().some(({ address }) => address === "::1");

test("a site invites to each of its addresses, if others reach it", async () => {
  const invited = async () =>
    (await (await fetch(new URL("invitation.json", site.url))).json()) as any[];
  await open();
  expect(await invited()).toEqual([]);
  await site.close();
  site = await startSite(parts, { port: 0, host: "0.0.0.0" });
  const others = addresses().filter(({ family, internal }) => family === "IPv4" && !internal);
  const found = await invited();
  expect(new Set(found.map(({ address }) => address))).toEqual(
    new Set(others.map(({ address }) => `http://${address}:${site.port}/`)),
  );
  for (const { address, qr, isNear } of found) {
    expect({ qr, isNear }).toEqual({ qr: expect.stringMatching(/^<svg/), isNear: true });
    expect((await fetch(address)).status).toBe(200);
  }
});

/** The first notes that a page of the site is sent. */
async function heard(count: number): Promise<string[]> {
  const { ChatServer } = await import(
    pathToFileURL(join(await referenceTree(), "gen/web/chat_pb.js")).href
  );
  const client = createClient(ChatServer, createGrpcWebTransport({ baseUrl: site.url })) as any;
  const notes: string[] = [];
  for await (const { message } of client.chatStream({})) {
    if (notes.push(message) === count) break;
  }
  return notes;
}

const JSON_TYPE = { "content-type": "application/json" };
const SEND = "/chat.ChatServer/SendNote";
const NOTE = JSON.stringify({ name: "a", message: "b" });

describe("a limit holds", () => {
  test("the size of a body, said and unsaid", async () => {
    await open();
    const body = Buffer.alloc(LIMITS.bodyBytes + 1, " ");
    const said = await raw(SEND, {
      headers: { ...JSON_TYPE, "content-length": String(body.length) },
    }).catch(String);
    expect(said).toMatchObject({ status: 413 });
    const unsaid = await raw(SEND, {
      headers: { ...JSON_TYPE, "transfer-encoding": "chunked" },
      body: NOTE,
    });
    expect(unsaid.status).toBe(411);
    expect((await postNote(site.url, { name: "a", message: "b" })).status).toBe(200);
  });

  test("the size of a message, and of one that is packed small", async () => {
    await open();
    const long = { name: "a", message: "x".repeat(LIMITS.messageBytes) };
    expect(await (await postNote(site.url, long)).json()).toMatchObject({
      code: "resource_exhausted",
    });
    // A message of 20,000,000 letters: its field's tag, its length as a varint, and the letters.
    const bomb = gzipSync(
      Buffer.from("\u0012\u0080\u00da\u00c4\u0009" + "x".repeat(20_000_000), "latin1"),
    );
    expect(bomb.length).toBeLessThan(LIMITS.bodyBytes);
    const { status, text } = await raw(SEND, {
      headers: {
        "content-type": "application/proto",
        "content-encoding": "gzip",
        "content-length": String(bomb.length),
      },
      body: bomb,
    });
    expect({ status, text }).toMatchObject({
      status: 429,
      text: expect.stringContaining("resource_exhausted"),
    });
    // What the chat itself allows is far below, and its own reason comes through.
    const tooLong = await postNote(site.url, { name: "a", message: "あ".repeat(2_000) });
    expect(await tooLong.json()).toEqual({
      code: "invalid_argument",
      message: "message is 6000 bytes long, more than 4096",
    });
  });

  test("the connections of one address; one that leaves makes room", async () => {
    await open({ connections: 3 });
    const { port } = new URL(site.url);
    const sockets = [1, 2, 3].map(() => connect(Number(port), "127.0.0.1"));
    await Promise.all(sockets.map((socket) => once(socket, "connect")));
    expect(await raw("/", { method: "GET" })).toMatchObject({ status: 429 });
    sockets[0]!.destroy();
    await expect.poll(() => raw("/", { method: "GET" }).then(({ status }) => status)).toBe(200);
    for (const socket of sockets) socket.destroy();
  });

  test("the notes of one address, with the time to wait; the streams go on", async () => {
    await open({ notes: 2 });
    const note = { name: "a", message: "b" };
    for (const left of ["first", "second"]) {
      expect((await postNote(site.url, { ...note, message: left })).status).toBe(200);
    }
    const refused = await postNote(site.url, note);
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect({ status: refused.status, answer: await refused.json() }).toEqual({
      status: 429,
      answer: {
        code: "resource_exhausted",
        message: `more than 2 notes in 10 s from your address; try again in ${seconds} s`,
      },
    });
    expect(await heard(2)).toEqual(["first", "second"]);
    // And it is as it says.
    const later = performance.now() + seconds * 1000;
    const clock = vi.spyOn(performance, "now").mockReturnValue(later);
    onTestFinished(() => clock.mockRestore());
    expect((await postNote(site.url, note)).status).toBe(200);
  });

  test("the pages of a hall, each with its stream, and all of them get the note", async () => {
    await open();
    await postNote(site.url, { name: "a", message: "hi" });
    const pages = Array.from({ length: 200 }, () => heard(1));
    expect(new Set((await Promise.all(pages)).flat())).toEqual(new Set(["hi"]));
  });

  test("the streams of all; one that ends makes room, and notes pass all the time", async () => {
    await open({ streams: 2 });
    const stream = () => {
      const closing = new AbortController();
      onTestFinished(() => closing.abort());
      const answer = fetch(new URL("/chat.ChatServer/ChatStream", site.url), {
        method: "POST",
        headers: { "content-type": "application/grpc-web+proto" },
        body: new Uint8Array(5),
        signal: closing.signal,
      });
      const first = answer.then(async ({ body }) =>
        Buffer.from((await body!.getReader().read()).value!).toString(),
      );
      return { first, close: () => closing.abort() };
    };
    await postNote(site.url, { name: "a", message: "hi" });
    const pages = [stream(), stream()];
    for (const page of pages) expect(await page.first).toContain("hi");
    expect(await stream().first).toContain("grpc-status: 8");
    expect((await postNote(site.url, { name: "a", message: "b" })).status).toBe(200);
    pages[0]!.close();
    await expect.poll(() => stream().first).toContain("hi");
  });

  test("the streams of one address, though all are asked for on one connection", async () => {
    await open({ connections: 3 });
    const asking = `POST /chat.ChatServer/ChatStream HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/grpc-web+proto\r\nContent-Length: 5\r\n\r\n\0\0\0\0\0`;
    await postNote(site.url, { name: "a", message: "hi" });
    const socket = connect(site.port, "127.0.0.1");
    onTestFinished(() => void socket.destroy());
    socket.write(asking.repeat(3));
    await once(socket, "data");
    const refused = await raw("/chat.ChatServer/ChatStream", {
      headers: { "content-type": "application/grpc-web+proto", "content-length": "5" },
      body: Buffer.alloc(5),
    });
    expect(refused.text).toContain("3%20pages%20of%20your%20address%20are%20open");
    expect(refused.text).toContain("grpc-status: 8");
  });

  test("who would wait longer than a timer can, where the time was up at once", async () => {
    await open();
    const answer = await postNote(
      site.url,
      { name: "a", message: "b" },
      { "connect-timeout-ms": String(2 ** 31) },
    );
    expect({ status: answer.status, answer: await answer.json() }).toEqual({
      status: 400,
      answer: { code: "invalid_argument", message: expect.stringContaining("must be <=") },
    });
  });

  test("a request that does not come to its end", async () => {
    await open({ requestMs: 200 });
    const begun = [
      "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n",
      `POST ${SEND} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`,
    ];
    for (const part of begun) {
      const socket = connect(site.port, "127.0.0.1");
      socket.write(part);
      expect(await textOf(socket)).toMatch(/^HTTP\/1.1 408 /);
    }
  });

  test("text that is no text, however it is sent: it is refused, and never changed", async () => {
    await open();
    const post = (body: string | Buffer, type = "application/json") =>
      fetch(new URL(SEND, site.url), { method: "POST", headers: { "content-type": type }, body });
    const note = (bytes: number[]) =>
      Buffer.concat([
        Buffer.from('{"name":"a","message":"'),
        Buffer.from(bytes),
        Buffer.from('"}'),
      ]);
    // あ as a terminal in Shift_JIS sends it, half an emoji escaped, and as bytes.
    expect(await (await post(note([0x82, 0xa0]))).json()).toEqual({
      code: "invalid_argument",
      message: "the note is not UTF-8",
    });
    for (const headers of [
      { "content-type": "Application/JSON", "content-encoding": "identity" },
      { "content-type": "application/json", "content-encoding": "identity" },
      { "content-type": "application/json", "content-encoding": "gzip" },
    ]) {
      const isPacked = headers["content-encoding"] === "gzip";
      const body = isPacked ? gzipSync(note([0x82, 0xa0])) : note([0x82, 0xa0]);
      const { status } = await fetch(new URL(SEND, site.url), { method: "POST", headers, body });
      expect(status).toBe(isPacked ? 501 : 400);
    }
    const half = await post(JSON.stringify({ name: "a", message: "\ud83d" }));
    expect({ status: half.status, text: await half.text() }).toMatchObject({
      status: 400,
      text: expect.stringContaining("invalid UTF8"),
    });
    const bytes = await post(
      Buffer.from([10, 1, 97, 18, 3, 0xed, 0xa0, 0xbd]),
      "application/proto",
    );
    expect(await bytes.text()).toContain("not valid for encoding utf-8");
    expect((await post(note([...Buffer.from("あ😀")]))).status).toBe(200);
    expect(await heard(1)).toEqual(["あ😀"]);
  });

  test("a header that gRPC cannot carry", async () => {
    await open();
    const refused = await postNote(site.url, { name: "a", message: "b" }, { "chat-room": "café" });
    expect({ status: refused.status, answer: await refused.json() }).toEqual({
      status: 400,
      answer: {
        code: "invalid_argument",
        message: "gRPC carries only ASCII, and the header chat-room has more",
      },
    });
  });

  test.each(["127.0.0.1", "localhost", "[::1]"])(
    "where the server is, if it does not answer at %s",
    async (host) => {
      const address = (await deadAddress()).replace("127.0.0.1", host);
      const createGateway = () => parts.createGateway(address);
      site = await startSite({ ...parts, createGateway }, { port: 0 });
      expect(await (await postNote(site.url, { name: "a", message: "b" })).json()).toEqual({
        code: "unavailable",
        message: "the chat server has not answered",
      });
    },
  );

  test("what waits for a reader that does not read", async () => {
    // A server that pours as much as it is let: 64 kB a note.
    const TOO_MANY = 400;
    const taken: number[] = [];
    const long = "x".repeat(65_536);
    const serve = await pouring(
      TOO_MANY,
      () => long,
      (reader, count) => (taken[reader] = count),
    );
    site = await startSite({ ...parts, serve }, { port: 0 });
    const readers = [1, 2, 3].map(() => {
      const socket = connect(Number(new URL(site.url).port), "127.0.0.1");
      socket.on("error", () => {});
      socket.write(
        "POST /chat.ChatServer/ChatStream HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/grpc-web+proto\r\nContent-Length: 5\r\n\r\n\0\0\0\0\0",
      );
      return socket;
    });
    await expect.poll(() => taken.filter((count) => count > 0).length).toBe(3);
    for (let before = ""; before !== taken.join();) {
      before = taken.join();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    // What the system's buffers of two connections hold, and not what the server has.
    for (const count of taken) expect(count).toBeLessThan(TOO_MANY);
    for (const socket of readers) socket.destroy();
  });

  test("pages of other sites, and sites of other names", async () => {
    await open();
    const evil = "https://evil.example";
    const foreign = await raw(SEND, {
      headers: { ...JSON_TYPE, origin: evil, "content-length": String(NOTE.length) },
      body: NOTE,
    });
    expect(foreign.status).toBe(403);
    const preflight = await raw(SEND, {
      method: "OPTIONS",
      headers: { origin: evil, "access-control-request-method": "POST" },
    });
    for (const { headers, status } of [foreign, preflight]) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    }
    // A name that its owner has pointed at 127.0.0.1.
    const rebound = await raw("/", { method: "GET", headers: { host: "evil.example:8080" } });
    expect(rebound.status).toBe(421);
    for (const host of ["localhost:8080", "127.0.0.1", "[::1]:8080"]) {
      expect((await raw("/", { method: "GET", headers: { host } })).status).toBe(200);
    }
    // A form of another site can send only these, without asking first.
    for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
      const form = await raw(SEND, {
        headers: { "content-type": type, "content-length": String(NOTE.length) },
        body: NOTE,
      });
      expect(form.status).toBe(415);
    }
  });

  describe("behind a proxy", () => {
    const NAME = "happy-name-8080.app.github.dev";
    const send = (headers: Record<string, string>) =>
      raw(SEND, {
        headers: { ...JSON_TYPE, ...headers, "content-length": String(NOTE.length) },
        body: NOTE,
      });

    test("the name that it is shown at is let in, and pages of that name, however they are passed on", async () => {
      site = await startSite(parts, { port: 0, shownAt: new URL(`https://${NAME}`) });
      expect(site.shownAt).toBe(`https://${NAME}/`);
      const { port } = new URL(site.url);
      const local = `localhost:${port}`;
      for (const headers of [
        { host: NAME, origin: `https://${NAME}` },
        { host: `${NAME}:443`, origin: `https://${NAME}` },
        { host: local, origin: `https://${NAME}` },
        // As Codespaces has it.
        { host: NAME, origin: `http://${local}` },
        { host: local, origin: `http://${local}` },
      ]) {
        expect({ headers, status: (await send(headers)).status }).toEqual({ headers, status: 200 });
      }
    });

    test("no other name is let in, and no other page", async () => {
      site = await startSite(parts, { port: 0, shownAt: new URL(`https://${NAME}`) });
      for (const host of [
        "evil.example",
        "other-8080.app.github.dev",
        `x.${NAME}`,
        `${NAME}.evil.example`,
        "app.github.dev",
      ]) {
        expect((await raw("/", { method: "GET", headers: { host } })).status).toBe(421);
      }
      for (const origin of [
        "https://evil.example",
        "https://other-8080.app.github.dev",
        `https://${NAME}.evil.example`,
        "http://localhost:1",
        "null",
      ]) {
        expect((await send({ host: NAME, origin })).status).toBe(403);
      }
    });

    test("a name that is not known is refused with the option that lets it in", async () => {
      await open();
      expect((await raw("/", { method: "GET", headers: { host: NAME } })).text).toContain(
        `--url https://${NAME}`,
      );
      expect((await send({ origin: `https://${NAME}` })).text).toContain(`--url https://${NAME}`);
    });
  });

  test.each([
    [{ CODESPACE_NAME: "happy-name" }, "https://happy-name-8081.app.github.dev/"],
    [
      {
        CODESPACE_NAME: "happy-name",
        GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN: "preview.app.github.dev",
      },
      "https://happy-name-8081.preview.app.github.dev/",
    ],
    [
      { GITPOD_WORKSPACE_URL: "https://me-ws-1.ws-eu1.gitpod.io" },
      "https://8081-me-ws-1.ws-eu1.gitpod.io/",
    ],
    [{ CSB: "true", CSB_BASE_PREVIEW_HOST: "csb.app" }, "https://abc12-8081.csb.app/"],
    [{ GITPOD_WORKSPACE_URL: "no address" }, undefined],
    [{}, undefined],
  ])("an editor's address by %o", (env, url) => {
    expect(editorUrl(8081, env, "abc12")?.href).toBe(url);
  });

  test("this machine alone, unless it is told otherwise", async () => {
    await open();
    expect(new URL(site.url).hostname).toBe("127.0.0.1");
    const outside = addresses().find(({ family, internal }) => family === "IPv4" && !internal);
    if (!outside) return;
    const socket = connect(Number(new URL(site.url).port), outside.address);
    const [error] = await once(socket, "error");
    expect(error).toMatchObject({ code: "ECONNREFUSED" });
  });
});

test.each([
  "chat.example",
  "ftp://chat.example",
  "https://chat.example/a",
  "https://u@chat.example",
])("--url refuses %s", (given) => {
  expect(() => readUrl(given)).toThrow("is not the address of a site");
});

describe("the page's files", () => {
  test("come compressed, under a policy that runs no foreign script", async () => {
    await open();
    const { headers } = await raw("/", {
      method: "GET",
      headers: { "accept-encoding": "gzip, br" },
    });
    expect(headers).toMatchObject({
      "content-encoding": "br",
      "x-content-type-options": "nosniff",
    });
    expect(headers["content-security-policy"]).toContain("default-src 'none'");
    expect((await raw("/..%2f..%2fpackage.json", { method: "GET" })).status).toBe(404);
    expect((await raw("/", { method: "DELETE" })).status).toBe(405);
  });
});

describe("npm run demo, npm run web", () => {
  test("demo runs before anything is written, takes the next free port, and stops with streams open", async () => {
    await open();
    const { port } = new URL(site.url);
    const course = new CourseCopy();
    try {
      const demo = course.start("demo", ["--port", port]);
      const [, url] = await demo.until(/is at (http:\/\/127\.0\.0\.1:\d+\/)/);
      expect(Number(new URL(url!).port)).toBeGreaterThan(Number(port));
      expect(await (await postNote(url!, { name: "curl", message: "hi" })).json()).toEqual({});
      const { ChatServer } = await import(
        pathToFileURL(join(await referenceTree(), "gen/web/chat_pb.js")).href
      );
      const client = createClient(ChatServer, createGrpcWebTransport({ baseUrl: url! })) as any;
      const stream = client.chatStream({})[Symbol.asyncIterator]();
      expect((await stream.next()).value).toMatchObject({ name: "curl", message: "hi" });
      const begin = performance.now();
      const stopped = demo.stop();
      expect((await stream.next()).done).toBe(true);
      await stopped;
      expect(performance.now() - begin).toBeLessThan(3000);
      expect(demo.output).toContain("Stopped.");
    } finally {
      course.remove();
    }
  });

  test("--host: what this machine alone reaches needs no warning, and what nothing can listen on is refused", async () => {
    const course = new CourseCopy();
    try {
      const here = ["localhost", "LOCALHOST", "127.0.0.1", ...(hasLoopback6() ? ["[::1]"] : [])];
      for (const host of here) {
        const demo = course.start("demo", ["--port", "0", "--host", host]);
        const [, url] = await demo.until(/is at (http:\S+)/);
        await demo.until(/npm run chat/);
        expect((await fetch(url!)).status).toBe(200);
        await demo.stop();
        expect(demo.output).not.toContain("not on this machine alone");
      }
      // An address that only counts together with its network card.
      const local = addresses().find(({ address }) => address.startsWith("fe80:"))?.address ?? [];
      for (const host of ["127.foo", "127.0.0.256", "nosuch.example"].concat(local)) {
        const { code, output } = await course.run("demo", ["--port", "0", "--host", host]);
        expect({ code, output }).toMatchObject({
          code: 2,
          output: expect.stringContaining(`"${host}" is no address to listen on at this machine`),
        });
      }
    } finally {
      course.remove();
    }
  });

  test("web runs what the learner has written, where it passes", async () => {
    const course = new CourseCopy();
    try {
      course.solve(1, 3);
      const web = course.start("web", ["--port", "0"]);
      const [, url] = await web.until(/is at (http:\S+)/);
      expect(web.output).toContain("your own steps/03-server/server.ts");
      expect(web.output).toContain("Your steps/05-web/gateway.ts does not pass its tests");
      expect((await fetch(url!)).status).toBe(200);
      await web.stop();
    } finally {
      course.remove();
    }
  });
});
