// The class board over real gRPC: who may say and see what, and a whole class that comes and goes.
import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout } from "node:timers/promises";
import { credentials, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import {
  BoardClient,
  METADATA,
  type Now,
  type RoomView,
  type Standing,
} from "../board/contract.ts";
import { Link, sendOnce } from "../board/link.ts";
import type { Membership } from "../board/membership.ts";
import { type Board, LIMITS, startBoard } from "../board/server.ts";
import { standing } from "./support/board.ts";

const CODE = "K7M-QX4";
const PATIENCE = 30_000;

let board: Board;
beforeEach(async () => {
  board = await startBoard("127.0.0.1", 0, CODE);
});
afterEach(() => board.close());

function member(nickname: string, more: Partial<Membership> = {}): Membership {
  const address = `127.0.0.1:${board.port}`;
  return {
    address,
    code: CODE,
    nickname,
    secret: `secret-of-${nickname.replace(" ", "-")}`.padEnd(20, "x"),
    ...more,
  };
}

const send = (who: Membership, more: Partial<Standing> = {}) =>
  sendOnce(who, standing(who.nickname, more), PATIENCE);
const names = () => board.room.view().tiles.map((tile) => tile.standing.nickname);
const codeOf = (sent: Promise<void>) =>
  sent.then(
    () => status.OK,
    (error: ServiceError) => error.code,
  );

/** A stub that says what it likes, with the metadata that it likes. */
function stranger(metadata: Record<string, string>) {
  const stub = new BoardClient(`127.0.0.1:${board.port}`, credentials.createInsecure()) as any;
  onTestFinished(() => stub.close());
  const data = new Metadata();
  for (const [name, value] of Object.entries(metadata)) data.set(name, value);
  return { stub, data };
}

describe("a learner", () => {
  test("joins, reports, and leaves without a trace", async () => {
    const hanako = member("hanako");
    await send(hanako);
    await send(hanako, { step: 2, passed: 3, total: 14 });
    expect(board.room.view().tiles).toMatchObject([{ standing: { step: 2, passed: 3 } }]);
    await send(hanako, { left: true });
    expect(board.room.view().learners).toBe(0);
  });

  test("types the code as it was heard", async () => {
    await send(member("hanako", { code: "k7m qx4" }));
    expect(names()).toEqual(["hanako"]);
  });

  test("with a wrong code is refused, and after many not listened to, in whatever it says", async () => {
    const wrong = member("mallory", { code: "AAA-AAA" });
    const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(send(wrong))));
    expect(new Set(codes)).toEqual(new Set([status.UNAUTHENTICATED]));
    expect(await codeOf(send(member("mallory")))).toBe(status.RESOURCE_EXHAUSTED);
    expect(names()).toEqual([]);
  });

  test("reports in nobody else's name", async () => {
    await send(member("hanako"), { passed: 5 });
    const mallory = member("mallory");
    expect(await codeOf(sendOnce(mallory, standing("HANAKO"), PATIENCE))).toBe(
      status.ALREADY_EXISTS,
    );
    expect(await codeOf(sendOnce(mallory, standing("hanako", { left: true }), PATIENCE))).toBe(
      status.OK,
    );
    expect(board.room.view().tiles).toMatchObject([
      { standing: { nickname: "hanako", passed: 5 } },
    ]);
  });

  test.each([
    ["a name that steers a terminal", { nickname: "a\u001B[2J" }],
    ["no name", { nickname: "" }],
    ["a title longer than any", { failingTitle: "x".repeat(LIMITS.titleLength + 1) }],
    ["a step that no course has", { step: 4_000_000_000 }],
  ])("is refused with %s", async (_, more) => {
    const sent = sendOnce(member("odd"), standing("odd", more), PATIENCE);
    expect(await codeOf(sent)).toBe(status.INVALID_ARGUMENT);
  });

  test("is refused more than a board can want, in one message or in many", async () => {
    const large = standing("large", { failingTitle: "x".repeat(LIMITS.messageBytes) });
    expect(await codeOf(sendOnce(member("large"), large, PATIENCE))).toBe(
      status.RESOURCE_EXHAUSTED,
    );
    const many = member("many");
    const { stub, data } = stranger({ [METADATA.code]: CODE, [METADATA.learner]: many.secret });
    const ended = new Promise<number>((resolve) => {
      const call = stub.Report(data, (error: ServiceError | null) => resolve(error?.code ?? 0));
      call.on("error", () => {});
      for (let count = 0; count < 10 * LIMITS.burst; count += 1) call.write(standing("many"));
    });
    expect(await ended).toBe(status.RESOURCE_EXHAUSTED);
  });

  test("sees neither the room nor speaks for the instructor", async () => {
    const data = { [METADATA.code]: CODE, [METADATA.learner]: member("mallory").secret };
    for (const key of ["", CODE, data[METADATA.learner]!]) {
      const { stub, data: metadata } = stranger({ ...data, [METADATA.key]: key });
      const watched = await new Promise<number>((resolve) => {
        const call = stub.Watch({}, metadata);
        call.on("data", () => resolve(status.OK));
        call.on("error", ({ code }: ServiceError) => resolve(code));
      });
      expect(watched).toBe(status.PERMISSION_DENIED);
      const said = await new Promise<number>((resolve) => {
        stub.Instruct({ remove: 1 }, metadata, (error: ServiceError | null) =>
          resolve(error?.code ?? 0),
        );
      });
      expect(said).toBe(status.PERMISSION_DENIED);
    }
  });
});

