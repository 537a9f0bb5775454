import assert from "node:assert/strict";
import { test } from "node:test";
import { figureOf, ratioOf } from "../lib/figure.ts";
import { number, spread, times } from "../lib/format.ts";
import { takeTurns } from "../lib/rounds.ts";

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
