// A proxy in the environment is nothing that a learner's code could mend.
import { afterAll, beforeAll, expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";
import { NO_PROXY, NOWHERE } from "../support/proxies.ts";

let course: CourseCopy;
beforeAll(async () => {
  course = new CourseCopy();
  course.solve(1, 3, 4, 5);
  expect(await course.run("codegen")).toMatchObject({ code: 0 });
});
afterAll(() => course.remove());

test.each([
  ["step:3", { http_proxy: NOWHERE, no_grpc_proxy: "example.com" }],
  ["step:4", { grpc_proxy: NOWHERE, no_proxy: "example.com, localhost" }],
  ["step:5", { http_proxy: NOWHERE, no_grpc_proxy: "", NODE_USE_ENV_PROXY: "1" }],
])("%s is solved with %o", async (step, variables) => {
  expect(await course.run(step, [], { ...NO_PROXY, ...variables })).toMatchObject({ code: 0 });
});

test.each(["socks5://127.0.0.1:9", "127.0.0.1:9", "nonsense"])(
  "what grpc-js has against the proxy %s is not taken for the learner's output",
  async (https_proxy) => {
    const { code, output } = await course.run("step:4", [], { ...NO_PROXY, https_proxy });
    expect(output).not.toContain("Your code printed");
    expect(code).toBe(0);
  },
);
