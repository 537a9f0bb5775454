import { expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";

test("whatever ends or disturbs solve, reset and undo, and when, nothing is lost", async () => {
  const course = new CourseCopy();
  const driver = ["--import", "tsx", "scripts/test/support/interruptions.ts"];
  const { code, output } = await course.startNode(driver).finished;
  course.remove();
  expect(code, output).toBe(0);
  const { count, lost } = JSON.parse(output);
  expect(lost).toEqual([]);
  // Each of them has been tried, or else this test has tested nothing.
  expect(count.kills).toBeGreaterThan(300);
  expect(count.failures).toBeGreaterThan(50);
  expect(count.edits).toBeGreaterThan(50);
});
