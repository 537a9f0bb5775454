#!/usr/bin/env node
// protoc runs this file; Node finds the plugin's package, wherever a package manager has put it.
import Module, { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const plugin = require.resolve("@bufbuild/protoc-gen-es/bin/protoc-gen-es");

// The plugin's framework loads a whole TypeScript for targets that have no generator of their own.
// Those of our command have one: without it the plugin starts in half the time.
const framework = dirname(createRequire(plugin).resolve("@bufbuild/protoplugin"));
const transpiler = join(framework, "transpile.js");
require.cache[transpiler] = Object.assign(new Module(transpiler), { loaded: true });

require(plugin);
