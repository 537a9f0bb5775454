import { ROOT } from "../../ground/paths.ts";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { findSteps, solutionOf, starterOf } from "../../ground/steps.ts";

/** What a finished command left behind. */
export interface Finished {
  code: number | null;
  /** Standard output and standard error, as they came. */
  output: string;
}

/** A copy of the whole course in a folder with a space and Japanese letters in its name. */
export class CourseCopy {
  readonly dir: string;
  private readonly running = new Set<ChildProcess>();

  /**
   * @param origin a git repository of the course to clone, in place of copying this one
   * @param parent the folder to make it in
   */
  constructor(origin?: string, parent = tmpdir()) {
    this.dir = mkdtempSync(join(parent, "gRPC チャット "));
    if (origin) execFileSync("git", ["clone", "--quiet", origin, this.dir]);
    else this.takeCourse();
    symlinkSync(join(ROOT, "node_modules"), join(this.dir, "node_modules"), "junction");
  }

  private takeCourse(): void {
    for (const name of ["package.json", "vitest.config.ts", "tsconfig.json"]) this.take(name);
    for (const name of ["steps", "solutions", "scripts"]) this.take(name);
    for (const step of findSteps(ROOT, "en")) {
      for (const file of step.edit) this.write(file, this.read(starterOf(step, file)));
    }
  }

  private take(name: string): void {
    cpSync(join(ROOT, name), join(this.dir, name), { recursive: true });
  }

  /** Brings in what the linter reads beside what every copy has. */
  takePages(): void {
    for (const name of [
      "README.md",
      "README.ja.md",
      "CHANGELOG.md",
      "CHANGELOG.ja.md",
      "CONTRIBUTING.md",
      "LICENSE",
      ".github",
      ".vscode",
    ]) {
      this.take(name);
    }
    const isPage = (path: string) => !/node_modules|dist|results/.test(path.slice(ROOT.length));
    for (const name of ["slides", "bench"]) {
      cpSync(join(ROOT, name), join(this.dir, name), { recursive: true, filter: isPage });
    }
  }

  /** Lays the files of a folder of the repository over the copy's. */
  overlay(folder: string): void {
    cpSync(join(ROOT, folder), this.dir, { recursive: true });
  }

  read(path: string): string {
    return readFileSync(join(this.dir, path), "utf8");
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.dir, path)), { recursive: true });
    writeFileSync(join(this.dir, path), text);
  }

  /** Puts the solutions of some steps in place of the learner's files. */
  solve(...numbers: number[]): void {
    for (const step of findSteps(ROOT, "en").filter(({ number }) => numbers.includes(number))) {
      for (const file of step.edit) this.write(file, this.read(solutionOf(step, file)));
    }
  }

  /** What an npm script gives to node. */
  words(script: string): string[] {
    const { scripts } = JSON.parse(this.read("package.json")) as {
      scripts: Record<string, string>;
    };
    return scripts[script]!.split(" ").slice(1);
  }

  /** Starts an npm script as npm does, without npm's own start-up. */
  start(script: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Running {
    return this.startNode([...this.words(script), ...args], env);
  }

  /** Starts node in the copy. */
  startNode(words: string[], env: NodeJS.ProcessEnv = {}): Running {
    const child = spawn(process.execPath, words, {
      cwd: this.dir,
      env: {
        ...process.env,
        // What npm has kept of this test run's own flags is not meant for the command.
        npm_config_all: undefined,
        npm_config_plain: undefined,
        NO_COLOR: "1",
        FORCE_COLOR: undefined,
        WORKSHOP_LANG: "en",
        ...env,
      },
    });
    this.running.add(child);
    child.on("close", () => this.running.delete(child));
    return new Running(child);
  }

  /** Runs an npm script to its end. */
  run(script: string, args: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Finished> {
    return this.start(script, args, env).finished;
  }

  /** Ends what still runs, and removes the copy. */
  remove(): void {
    for (const child of this.running) child.kill("SIGKILL");
    rmSync(this.dir, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A command under way. */
class Running {
  output = "";
  readonly finished: Promise<Finished>;
  private readonly child: ChildProcess;
  private readonly listeners = new Set<() => void>();

  constructor(child: ChildProcess) {
    this.child = child;
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        this.output += chunk;
        for (const listener of this.listeners) listener();
      });
    }
    this.finished = new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, output: this.output }));
    });
  }

  /** Waits until the output matches, and fails if the command ends first. */
  until(pattern: RegExp): Promise<RegExpExecArray> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const match = pattern.exec(this.output);
        if (match) {
          this.listeners.delete(look);
          resolve(match);
        }
      };
      this.listeners.add(look);
      look();
      void this.finished.then(() =>
        reject(new Error(`ended without printing ${pattern}:\n${this.output}`)),
      );
    });
  }

  type(text: string): void {
    this.child.stdin!.write(text);
  }

  endInput(): void {
    this.child.stdin!.end();
  }

  /** Presses Ctrl+C, and fails unless the command ends cleanly. */
  async stop(): Promise<void> {
    this.child.kill("SIGINT");
    const { code, output } = await this.finished;
    // Windows has no signals: there the process is just ended.
    if (code !== 0 && process.platform !== "win32") throw new Error(`exit ${code}:\n${output}`);
  }
}
