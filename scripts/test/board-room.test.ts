import { describe, expect, test } from "vitest";
import { asLine, readLine } from "../board/code-line.ts";
import type { Standing } from "../board/contract.ts";
import { Guesses, Rate } from "../board/guard.ts";
import { isOnNetwork } from "../board/network.ts";
import { asNickname, LONGEST } from "../board/nickname.ts";
import { readProgress } from "../board/progress-file.ts";
import { Room } from "../board/room.ts";
import { since } from "../board/standing.ts";
import { asCsv } from "../ground/csv.ts";
import { standing } from "./support/board.ts";

const MINUTE = 60_000;

describe("the room", () => {
  function roomOf(...standings: Standing[]): Room {
    const room = new Room(1000);
    for (const [index, each] of standings.entries()) room.report(`id ${index}`, each, 0);
    return room;
  }
  const red = (nickname: string, failingNumber: number, more: Partial<Standing> = {}) =>
    standing(nickname, {
      failingNumber,
      failingTitle: `test ${failingNumber}`,
      total: 29,
      ...more,
    });
  const solved = (nickname: string, more: Partial<Standing> = {}) =>
    standing(nickname, { solvedBy: "BY_HAND", ...more });

  test("those who need help first stand first: hands, then the longest at the same red test", () => {
    const room = roomOf(
      solved("solved"),
      red("new", 3, { unchangedMinutes: 1 }),
      red("long", 4, { unchangedMinutes: 9 }),
      red("hand", 5, { hand: true }),
    );
    const names = room.view(0).tiles.map((tile) => tile.standing.nickname);
    expect(names).toEqual(["hand", "long", "new", "solved"]);
  });

  test("minutes go on though nothing is heard", () => {
    const room = roomOf(red("a", 3, { unchangedMinutes: 2 }));
    const [tile] = room.view(5 * MINUTE).tiles;
    expect(tile).toMatchObject({ heardMinutes: 5, standing: { unchangedMinutes: 7 } });
  });

  test("a third of the room at one red test: stop it; a hand comes after that, then who is stuck", () => {
    const others = Array.from({ length: 6 }, (_, index) => solved(`s${index}`));
    const three = [red("a", 6), red("b", 6), red("c", 6, { hand: true })];
    expect(roomOf(...others, ...three).view(0).advice).toMatchObject({
      kind: "STOP",
      step: 1,
      count: 3,
      of: 9,
      failingTitle: "test 6",
    });
    // The same number in another step is another test.
    const apart = [red("a", 6), red("b", 6, { step: 2 }), red("c", 6, { step: 3, hand: true })];
    expect(roomOf(...others, ...apart).view(0).advice).toMatchObject({
      kind: "HANDS",
      names: ["c"],
    });
    const stuck = red("a", 6, { unchangedMinutes: 8 });
    expect(roomOf(...others, stuck).view(0).advice).toMatchObject({ kind: "STUCK", names: ["a"] });
    expect(roomOf(...others).view(0).advice).toMatchObject({ kind: "QUIET", of: 6 });
  });

  test("a name belongs to one learner, a learner to one tile, and who leaves is forgotten", () => {
    const room = new Room(2);
    expect(room.report("1", standing("Hanako"))).toBeUndefined();
    expect(room.report("2", standing("hanako"))).toBe("name taken");
    expect(room.report("1", standing("Hanako", { step: 2 }))).toBeUndefined();
    expect(room.report("2", standing("taro"))).toBeUndefined();
    expect(room.report("3", standing("jiro"))).toBe("full");
    expect(room.report("1", standing("Hanako", { left: true }))).toBeUndefined();
    expect(room.report("3", standing("hanako"))).toBeUndefined();
    expect(room.view().tiles.map((tile) => tile.standing.nickname)).toEqual(["taro", "hanako"]);
  });

  test("one address cannot take every place, and those who are in stay in", () => {
    const room = new Room(4, 2);
    const join = (name: string, address: string) => room.report(name, standing(name), 0, address);
    expect([join("a", "10.0.0.1"), join("b", "10.0.0.1")]).toEqual([undefined, undefined]);
    expect(join("c", "10.0.0.1")).toBe("full");
    expect(join("a", "10.0.0.1")).toBeUndefined();
    expect(join("c", "10.0.0.2")).toBeUndefined();
    // A file and a line have no address, and each is somebody else.
    expect(room.report("file 0", standing("d"))).toBeUndefined();
    expect(room.view(0).learners).toBe(4);
  });

  test("the first to solve a step by hand are news, once a step; who takes the solution is not", () => {
    const room = new Room(10);
    room.report("1", standing("a", { step: 3, solvedBy: "BY_SOLVE" }));
    expect(room.view().firstGreen).toBe(0);
    room.report("2", standing("b", { step: 3, solvedBy: "BY_HAND" }));
    expect(room.view().firstGreen).toBe(3);
  });

  test("where the room is counts down, and not below nothing", () => {
    const room = new Room(1);
    room.set({ step: 3, secondsLeft: 60 }, 0);
    expect(room.now(20_000)).toEqual({ step: 3, secondsLeft: 40 });
    expect(room.now(90_000)).toEqual({ step: 3, secondsLeft: 0 });
  });
});