/** What the instructor's page sees, and says. */
test("one address has no more connections than it may, and those that end make room", async () => {
  const sockets = Array.from({ length: LIMITS.connections }, () =>
    connect(board.port, "127.0.0.1").unref(),
  );
  onTestFinished(() => sockets.forEach((socket) => socket.destroy()));
  await Promise.all(sockets.map((socket) => once(socket, "connect")));
  expect(await codeOf(send(member("hanako")))).toBe(status.UNAVAILABLE);
  sockets[0]!.destroy();
  await expect.poll(() => codeOf(send(member("hanako"))), { timeout: PATIENCE }).toBe(status.OK);
});

function instructor() {
  const { stub, data } = stranger({ [METADATA.key]: board.key });
  const views: RoomView[] = [];
  const call = stub.Watch({}, data).on("data", (view: RoomView) => views.push(view));
  call.on("error", () => {});
  onTestFinished(() => call.cancel());
  const say = (instruction: object) =>
    new Promise<number>((resolve) => {
      stub.Instruct(instruction, data, (error: ServiceError | null) => resolve(error?.code ?? 0));
    });
  return { views, call, say };
}

const until = (read: () => unknown) => expect.poll(read, { timeout: 120_000 });

test("where the room is reaches those who are there, and those who come later", async () => {
  const said: Now[] = [];
  const open = (nickname: string) => {
    const link = new Link(
      member(nickname),
      () => standing(nickname),
      (now) => said.push(now),
    );
    onTestFinished(() => link.close());
    return link;
  };
  open("early");
  await until(() => said.length).toBe(1);
  expect(said).toEqual([{ step: 0, secondsLeft: 0 }]);
  expect(await instructor().say({ now: { step: 3, secondsLeft: 1200 } })).toBe(0);
  await until(() => said.at(-1)?.step).toBe(3);
  open("late");
  await until(() => said.filter(({ step }) => step === 3).length).toBe(2);
  expect(said.at(-1)!.secondsLeft).toBeGreaterThan(1000);
});

test("a line that was read aloud is taken, a second takes its place, and a slip is refused", async () => {
  const { say } = instructor();
  expect(await say({ line: "hanako 3 11/29 12 2 n 40" })).toBe(0);
  expect(await say({ line: "hanako 3 11/29 12 2 n 40" })).toBe(0);
  expect(await say({ line: "hanako 3 12/29 12 2 n 40" })).toBe(status.INVALID_ARGUMENT);
  expect(board.room.view().tiles).toMatchObject([{ standing: { step: 3, passed: 11 } }]);
  await send(member("taro"));
  expect(names()).toContain("taro");
});

test("a link survives the board's restart, and says the newest then", async () => {
  const { port } = board;
  let passed = 1;
  const link = new Link(
    member("hanako"),
    () => standing("hanako", { passed }),
    () => {},
  );
  onTestFinished(() => link.close());
  await until(names).toEqual(["hanako"]);
  await board.close();
  passed = 7;
  link.send();
  board = await startBoard("127.0.0.1", port, CODE);
  await until(() => board.room.view().tiles[0]?.standing.passed).toBe(7);
});

test("200 learners who join, report, crash, come back and leave, before a page that reads slowly", async () => {
  const page = instructor();
  page.call.on("data", () => {
    page.call.pause();
    void setTimeout(200).then(() => page.call.resume());
  });
  const COUNT = 200;
  const states = Array.from({ length: COUNT }, () => ({ passed: 0 }));
  const open = (index: number) =>
    new Link(
      member(`learner ${index}`),
      () => standing(`learner ${index}`, { total: 29, passed: states[index]!.passed }),
      () => {},
    );
  const links = states.map((_, index) => open(index));
  onTestFinished(() => links.forEach((link) => link.close()));
  await until(() => names().length).toBe(COUNT);
  for (let round = 1; round <= 5; round += 1) {
    for (const [index, link] of links.entries()) {
      states[index]!.passed = round;
      link.send();
    }
    // Every fifth crashes, and comes back as whom it was.
    for (let index = round - 1; index < COUNT; index += 5) {
      links[index]!.close();
      links[index] = open(index);
    }
  }
  const passedOf = (view: RoomView | undefined) =>
    view?.tiles.map((tile) => tile.standing.passed) ?? [];
  await until(() => passedOf(board.room.view()).filter((each) => each === 5).length).toBe(COUNT);
  for (let index = 0; index < COUNT; index += 2) {
    links[index]!.close();
    await send(member(`learner ${index}`), { left: true });
  }
  // The slow page has it right in the end, and was not sent everything in between.
  await until(() => page.views.at(-1)?.learners).toBe(COUNT / 2);
  expect(passedOf(page.views.at(-1))).toEqual(Array.from({ length: COUNT / 2 }, () => 5));
  expect(page.views.length).toBeLessThan(COUNT);
});
