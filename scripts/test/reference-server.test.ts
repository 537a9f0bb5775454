import http2 from "node:http2";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { credentials, status, type ServiceError } from "@grpc/grpc-js";
import { afterEach, beforeAll, expect, test } from "vitest";
import { loadReference, referenceTree } from "../judging/runnable.ts";

// What the reference solution of step 3 does beyond what the step asks.

type Code = typeof import("../../gen/chat_grpc_pb.js") & typeof import("../../gen/chat_pb.js");
type Serve = typeof import("../../solutions/03-server/server.ts").serve;

let serve: Serve;
let code: Code;
let cleanUp: (() => unknown)[] = [];

beforeAll(async () => {
  const tree = await referenceTree();
  ({ serve } = await loadReference<{ serve: Serve }>("server", tree));
  const load = (name: string) => import(pathToFileURL(join(tree, "gen", name)).href);
  code = { ...(await load("chat_grpc_pb.js")), ...(await load("chat_pb.js")) };
});

afterEach(async () => {
  for (const each of cleanUp.toReversed()) await each();
  cleanUp = [];
});

async function start() {
  const server = await serve("127.0.0.1:0");
  cleanUp.push(() => server.close());
  const client = new code.ChatServerClient(
    `127.0.0.1:${server.port}`,
    credentials.createInsecure(),
  );
  cleanUp.push(() => client.close());
  return { client, port: server.port };
}

type Client = Awaited<ReturnType<typeof start>>["client"];

function send(client: Client, message: string): Promise<ServiceError | null> {
  const note = new code.Note().setName("alice").setMessage(message);
  return new Promise((resolve) => client.sendNote(note, (error) => resolve(error)));
}

function subscribe(client: Client) {
  const call = client.chatStream(new code.Empty());
  call.on("error", () => {});
  cleanUp.push(() => call.cancel());
  return call;
}

test("a client learns that it is connected before anybody speaks", async () => {
  const { client } = await start();
  await new Promise((resolve) => subscribe(client).on("metadata", resolve));
});

test("a late joiner gets the last 10,000 notes", async () => {
  const { client } = await start();
  for (let hundred = 0; hundred < 101; hundred++) {
    await Promise.all(Array.from({ length: 100 }, (_, i) => send(client, `${hundred * 100 + i}`)));
  }
  const heard: string[] = [];
  const call = subscribe(client);
  await new Promise<void>((resolve) => {
    call.on("data", (note: InstanceType<Code["Note"]>) => {
      heard.push(note.getMessage());
      if (heard.at(-1) === "10099") resolve();
    });
  });
  expect(heard).toEqual(Array.from({ length: 10_000 }, (_, i) => `${i + 100}`));
});

test("a message that is far too long for a note is refused before it is read", async () => {
  const { client } = await start();
  const answer = await send(client, "m".repeat(5_000));
  expect(answer?.code).toBe(status.INVALID_ARGUMENT);
  expect((await send(client, "m".repeat(9_000)))?.code).toBe(status.RESOURCE_EXHAUSTED);
});

test("one connection carries a thousand calls, and no more", async () => {
  const { port } = await start();
  const session = http2.connect(`http://127.0.0.1:${port}`);
  cleanUp.push(() => session.destroy());
  const { maxConcurrentStreams } = await new Promise<http2.Settings>((resolve) =>
    session.on("remoteSettings", resolve),
  );
  expect(maxConcurrentStreams).toBe(1000);
});
