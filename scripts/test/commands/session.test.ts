import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";
import { Terminal } from "../support/terminal.ts";

const CONTRACT = "proto/chat.proto";

let course: CourseCopy;
let terminal: Terminal | undefined;
beforeEach(() => {
  course = new CourseCopy();
});
afterEach(async () => {
  terminal?.kill();
  await terminal?.ended;
  course.remove();
});

describe("npm run diff in a terminal", () => {
  test("asks before it gives the solution away", async () => {
    for (const [key, answer] of [
      ["n\r", /hint -- 1/],
      ["\u0003", /hint -- 1/],
      ["ｙ\r", /\+syntax/],
    ] as const) {
      terminal = new Terminal(course.dir, [...course.words("diff"), "1"]);
      await terminal.until(/whole solution of step 1/);
      terminal.press(key);
      await terminal.until(answer);
      expect(await terminal.ended).toBe(0);
    }
    course.solve(1);
    terminal = new Terminal(course.dir, [...course.words("diff"), "1"]);
    await terminal.until(/is the same as/);
  });
});

describe("npm start in a terminal", () => {
  test("watches: save, green, next, quit", async () => {
    terminal = new Terminal(course.dir, course.words("start"));
    await terminal.until(/Welcome!/);
    // Of the starter, which is tried to be ready, nothing is said: no verdict, no attempt.
    await terminal.until(
      /Now: step 1[^]*Starting …\s+Ready: each time you save proto\/chat\.proto/,
    );
    await terminal.until(/q quit/);
    expect(terminal.raw).not.toMatch(/Trying|Attempt|✗/);

    terminal.press("n");
    await terminal.until(/Step 1 is not solved yet/);
    terminal.press("h");
    await terminal.until(/Hint 1/);
    terminal.press("h");
    await terminal.until(/Hint 2/);
    terminal.press("l");
    await terminal.until(/you are here/);
    terminal.press("?");
    await terminal.until(/begin this step anew/);
    terminal.press("d");
    await terminal.until(/Press d again/);
    terminal.press("d");
    await terminal.until(/\+syntax = "proto3";/);

    course.write(CONTRACT, 'syntax = "proto3";\npackage chatty;\n');
    await terminal.until(/chat\.proto has changed\. Trying …[^]*Attempt 1\s[^]*✗ .*package/);
    // The same verdict again is told from the old one.
    await terminal.until(/q quit/);
    terminal.press("t");
    await terminal.until(
      /Trying again … What stands above is from before[^]*Attempt 2\s[^]*✗ .*package/,
    );
    course.solve(1);
    await terminal.until(/Step 1 is solved\.\s+Well done!/);
    terminal.press("n");
    await terminal.until(/Now: step 2/);
    await terminal.until(/Red is expected/);

    // Code that is generated in another terminal is noticed.
    expect((await course.run("codegen")).code).toBe(0);
    await terminal.until(/Edit steps\/02-codegen\/wire\.ts/);

    // With an input method on, keys are full-width.
    terminal.press("ｈ");
    await terminal.until(/Hint 1/);
    terminal.press("ｑ");
    expect(await terminal.ended).toBe(0);
    // What stood in the terminal before can be scrolled back to.
    // eslint-disable-next-line no-control-regex
    expect(terminal.raw).not.toMatch(/\u001b\[[23]J/);
  });

  test("tries the starter, too, for who asks for it", async () => {
    terminal = new Terminal(course.dir, course.words("start"));
    await terminal.until(/q quit/);
    terminal.press("t");
    await terminal.until(/Trying …[^]*Attempt 1\s[^]*✗ .*syntax/);
  });

  test("does not put the starter in the place of a file that is deleted, but on r", async () => {
    course.write(CONTRACT, "// mine\n");
    terminal = new Terminal(course.dir, course.words("start"));
    await terminal.until(/q quit/);
    rmSync(join(course.dir, CONTRACT));
    await terminal.until(/is not there any more[^]*has been deleted/);
    await terminal.until(/q quit/);
    expect(existsSync(join(course.dir, CONTRACT))).toBe(false);
    terminal.press("r");
    await terminal.until(/Press r again/);
    terminal.press("r");
    await terminal.until(/is now the starter/);
    expect(existsSync(join(course.dir, CONTRACT))).toBe(true);
  });

  test("gives the starter back on r, with the learner's file saved", async () => {
    course.write(CONTRACT, "// mine\n");
    terminal = new Terminal(course.dir, course.words("start"));
    await terminal.until(/q quit/);
    terminal.press("r");
    await terminal.until(/Press r again/);
    terminal.press("r");
    await terminal.until(/Now: step 1[^]*is now the starter[^]*npm run undo/);
    await terminal.until(/q quit/);
    terminal.press("\u0003");
    expect(await terminal.ended).toBe(0);
    expect((await course.run("undo")).code).toBe(0);
    expect(course.read(CONTRACT)).toBe("// mine\n");
  });

  test("with --plain moves no cursor; where events are missing polls, and says so", async () => {
    terminal = new Terminal(course.dir, [...course.words("start"), "--plain"], {
      WORKSHOP_POLL: "1",
    });
    await terminal.until(/twice a second/);
    await terminal.until(/q quit/);
    course.write(CONTRACT, "// begun\n");
    await terminal.until(/not ok .*syntax/);
    await terminal.until(/q quit/);
    course.solve(1);
    await terminal.until(/Well done!/);
    // eslint-disable-next-line no-control-regex
    expect(terminal.raw).not.toMatch(/\u001b/);
    expect(terminal.raw).not.toMatch(/[\u2500-\u257f✓✗›]|\p{Extended_Pictographic}/u);
  });
});
