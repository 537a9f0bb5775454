// The parts of the page that need no browser.
import { ROOT } from "../ground/paths.ts";
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Body } from "../../steps/05-web/page/body.ts";
import { History } from "../../steps/05-web/page/history.ts";
import { initialOf } from "../../steps/05-web/page/person.ts";
import { referenceTree } from "../judging/runnable.ts";
import { finishedParts } from "./support/test-site.ts";

const note = (message: string) => ({ name: "alice", message });
const [A, B, C] = ["a", "b", "c"].map(note) as [
  ReturnType<typeof note>,
  ReturnType<typeof note>,
  ReturnType<typeof note>,
];
const NOTHING = { anew: false, notes: [] };

/** A page that has had notes, and whose stream begins again. */
function after(...notes: { name: string; message: string }[]): History {
  const history = new History();
  history.begin();
  for (const each of notes) history.take(each);
  history.begin();
  return history;
}

describe("a stream that begins again", () => {
  test("doubles no note that the page has, and loses none that it has not", () => {
    const history = after(A, A, B);
    for (const had of [A, A, B]) expect(history.take(had)).toEqual(NOTHING);
    expect(history.settle()).toEqual(NOTHING);
    for (const fresh of [B, A, C])
      expect(history.take(fresh)).toEqual({ anew: false, notes: [fresh] });
  });

  test("of a server that has begun anew brings only new notes, though they look like old ones", () => {
    const history = after(A, B);
    expect(history.settle()).toEqual({ anew: true, notes: [] });
    expect(history.take(A)).toEqual({ anew: false, notes: [A] });
    history.begin();
    expect(history.take(A)).toEqual(NOTHING);
  });

  test("shows what first seemed to be old, once another note shows that it was not", () => {
    const history = after(A, B, C);
    expect(history.take(A)).toEqual(NOTHING);
    expect(history.take(C)).toEqual({ anew: true, notes: [A, C] });
    const shorter = after(A, B, C);
    expect(shorter.take(A)).toEqual(NOTHING);
    expect(shorter.settle()).toEqual({ anew: true, notes: [A] });
  });

  test("needs no guess where the server says which one it is", () => {
    const history = new History();
    history.begin();
    expect(history.meet("one")).toEqual(NOTHING);
    history.take(A);
    history.begin();
    expect(history.meet("one")).toEqual(NOTHING);
    expect(history.take(A)).toEqual(NOTHING);
    history.begin();
    expect(history.meet("two")).toEqual({ anew: true, notes: [] });
    expect(history.take(A)).toEqual({ anew: false, notes: [A] });
  });

  describe("of the same server, which has forgotten its oldest notes,", () => {
    const again = (...notes: ReturnType<typeof note>[]) => {
      const history = new History();
      for (const stream of [notes, []]) {
        history.begin();
        history.meet("one");
        for (const each of stream) history.take(each);
      }
      return history;
    };

    test("brings only what the page has not had, and is no new chat", () => {
      for (const kept of [[B, C], [C], [A, B, C]]) {
        const history = again(A, A, B, C);
        for (const had of kept) expect(history.take(had)).toEqual(NOTHING);
        for (const fresh of [C, A])
          expect(history.take(fresh)).toEqual({ anew: false, notes: [fresh] });
        expect(history.settle()).toEqual(NOTHING);
      }
    });

    test("brings everything, where it has forgotten all that the page had", () => {
      const history = again(A, B);
      for (const fresh of [C, A, B])
        expect(history.take(fresh)).toEqual({ anew: false, notes: [fresh] });
      const similar = again(A, B, A);
      expect(similar.take(A)).toEqual(NOTHING);
      expect(similar.take(C)).toEqual({ anew: false, notes: [C] });
    });

    test("may take its time", () => {
      const history = again(A, B);
      history.take(A);
      expect(history.settle()).toEqual(NOTHING);
      expect(history.take(B)).toEqual(NOTHING);
      expect(history.take(C)).toEqual({ anew: false, notes: [C] });
    });
  });

  test("may break in the middle of the old notes", () => {
    const history = after(A, B);
    history.take(A);
    history.begin();
    for (const had of [A, B]) expect(history.take(had)).toEqual(NOTHING);
    expect(history.take(C)).toEqual({ anew: false, notes: [C] });
  });
});

test("the last message and the trailers are found, wherever the body of an answer is cut", () => {
  const messages = ["00000000020a00", "0000000003120161"].map((hex) => Buffer.from(hex, "hex"));
  const trailers = Buffer.from("grpc-status: 0\r\n");
  const whole = Buffer.concat([
    ...messages,
    Buffer.from([0x80, 0, 0, 0, trailers.length]),
    trailers,
  ]);
  for (let size = 1; size <= whole.length; size += 1) {
    const body = new Body();
    for (let at = 0; at < whole.length; at += size) body.take(whole.subarray(at, at + size));
    expect(Buffer.from(body.message!)).toEqual(messages[1]);
    expect(body.trailers).toBe(trailers.toString());
  }
});

test.each([
  ["alice", "A"],
  ["花子", "花"],
  ["éa", "É"],
  ["👩‍💻 dev", "👩‍💻"],
  ["🇯🇵", "🇯🇵"],
  ["\u202E\u200Bevil", "E"],
  ["z\u0338\u0327\u031A\u032D\u032Cal", "Z\u0338\u0327"],
  ["   ", "?"],
])("an avatar shows the initial of %j", (name, initial) => {
  expect(initialOf(name)).toBe(initial);
});

describe("the page", () => {
  test("is small: 50 kB on the way, fonts and pictures and all", async () => {
    const { page } = await finishedParts();
    const size = [...page.values()].reduce((sum, { gzip }) => sum + gzip.length, 0);
    expect(size).toBeLessThan(50_000);
    expect([...page.keys()].sort()[0]).toBe("/");
  });

  test("has the types of a browser", async () => {
    // It imports the generated code of the learner; here that of the solution stands in.
    const tree = await referenceTree();
    const page = join("steps", "05-web", "page");
    cpSync(join(ROOT, page), join(tree, page), { recursive: true });
    const config = join(tree, page, "tsconfig.json");
    const { compilerOptions } = JSON.parse(readFileSync(config, "utf8"));
    const project = { extends: join(ROOT, "tsconfig.json"), compilerOptions, exclude: [] };
    writeFileSync(config, JSON.stringify({ ...project, include: ["*.ts"] }));
    const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
    const { stdout } = spawnSync(process.execPath, [tsc, "-p", config], { encoding: "utf8" });
    expect(stdout).toBe("");
  });
});
