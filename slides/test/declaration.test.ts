import assert from "node:assert/strict";
import { describe, it } from "vitest";
import { findDeclaration } from "../lib/declaration.ts";

const SOURCE = `import { x } from "./x.ts";

/** Makes a chat. */
export function createChat(
  name: string,
): Chat {
  const notes: Note[] = [];

  const service = {
    sendNote(call, callback) {
      sendNote(call);
      callback(null);
    },

    async *subscribe({ signal } = {}) {
      try {
        yield 1;
      } finally {
        stop();
      }
    },
  };
  return { service };
}

const LIMIT = 3;
const DOUBLE =
  LIMIT * 2;

interface Chat {
  sendNote(call: Call): void;
}
`.split("\n");

function textOf(...path: string[]): string | undefined {
  const block = findDeclaration(SOURCE, path);
  return block && SOURCE.slice(block.first, block.last + 1).join("\n");
}

describe("findDeclaration", () => {
  it("takes a function whose head has several lines, without its comment", () => {
    assert.match(
      textOf("createChat")!,
      /^export function createChat\([\s\S]*return \{ service \};\n\}$/,
    );
  });

  it("takes a method inside a function, and not a call or a signature of that name", () => {
    assert.equal(
      textOf("createChat", "sendNote"),
      "    sendNote(call, callback) {\n      sendNote(call);\n      callback(null);\n    },",
    );
  });

  it("takes a block with all its branches", () => {
    assert.match(textOf("createChat", "subscribe", "try")!, /^ {6}try \{[\s\S]*stop\(\);\n {6}\}$/);
  });

  it("takes a constant of one line, and one of two", () => {
    assert.equal(textOf("LIMIT"), "const LIMIT = 3;");
    assert.equal(textOf("DOUBLE"), "const DOUBLE =\n  LIMIT * 2;");
  });

  it("takes the lines of Protocol Buffers", () => {
    const proto = ["message Empty {}", "service S {", "  rpc A (Q) returns (R);", "}"];
    assert.deepEqual(findDeclaration(proto, ["Empty"]), { first: 0, last: 0 });
    assert.deepEqual(findDeclaration(proto, ["S"]), { first: 1, last: 3 });
    assert.deepEqual(findDeclaration(proto, ["A"]), { first: 2, last: 2 });
  });

  it("finds nothing where the name is gone, or stands outside", () => {
    assert.equal(textOf("createChats"), undefined);
    assert.equal(textOf("createChat", "LIMIT"), undefined);
  });
});
