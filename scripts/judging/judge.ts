import { availableParallelism } from "node:os";
import { isAbsolute, relative, sep } from "node:path";
import { Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
// Loaded by run.cjs before any hooks: through them it takes half a second
// longer.
import { createVitest, type TestModule, type Vitest } from "vitest/node";
import type { Language } from "../../steps/kit/say.ts";
import { messages } from "../messages/index.ts";
import { course, steps } from "../../vitest.config.ts";
import { printableLines } from "../terminal/printable.ts";
import type { Failure, Outcome, Verdict } from "./verdict.ts";

const PROJECTS = { course, steps };
const LEAVE_NOTHING = fileURLToPath(new URL("leave-nothing.ts", import.meta.url));

/**
 * Runs test files with vitest, in this process and without vitest's own output. One judge can run
 * its files again and again, which spares vitest's start-up.
 */
export class Judge {
  private readonly root: string;
  private readonly files: string[];
  private readonly vitest: Promise<Vitest>;
  private readonly stdout = new Sink();
  private readonly stderr = new Sink();
  private verdicts = new Map<string, Verdict>();

  /**
   * @param root the tree that the files belong to
   * @param files absolute paths of the test files
   * @param language the language of titles and sentences
   * @param options.onEnd called as each test file ends
   * @param options.stopAtFirst whether the tests after a file's first failure are left out
   * @param options.isolate whether each file has a process of its own; without, they share some
   * @param options.project whose tests they are, those of steps or the course's own
   */
  constructor(
    root: string,
    files: string[],
    language: Language,
    {
      onEnd,
      stopAtFirst = false,
      isolate = true,
      project = "steps",
    }: {
      onEnd?: () => void;
      stopAtFirst?: boolean;
      isolate?: boolean;
      project?: keyof typeof PROJECTS;
    } = {},
  ) {
    this.root = root;
    this.files = files.map(slashed);
    const { setupFiles } = PROJECTS[project];
    this.vitest = createVitest(
      "test",
      {
        ...PROJECTS[project],
        config: false,
        root,
        watch: false,
        isolate,
        setupFiles: isolate ? setupFiles : [...setupFiles, LEAVE_NOTHING],
        include: this.files,
        exclude: [],
        env: { WORKSHOP_LANG: language, WORKSHOP_STOP_AT_FIRST: stopAtFirst ? "1" : "" },
        // The tests mostly wait, for a server or for a time limit: more of them than cores pay.
        maxWorkers: Math.min(files.length, availableParallelism() + 4),
        reporters: [
          {
            onUserConsoleLog: async ({ content, taskId }) => {
              const { state } = await this.vitest;
              const entity = taskId ? state.idMap.get(taskId) : undefined;
              this.addPrinted(content, entity?.file.filepath);
            },
            onTestModuleEnd: onEnd,
          },
        ],
      },
      {},
      { stdout: this.stdout.stream, stderr: this.stderr.stream },
    );
  }

  /**
   * Runs the files as they are now.
   *
   * @param changed absolute paths of what has changed since the last run
   * @returns a verdict for each file, in their order
   */
  async run(changed: Iterable<string> = []): Promise<Verdict[]> {
    const vitest = await this.vitest;
    for (const path of changed) vitest.invalidateFile(slashed(path));
    this.verdicts = new Map(
      this.files.map((file) => [file, { outcomes: [], strays: [], printed: "" }]),
    );
    this.stdout.text = this.stderr.text = "";
    const specifications = this.files.map((file) =>
      vitest.getRootProject().createSpecification(file),
    );
    process.on("uncaughtException", ignoreDeadProcess);
    const { testModules, unhandledErrors } = await vitest
      .runTestSpecifications(specifications)
      .finally(() => process.off("uncaughtException", ignoreDeadProcess));
    for (const module of testModules) this.readModule(module);
    for (const error of unhandledErrors as UnhandledError[]) {
      const stray = readError(this.root, error);
      // The process of a test file ended by itself.
      if (stray.sentence.startsWith("[vitest-pool]")) {
        stray.sentence = saidByWatchdog(this.stderr.text) || messages.judge.processEnded;
        stray.isCheck = true;
      }
      this.verdictOf(error.VITEST_TEST_PATH).strays.push(stray);
    }
    this.addPrinted(this.stdout.text);
    return [...this.verdicts.values()];
  }

  async close(): Promise<void> {
    await (await this.vitest).close();
  }

  /** What names no file is nobody's where several share a process. */
  private addPrinted(text: string, file?: string): void {
    if (file || this.files.length === 1) this.verdictOf(file).printed += text;
  }

  private verdictOf(file = ""): Verdict {
    return this.verdicts.get(slashed(file)) ?? whoseProcessDied([...this.verdicts.values()]);
  }

  private readModule(module: TestModule): void {
    const verdict = this.verdictOf(module.moduleId);
    verdict.strays.push(...module.errors().map((error) => readError(this.root, error)));
    for (const test of module.children.allTests()) {
      // It needs what this machine has not, and says so itself.
      if (test.options.mode === "skip") continue;
      const { state, errors } = test.result();
      verdict.outcomes.push({
        task: test.parent.type === "suite" ? test.parent.name : "",
        title: test.name,
        state: state === "passed" || state === "failed" ? state : "unfinished",
        ...(errors?.[0] && { failure: readError(this.root, errors[0]) }),
      });
    }
  }
}

/**
 * vitest (4.1.12) answers a process that has just died, and lets the error that this gives end ours;
 * it tells of the end of that process besides.
 */
function ignoreDeadProcess(error: NodeJS.ErrnoException): void {
  const isOfTheDead = ["EPIPE", "ECONNRESET", "ERR_IPC_CHANNEL_CLOSED"].includes(error.code ?? "");
  if (!isOfTheDead && error.message !== "Worker exited unexpectedly") throw error;
}

/** What the kit's watchdog has said on standard error, where others speak too. */
function saidByWatchdog(stderr: string): string {
  return Array.from(stderr.matchAll(/^watchdog: (.+)$/gm), ([, sentence]) => sentence).join("\n");
}

/** The verdict that an error which names no file most probably belongs to. */
function whoseProcessDied(verdicts: Verdict[]): Verdict {
  return verdicts.find(({ outcomes }) => outcomes.some(isUnfinished)) ?? verdicts[0]!;
}

function isUnfinished({ state }: Outcome): boolean {
  return state === "unfinished";
}

/** Takes in what would otherwise go to the terminal. */
class Sink {
  text = "";
  readonly stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      this.text += chunk.toString();
      done();
    },
  }) as NodeJS.WriteStream;
}

