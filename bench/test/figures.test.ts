import assert from "node:assert/strict";
import { test } from "vitest";
import { figureOf, ratioOf } from "../lib/figure.ts";
import { number, spread, times } from "../lib/format.ts";
import { allSittings, orderOf, takeTurns } from "../lib/rounds.ts";

test("a figure is the median, between the quartiles", () => {
  assert.deepEqual(figureOf([3]), { median: 3, low: 3, high: 3, runs: 1 });
  assert.deepEqual(figureOf([4, 2]), { median: 3, low: 2.5, high: 3.5, runs: 2 });
  assert.deepEqual(figureOf([3, 1000, 2, 4, 1]), { median: 3, low: 2, high: 4, runs: 5 });
});

test("a ratio compares what was measured in the same round", () => {
  // The machine was ten times slower in the second round, for both.
  assert.deepEqual(ratioOf([20, 2, 20], [10, 1, 10]), { median: 2, low: 2, high: 2, runs: 3 });
});

test("turns alternate, and what warms up is not kept", async () => {
  const order: string[] = [];
  const samples = await takeTurns(["a", "b"], 2, async (name) => order.push(name));
  assert.equal(order.join(""), "abbaab");
  assert.deepEqual(samples, [
    [4, 5],
    [3, 6],
  ]);
});

test("nobody has two turns in a row, and each of eight follows each other once", () => {
  for (const count of [3, 4, 5, 8]) {
    const rounds = Array.from({ length: count }, (_, round) => orderOf(round, count));
    for (const order of rounds) assert.equal(new Set(order).size, count);
    const turns = rounds.flat();
    for (const [place, turn] of turns.entries()) assert.notEqual(turn, turns[place + 1]);
  }
  const pairs = Array.from({ length: 8 }, (_, round) => orderOf(round, 8)).flatMap((order) =>
    order.slice(1).map((turn, place) => `${order[place]} before ${turn}`),
  );
  assert.equal(new Set(pairs).size, 8 * 7);
});

test("the samples of all sittings stand together, contestant by contestant", () => {
  const sittings = [
    [["a1", "a2"], ["b1"]],
    [["a3"], ["b2"]],
  ];
  assert.deepEqual(allSittings(sittings), [
    ["a1", "a2", "a3"],
    ["b1", "b2"],
  ]);
});

test("numbers have three digits that count, and a spread", () => {
  assert.deepEqual([12_345, 45.67, 1, 0.071, 0].map(number), [
    "12,300",
    "45.7",
    "1.00",
    "0.07",
    "0",
  ]);
  const figure = { median: 10, low: 9, high: 12, runs: 3 };
  assert.equal(spread(figure), "10.0 ±20%");
  assert.equal(times(figure), "×10.0 ±20%");
  assert.equal(spread(figureOf([10])), "10.0");
});
