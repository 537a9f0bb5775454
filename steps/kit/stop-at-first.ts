// Loaded by vitest before each test file. `npm test` sets WORKSHOP_STOP_AT_FIRST for the wrong
// answers, of which only the first failure counts.
import { afterEach, beforeEach } from "vitest";

if (process.env.WORKSHOP_STOP_AT_FIRST) {
  let hasFailed = false;
  beforeEach(({ skip }) => skip(hasFailed));
  afterEach(({ task }) => {
    hasFailed ||= task.result?.state === "fail";
  });
}
