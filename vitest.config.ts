import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The kit's files of these names, which vitest loads before each test file. */
const kit = (...names: string[]) =>
  names.map((name) => fileURLToPath(new URL(`steps/kit/${name}.ts`, import.meta.url)));

const shared = {
  exclude: ["**/node_modules/**", "**/.workshop/**", "**/fixtures/**"],
  // A process of its own for each file: a test that measures CPU time must not
  // count its neighbours.
  pool: "forks" as const,
  // Without this vitest loads a second copy of the generated messages, and
  // every call fails with "13 INTERNAL … Expected argument of type …".
  server: { deps: { external: [/_pb\.js$/] } },
};

/** How the tests of the steps run, which judge what a learner writes. */
export const steps = {
  ...shared,
  include: ["steps/*/step.test.ts"],
  setupFiles: kit("loopback", "watchdog", "stop-at-first"),
  // Only for what none of the kit's own limits ends: those count the time in which the process could run.
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

/** How the course's own tests run: nobody watches over them, and a limit only ends what hangs. */
export const course = {
  ...shared,
  include: ["{scripts,slides,bench}/**/*.test.ts"],
  setupFiles: kit("loopback"),
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

export default defineConfig({
  test: {
    projects: [{ test: { name: "steps", ...steps } }, { test: { name: "course", ...course } }],
  },
});
