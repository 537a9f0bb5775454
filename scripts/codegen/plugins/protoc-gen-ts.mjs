#!/usr/bin/env node
// protoc runs this file; Node finds the plugin's package, wherever a package manager has put it.
import { createRequire } from "node:module";

/** What is neither of a name nor, at its start, begins one. */
const UNNAMEABLE = /[^\p{ID_Continue}$]|^\d/gu;

const load = createRequire(import.meta.url);
const { Utility } = load("grpc_tools_node_protoc_ts/build/lib/Utility");
const { filePathToPseudoNamespace } = Utility;

// The plugin calls the module of a .proto after its path, also where that is no name (`01.proto`,
// `chat (1).proto`), or another's too (`a/b.proto` beside `a_b.proto`).
/** @type {Map<string, string>} */
const names = new Map();
Utility.filePathToPseudoNamespace = (/** @type {string} */ path) => {
  const known = names.get(path);
  if (known) return known;
  let name = filePathToPseudoNamespace(path).replaceAll(UNNAMEABLE, readable);
  while ([...names.values()].includes(name)) name += "$";
  names.set(path, name);
  return name;
};
load("grpc_tools_node_protoc_ts/bin/protoc-gen-ts");

function readable(/** @type {string} */ letter) {
  return /\d/.test(letter) ? `_${letter}` : `_${letter.codePointAt(0)?.toString(16)}_`;
}
