import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { npm } from "../../ground/npm.ts";
import { CourseCopy } from "../support/course-copy.ts";

let course: CourseCopy;
beforeAll(() => {
  course = new CourseCopy();
  // What is solved need not be tried again by each `npm run wire`.
  course.solve(1, 2);
});
afterAll(() => course.remove());

/** The npm scripts of the course's own, with step:N as step. Those of slides/ and bench/ are not in the copy. */
function ownScripts(): string[] {
  const { scripts } = JSON.parse(course.read("package.json")) as {
    scripts: Record<string, string>;
  };
  return Object.keys(scripts).filter(
    (name) => scripts[name]!.startsWith("node scripts/run.cjs scripts/") && !/^step:\d/.test(name),
  );
}

describe("what every command takes", () => {
  test("--help tells what it does, with an example, in the learner's language", async () => {
    const scripts = ownScripts();
    expect(scripts).toContain("start");
    const answers = scripts.map((script) =>
      course.run(script, ["--help"], { WORKSHOP_LANG: "ja" }),
    );
    for (const [index, { code, output }] of (await Promise.all(answers)).entries()) {
      const script = scripts[index]!;
      expect({ script, code }).toEqual({ script, code: 0 });
      expect(output).toMatch(
        script === "start" || script === "test" ? `npm ${script} ` : `npm run ${script} `,
      );
      expect(output).toMatch(/\p{Script=Hiragana}/u);
      expect(output).toContain("--help");
    }
  });

  test("what it does not know is refused with exit 2, with what was probably meant", async () => {
    const refusals: [script: string, args: string[], sentence: RegExp][] = [
      ["wire", ["花子", "やあ"], /"花子"[^]*npm run wire -- --name alice --message hi/],
      ["wire", ["--nmae", "花子"], /no flag --nmae[^]*--name\?/],
      ["wire", ["--name", "--message", "hi"], /--name needs a value/],
      ["progress", ["json"], /"json"[^]*--json\?/],
      ["progress", ["--json=yes"], /--json takes no value/],
      ["progress", ["--code", "--json", "--as", "a"], /--json and --code exclude each other/],
      ["codegen", ["--print", "--watch"], /--watch and --print exclude each other/],
      ["inspect", ["--json", "--open"], /--open and --json exclude each other/],
      ["board", ["hanako.json"], /"hanako\.json"[^]*--import hanako\.json\?/],
      ["board", ["--import"], /--import needs a value/],
      ["server", ["--port", "65536"], /from 0 to 65535[^]*"65536"/],
      [
        "server",
        ["--host", "192.0.2.1"],
        /"192.0.2.1" is no address to listen on at this machine[^]*127.0.0.1/,
      ],
      ["chat", [], /--name alice/],
      ["chat", ["--name", "a", "--address", "127.0.0.1"], /host and a port[^]*127.0.0.1:50051/],
      ["web", ["8081"], /"8081"[^]*--port 8081/],
      ["solve", ["1", "2"], /"2"[^]*--to 3/],
      ["solve", [], /--to 3/],
      ["solve", ["1", "--to", "2"], /One step, or all/],
      ["reset", ["0"], /no step 0/],
      ["step:1", ["2"], /"2"/],
      ["start", ["3", "4"], /"4"/],
    ];
    const answers = refusals.map(([script, args]) => course.run(script, args));
    for (const [index, { code, output }] of (await Promise.all(answers)).entries()) {
      const [script, args, sentence] = refusals[index]!;
      expect({ script, args, code }).toEqual({ script, args, code: 2 });
      expect(output).toMatch(sentence);
      expect(output).not.toMatch(/\bat .*\.ts:\d/);
    }
  });

  test("full-width letters and dashes are what was meant; a value stays as it was typed", async () => {
    expect((await course.run("hint", ["１", "－－ａｌｌ"])).output).toContain("Hint 3");
    expect((await course.run("wire", ["—name", "ｱﾘｽ"])).output).toContain(
      '{"name":"ｱﾘｽ","message":"hi"}',
    );
  });
});

describe("where `--` is lost, as in PowerShell", () => {
  /** Runs a script by the real npm. */
  const run = async (...words: string[]) =>
    (await npm(["run", "--silent", ...words], ["ignore", "pipe", "ignore"], course.dir)).stdout;

  test("a flag that npm kept is found", async () => {
    expect(JSON.parse(await run("progress", "--json"))).toMatchObject({ schema: 2 });
    expect(await run("wire", "--name", "花子", "--message", "やあ")).toContain(
      '{"name":"花子","message":"やあ"}',
    );
    expect(await run("wire", "--message=yo yo")).toContain('{"name":"alice","message":"yo yo"}');
    expect(await run("hint", "1", "--all", "--plain")).toContain("Hint 3");
    expect(await run("solve", "--to", "3")).toContain("steps/03-server/server.ts");
    expect(await run("wire", "help")).toContain("--message TEXT");
  });

  test("so is one whose value npm has let pass as a word; two of these are told apart by nobody", async () => {
    // As npm 10 leaves them: it knows no flag --name.
    const one = await course.run("wire", ["花子"], {
      npm_config_name: "true",
      npm_config_message: "やあ",
    });
    expect(one.output).toContain('{"name":"花子","message":"やあ"}');
    const two = await course.run("chat", ["花子", "127.0.0.1:1"], {
      npm_config_name: "true",
      npm_config_address: "true",
    });
    expect(two.code).toBe(2);
    expect(two.output).toContain("--name=… --address=…");
    const none = await course.run("chat", [], { npm_config_name: "true" });
    expect(none.output).toContain("--name needs a value");
  });

  test("what somebody has set in npm's own files was not meant for the command", async () => {
    course.write("user.npmrc", "message = release %s\n");
    const { output } = await course.run("wire", [], {
      npm_config_userconfig: `${course.dir}/user.npmrc`,
      npm_config_message: "release %s",
    });
    expect(output).toContain('{"name":"alice","message":"hi"}');
  });
});