test("what has not changed has been so since before; a hand and a hint change nothing of the work", () => {
  const first = since(standing("a", { passed: 3 }), undefined, 1000);
  expect(since(standing("a", { passed: 3, hints: 2, hand: true }), first, 5000).since).toBe(1000);
  expect(since(standing("a", { passed: 4 }), first, 5000).since).toBe(5000);
});

test.each(["花子", "O'Brien-2", "é".repeat(LONGEST), "👩‍👩‍👧‍👦"])("%s is a nickname", (name) => {
  expect(asNickname(` ${name} `)).toBe(name.normalize("NFC"));
});

test.each([
  "",
  "  ",
  "a\u001B[2J",
  "a\nb",
  "x".repeat(LONGEST + 1),
  "\u202Eabc",
  `a${"\u0301".repeat(200)}`,
  "\uD83D",
])("%j is none", (name) => expect(asNickname(name)).toBeUndefined());

describe("a line to paste or read aloud", () => {
  const told = standing("花子 2", {
    step: 3,
    passed: 11,
    total: 29,
    failingNumber: 12,
    hints: 2,
    solvedBy: "BY_SOLVE",
  });

  test("says all that it can", () => {
    expect(readLine(asLine(told))).toEqual(told);
    expect(readLine(`  ${asLine(told).replaceAll(" ", "   ").toUpperCase()} `)).toEqual(told);
  });

  test("with any one digit wrong, or two the other way round, is none", () => {
    const line = asLine(told);
    for (const [at, char] of [...line].entries()) {
      if (!/\d/.test(char)) continue;
      const wrong = line.slice(0, at) + ((Number(char) + 1) % 10) + line.slice(at + 1);
      expect(readLine(wrong), wrong).toBeUndefined();
    }
    expect(readLine(line.replace("11/29", "11/92"))).toBeUndefined();
    expect(readLine("hello")).toBeUndefined();
  });
});

test("progress files of both schemas are read, and no others", () => {
  const step = {
    number: 1,
    id: "01-proto",
    title: "t",
    state: "solved",
    solvedAt: null,
    tests: null,
  };
  const begun = { ...step, number: 2, state: "begun", tests: { passed: 2, total: 9 } };
  const old = JSON.stringify({
    schema: 1,
    at: "2026-01-01T00:00:00Z",
    solved: 1,
    steps: [step, begun],
  });
  expect(readProgress(`\uFEFF${old}`, "taro")).toMatchObject({
    nickname: "taro",
    step: 2,
    passed: 2,
  });
  const fresh = JSON.stringify({
    schema: 2,
    at: "2026-01-01T00:10:00Z",
    learner: "hanako",
    solved: 0,
    steps: [
      {
        ...begun,
        firstFailing: { number: 3, title: "three" },
        lastActivity: "2026-01-01T00:04:00Z",
        hints: 4,
        solvedBy: null,
      },
    ],
  });
  expect(readProgress(fresh, "file")).toMatchObject({
    nickname: "hanako",
    failingNumber: 3,
    failingTitle: "three",
    unchangedMinutes: 6,
    hints: 4,
  });
  for (const wrong of ["", "[]", "null", '{"schema":3,"steps":[]}']) {
    expect(readProgress(wrong, "a")).toBeUndefined();
  }
});

test("a table opens in a spreadsheet with its letters, and runs nothing there", () => {
  expect(
    asCsv([
      ["花子", 3, null],
      ['=HYPERLINK("x")', 'a"b', "c,d"],
    ]),
  ).toBe(`\uFEFF花子,3,\n"'=HYPERLINK(""x"")","a""b","c,d"`);
});

test("an address in a network of this machine is told from one elsewhere", () => {
  const own = {
    eth0: [{ cidr: "192.168.1.7/24", family: "IPv4", internal: false } as never],
    lo: [{ cidr: "127.0.0.1/8", family: "IPv4", internal: true } as never],
  };
  expect(isOnNetwork("192.168.1.200", own)).toBe(true);
  expect(isOnNetwork("192.168.2.200", own)).toBe(false);
  expect(isOnNetwork("127.0.0.1", own)).toBe(false);
  expect(isOnNetwork("board.local", own)).toBe(false);
});

test("ten wrong codes a minute, and reports at a rate", () => {
  const guesses = new Guesses();
  for (let count = 0; count < 10; count += 1) {
    expect(guesses.isTooMany("a", 0)).toBe(false);
    guesses.add("a", 0);
  }
  expect(guesses.isTooMany("a", 1000)).toBe(true);
  expect(guesses.isTooMany("b", 1000)).toBe(false);
  expect(guesses.isTooMany("a", 61_000)).toBe(false);
  const rate = new Rate(3, 2);
  const start = Date.now();
  expect([1, 2, 3, 4].map(() => rate.take(start))).toEqual([true, true, true, false]);
  expect(rate.take(start + 500)).toBe(true);
});
