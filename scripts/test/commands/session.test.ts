import { spawn, type IPty } from "@lydell/node-pty";
import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CourseCopy } from "../support/course-copy.ts";

const CONTRACT = "proto/chat.proto";

/** `npm start` on a pseudo-terminal. */
class Terminal {
  /** Everything printed since the last `mark`, without colours. */
  screen = "";
  raw = "";
  readonly ended: Promise<number>;
  private readonly pty: IPty;
  private readonly listeners = new Set<() => void>();

  constructor(course: CourseCopy, args: string[] = [], env: Record<string, string> = {}) {
    this.pty = spawn(process.execPath, [...course.words("start"), ...args], {
      cwd: course.dir,
      cols: 100,
      rows: 40,
      env: { ...(process.env as Record<string, string>), WORKSHOP_LANG: "en", ...env },
    });
    this.pty.onData((data) => {
      this.raw += data;
      this.screen += stripVTControlCharacters(data).replaceAll("\r", "");
      for (const listener of this.listeners) listener();
    });
    this.ended = new Promise((resolve) => this.pty.onExit(({ exitCode }) => resolve(exitCode)));
  }

  /** Waits until what has been printed since the last call matches. */
  until(pattern: RegExp): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(this.screen);
        if (!match) return;
        this.listeners.delete(look);
        this.screen = this.screen.slice(match.index + match[0].length);
        resolve();
      };
      this.listeners.add(look);
      look();
      void this.ended.then(() => reject(new Error(`ended without ${pattern}:\n${this.raw}`)));
    });
  }

  press(key: string): void {
    this.pty.write(key);
  }

  kill(): void {
    this.pty.kill();
  }
}

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

describe("npm start in a terminal", { timeout: 60_000 }, () => {
  test("watches: save, green, next, quit", async () => {
    terminal = new Terminal(course);
    await terminal.until(/Welcome!/);
    await terminal.until(/Now: step 1[^]*Red is expected/);
    await terminal.until(/q quit/);

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
    await terminal.until(/✗ .*package/);
    course.solve(1);
    await terminal.until(/Well done! Step 1 is solved/);
    terminal.press("n");
    await terminal.until(/Now: step 2/);
    await terminal.until(/Red is expected/);

    // Code that is generated in another terminal is noticed.
    expect((await course.run("codegen")).code).toBe(0);
    await terminal.until(/Edit steps\/02-codegen\/wire\.ts/);

    terminal.press("q");
    expect(await terminal.ended).toBe(0);
  });

  test("gives the starter back on r, with the learner's file saved", async () => {
    course.write(CONTRACT, "// mine\n");
    terminal = new Terminal(course);
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
    terminal = new Terminal(course, ["--plain"], { WORKSHOP_POLL: "1" });
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
