#!/usr/bin/env node
// protoc runs this file; Node finds the plugin's package, wherever a package manager has put it.
import { createRequire } from "node:module";

createRequire(import.meta.url)("@bufbuild/protoc-gen-es/bin/protoc-gen-es");
