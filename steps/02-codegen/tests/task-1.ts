import { describe, test } from "vitest";
import { say, task } from "../../kit/say.ts";
import { requireFresh, requireGen } from "./generated.ts";

describe(task(1, "Generate the code", "コードを生成する"), () => {
  test(say("gen/ holds the code of the contract", "gen/ に契約から生成したコードがある"), () => {
    requireGen();
  });

  test(
    say("gen/ is made of the contract as it is now", "gen/ がいまの契約から生成されている"),
    () => {
      requireFresh();
    },
  );
});
