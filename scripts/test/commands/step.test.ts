import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";

const CONTRACT = "proto/chat.proto";
const SERVER = "steps/03-server/server.ts";
const CLIENT = "steps/04-client/client.ts";
const GATEWAY = "steps/05-web/gateway.ts";
const WIRE = "steps/02-codegen/wire.ts";

/** Code that runs and is type-safe, and that the course's own settings would refuse. */
const OWN_STYLE = `
enum Sign {
  Plus = 1,
}
class Shape {
  constructor(readonly name: string) {}
  area(): number {
    return 0;
  }
}
class Square extends Shape {
  area(unused = 1): number {
    return super.area();
  }
}
function nameOf(bytes: Uint8Array, kind: number) {
  const unused = 1;
  switch (kind) {
    case 0:
      kind += 1;
    case 1:
      return new Square("a").name + bytes[0].toString(16) + Sign.Plus;
  }
}
nameOf(Uint8Array.of(1), 0);
`;

// One copy for all: a learner, too, goes on with what the last command left.
let course: CourseCopy;
beforeAll(() => {
  course = new CourseCopy();
});
afterAll(() => course.remove());

describe("npm run step:N, from the first minute on", () => {
  test("names the cause first, then the place and the next command, and exits 1", async () => {
    const { code, output } = await course.run("step:1");
    expect(code).toBe(1);
    expect(output).toMatch(/^✗ .*syntax/);
    expect(output).toMatch(/Edit proto\/chat\.proto:\d+/);
    expect(output).toContain("npm run step:1");
  });

  test("exits 2 and names the earlier step that is missing", async () => {
    const { code, output } = await course.run("step:3");
    expect(code).toBe(2);
    expect(output).toContain("First: npm run step:1");
  });

  test("exits 2 for a step that does not exist, and for a flag that does not", async () => {
    const step = await course.run("step", ["99"]);
    expect(step.code).toBe(2);
    expect(step.output).toContain("There is no step 99");
    expect(await course.run("step", ["1", "--verbos"])).toMatchObject({ code: 2 });
  });

  test("puts the starter back where the learner's file is missing, and says so in Japanese", async () => {
    rmSync(join(course.dir, CONTRACT));
    const { code, output } = await course.run("step:1", [], { WORKSHOP_LANG: "ja" });
    expect(code).toBe(1);
    expect(output).toContain(`${CONTRACT} がなかったので`);
    expect(output).toContain("直したら、もう一度：npm run step:1");
    expect(existsSync(join(course.dir, CONTRACT))).toBe(true);
  });

  test("exits 0 when the step is solved, and names the next", async () => {
    course.solve(1);
    const { code, output } = await course.run("step:1");
    expect(code).toBe(0);
    expect(output).toContain("solutions/01-proto/");
    expect(output).toContain("npm run step:2");
  });

  test("generates the code of a later step when the contract has changed since", async () => {
    course.solve(3);
    const first = await course.run("step:3");
    expect(first).toMatchObject({ code: 0 });
    expect(first.output).toContain("generated again");
    const before = course.read("gen/manifest.json");
    course.write(CONTRACT, `${course.read(CONTRACT)}\n// a comment\n`);
    // A proxy of the network does not catch the calls to this machine.
    const proxy = { http_proxy: "http://127.0.0.1:9", no_proxy: undefined };
    expect(await course.run("step:3", [], proxy)).toMatchObject({ code: 0 });
    expect(course.read("gen/manifest.json")).not.toBe(before);
  });

  test("shows what the learner's code prints, and is not misled by it", async () => {
    course.solve(3);
    course.write(SERVER, `${course.read(SERVER)}\nconsole.log("✗ my own debug line");\n`);
    const { code, output } = await course.run("step:3");
    expect(code).toBe(0);
    expect(output).toContain("  | ✗ my own debug line");
  });

  test("does not let a type error pass", async () => {
    course.solve(3);
    course.write(SERVER, `${course.read(SERVER)}\nexport const wrong: number = "text";\n`);
    const { code, output } = await course.run("step:3");
    expect(code).toBe(1);
    expect(output).toMatch(/^✗ Every test passes; .*TypeScript/);
    expect(output).toMatch(/steps\/03-server\/server\.ts:\d+:\d+/);
    const japanese = await course.run("step:3", [], { WORKSHOP_LANG: "ja" });
    expect(japanese.output).toMatch(/^✗ テストはすべて通りました。.*TypeScript/);
    expect(japanese.output).toContain("型 'string' を型 'number' に割り当てることはできません。");
  });

  test("takes code that is written in another style than the course's own", async () => {
    course.solve(3);
    course.write(SERVER, `${course.read(SERVER)}${OWN_STYLE}`);
    expect(await course.run("step:3")).toMatchObject({ code: 0 });
  });

  test("counts type errors in the learner's own files and in no others", async () => {
    course.solve(3);
    course.write(
      SERVER,
      `import { LIMIT } from "./mine.ts";\n${course.read(SERVER)}\nLIMIT + 1;\n`,
    );
    course.write("steps/03-server/mine.ts", 'export const LIMIT: number = "text";\n');
    const { code, output } = await course.run("step:3");
    expect(code).toBe(1);
    expect(output).toContain("steps/03-server/mine.ts:1:14");

    const wrong = '\nexport const wrong: number = "text";\n';
    course.write("steps/03-server/mine.ts", 'export { LIMIT } from "../other.ts";\n');
    course.write("steps/other.ts", `export const LIMIT = 1;${wrong}`);
    const ours = "steps/03-server/step.test.ts";
    const shipped = course.read(ours);
    course.write(ours, shipped + wrong);
    expect(await course.run("step:3")).toMatchObject({ code: 0 });
    course.write(ours, shipped);
  });

  test("takes what a tool says beside its answer for no answer", async () => {
    course.solve(3);
    const env = { NODE_EXTRA_CA_CERTS: "/nonexistent.pem", NODE_OPTIONS: "--inspect=0" };
    expect(await course.run("step:3", [], env)).toMatchObject({ code: 0 });
    course.write(SERVER, `${course.read(SERVER)}\nexport const wrong: number = "text";\n`);
    const { code, output } = await course.run("step:3", [], env);
    expect(code).toBe(1);
    expect(output).toContain("TS2322: Type 'string' is not assignable to type 'number'.");
  });

  test("points to the doctor when TypeScript cannot tell", async () => {
    course.solve(3);
    const settings = course.read("tsconfig.json");
    course.write("tsconfig.json", settings.replace('["node"]', '["not-installed"]'));
    const { code, output } = await course.run("step:3");
    course.write("tsconfig.json", settings);
    expect(code).toBe(2);
    expect(output).toMatch(/TS2688: .*not-installed.*npm run doctor/);
  });

  test.each([
    ["step:3", SERVER, "const x = {;", /server\.ts:1 を読み取れない.*TS\d+: .*です。/],
    ["step:3", SERVER, "const x = 1；", /server\.ts:1 に「；」（U\+FF1B）があります。.*半角の `;`/],
    ["step:2", WIRE, "const x = ;", /wire\.ts:1 を読み取れない.*TS1109: 式が必要です。/],
  ])("%s says why %s cannot be read: %s", async (script, file, line, sentence) => {
    // The first of these makes the code of the contract, which step 2 wants to be there.
    course.solve(1, 3);
    const before = course.read(file);
    course.write(file, `${line}\n${before}`);
    const { code, output } = await course.run(script, [], { WORKSHOP_LANG: "ja" });
    const hint = await course.run("hint", [script.replace("step:", "")]);
    course.write(file, before);
    expect(hint.output).toMatch(/^This comes before any hint: .*:1 /m);
    expect(code).toBe(1);
    expect(output).toMatch(sentence);
    expect(output).not.toMatch(/PARSE_ERROR|Transform failed|TypeScript の指摘もあります/);
    expect(output).toContain(`編集するところ：${file}:1`);
  });

  test.each([
    ['"../../gen/chat_pb.js"', '"../gen/chat_pb.js"', /server\.ts:\d+ imports something.*TS2307/],
    ["export function createChatService", "function createChatService", /export `createChatS/],
  ])("says what keeps a file from being loaded: %s as %s", async (from, to, sentence) => {
    course.solve(3);
    course.write(SERVER, course.read(SERVER).replace(from, to));
    const { code, output } = await course.run("step:3");
    expect(code).toBe(1);
    expect(output).toMatch(sentence);
    expect(output).not.toMatch(/node_modules|is not a function/);
  });

  test.each([
    [
      SERVER,
      'throw new Error("mine");',
      /^✗ .*server\.ts:1 が、.*読み込み中にエラーを投げ.*：mine/m,
    ],
    [SERVER, "nowhere();", /server\.ts:1 が、.*：nowhere is not defined[^]*TS2304/],
    [SERVER, "process.exit(0);", /server\.ts:1 が、.*`process\.exit` を呼び出した/],
    [SERVER, "setTimeout(() => nobody.waits);", /server\.ts:1 が投げたエラーを、どこも.*nobody/],
    [WIRE, 'throw new Error("mine");', /wire\.ts が、読み込み中にエラーを投げました：mine/],
    [WIRE, 'import "./none.ts";', /wire\.ts がインポートしている "\.\/none\.ts" が存在しません/],
    [WIRE, "process.exit(0);", /wire\.ts が、読み込み中に `process\.exit` を呼び出して/],
  ])("says in one sentence what %s does outside any function: %s", async (file, line, sentence) => {
    course.solve(1, 3);
    const before = course.read(file);
    course.write(file, `${line} ${before}`);
    const script = file === SERVER ? "step:3" : "step:2";
    const { code, output } = await course.run(script, [], { WORKSHOP_LANG: "ja" });
    course.write(file, before);
    expect(code).toBe(1);
    expect(output).toMatch(sentence);
    expect(output).toContain(`編集するところ：${file}:1`);
    expect(output).not.toMatch(/node_modules|^ +at /m);
  });

  test("says that a file in UTF-16 is not UTF-8", async () => {
    course.solve(3);
    const utf16 = Buffer.from(`\ufeff${course.read(SERVER)}`, "utf16le");
    writeFileSync(join(course.dir, SERVER), utf16);
    const { code, output } = await course.run("step:3");
    expect(code).toBe(1);
    expect(output).toMatch(
      /server\.ts is not text in UTF-8[^]*Edit steps\/03-server\/server\.ts:1/,
    );
  });

  test("tells a generator from a promise where the other is wanted, in each step that has them", async () => {
    // What TypeScript says of these is no help to a beginner, and the browser hears "internal error".
    const slips: [step: number, file: string, was: RegExp, is: string, said: RegExp][] = [
      [
        3,
        SERVER,
        /(?=chatStream\(call\) \{)/,
        "async *",
        /`chatStream` is a generator, .*call\.write/,
      ],
      [
        3,
        SERVER,
        /callback\(null, (new Empty\(\))\);/,
        "return $1;",
        /`sendNote` returns its answer/,
      ],
      [4, CLIENT, /(?=sendNote\(note, \{)/, "async *", /`sendNote` is a generator/],
      [5, GATEWAY, /(?=sendNote\(\{)/, "async *", /`sendNote` is a generator/],
      [5, GATEWAY, /return (?=new Promise)/, "", /`sendNote` returns nothing/],
      [5, GATEWAY, /\*(chatStream[^]*?)yield /, "$1return ", /write `async \*chatStream`/],
    ];
    for (const [step, file, was, is, said] of slips) {
      course.solve(step);
      const right = course.read(file);
      course.write(file, right.replace(was, is));
      const { code, output } = await course.run("step", [String(step)]);
      expect(output.split("\n", 1)[0]).toMatch(said);
      expect(output).toMatch(/Edit .*\n.*\b(?:sendNote|chatStream)\b/);
      expect(code).toBe(1);
    }
  });

  test("notices a change in a file of the learner's own", async () => {
    course.write("steps/03-server/mine.ts", course.read("solutions/03-server/server.ts"));
    course.write(SERVER, 'export * from "./mine.ts";\n');
    expect(await course.run("step:3")).toMatchObject({ code: 0 });
    expect((await course.run("start")).output).toContain("Now: step 2");
    course.write("steps/03-server/mine.ts", "// broken\n");
    expect((await course.run("start")).output).toMatch(
      /3 {2}The server .*was solved, changed since/,
    );
  });
});