/** A path as vitest writes it on every platform. */
function slashed(path: string): string {
  return path.split(sep).join("/");
}

type SerializedError = ReturnType<TestModule["errors"]>[number];
type UnhandledError = SerializedError & { VITEST_TEST_PATH?: string };

function readError(root: string, error: SerializedError): Failure {
  const failure: Failure = {
    sentence: printableLines(stripVTControlCharacters(error.message)),
    isCheck: error.name === "CheckError",
    isSlip: ["ReferenceError", "TypeError", "RangeError"].includes(error.name ?? ""),
  };
  if (error.expected !== undefined || error.actual !== undefined) {
    failure.expected = printableLines(String(error.expected));
    failure.actual = printableLines(String(error.actual));
  }
  if (typeof error.accused === "string") failure.accused = error.accused;
  const frame = (error.stacks ?? framesOf(error.stack))
    .map(({ file, line }) => ({ file: slashed(relative(root, file)), line }))
    .find(({ file }) => isLearnersPlace(file));
  if (frame) failure.at = frame;
  return failure;
}

/** The frames of a stack: vitest reads only those of what fails a test. */
function framesOf(stack = ""): { file: string; line: number }[] {
  const places = stack.matchAll(/((?:file:|[A-Z]:[\\/]|\/).*?):(\d+):\d+\)?$/gm);
  return [...places].map(([, path, line]) => ({
    file: path!.startsWith("file:") ? fileURLToPath(path!) : path!,
    line: Number(line),
  }));
}

/** Whether a path relative to the judged tree is no part of a step's tests or the kit, generated, a package's, or outside. */
function isLearnersPlace(file: string): boolean {
  return (
    !file.startsWith("..") &&
    !isAbsolute(file) &&
    !/^(?:gen|steps\/(?:kit|[^/]+\/tests))\/|(?:^|\/)node_modules\//.test(file) &&
    !file.endsWith(".test.ts")
  );
}
