import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["steps/**/*.test.ts", "scripts/test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/.workshop/**"],
    // A process of its own for each file: a test that measures CPU time must not
    // count its neighbours.
    pool: "forks",
    setupFiles: ["loopback", "watchdog", "stop-at-first"].map((name) =>
      fileURLToPath(new URL(`steps/kit/${name}.ts`, import.meta.url)),
    ),
    testTimeout: 10_000,
    hookTimeout: 10_000,
    // Without this vitest loads a second copy of the generated messages, and
    // every call fails with "13 INTERNAL … Expected argument of type …".
    server: { deps: { external: [/_pb\.js$/] } },
  },
});
