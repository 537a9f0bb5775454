#!/usr/bin/env node
// protoc runs this file; the plugin itself is TypeScript, next to it.
import { register } from "tsx/esm/api";

register();
await import("./protoc-gen-js.ts");
