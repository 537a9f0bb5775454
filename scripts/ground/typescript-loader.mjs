// How Node loads the course's own TypeScript where every tenth of a second counts: with Vite's compiler,
// which the commands that run tests have at hand. tsx, which starts one of its own, loads a learner's.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transformSync } from "rolldown/utils";

/**
 * Node's hook for what a module holds, for its own thread or for that of hooks.
 *
 * @type {(url: string, context: object, nextLoad: (url: string, context: object) => unknown) => unknown}
 */
export function load(url, context, nextLoad) {
  if (!url.endsWith(".ts")) return nextLoad(url, context);
  const path = fileURLToPath(url);
  const { code } = transformSync(path, readFileSync(path, "utf8"));
  return { format: "module", source: code, shortCircuit: true };
}
