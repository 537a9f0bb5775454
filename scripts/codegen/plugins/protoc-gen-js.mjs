#!/usr/bin/env node
// protoc runs this file; the plugin itself is TypeScript, next to it.
import { createRequire } from "node:module";

// A Node that reads TypeScript itself needs nothing else, which starts sooner.
if ("typescript" in process.features && process.features.typescript) {
  await import("./protoc-gen-js.ts");
} else {
  const { register } = await import("tsx/cjs/api");
  register();
  createRequire(import.meta.url)("./protoc-gen-js.ts");
}
