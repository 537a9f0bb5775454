#!/usr/bin/env node
// protoc runs this file; Node finds the plugin's package, wherever a package manager has put it.
import { createRequire } from "node:module";

createRequire(import.meta.url)("grpc_tools_node_protoc_ts/bin/protoc-gen-ts");
